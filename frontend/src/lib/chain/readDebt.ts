import { loanLedgerAbi } from "@gpu-yield-vaults/sdk/abi/LoanLedger";
import type { Repayable } from "../debt/repayment";
import { FORM } from "../debt/words";
import type { Head, ReadContext } from "./client";
import type { ApprovalView } from "./readApproval";

/** One loan or lease at one block, and what is claimed of it. Money in base units. */
export type DebtView = Repayable & {
  /** Before service: as if it began on the last day allowed, with all that was approved. */
  isPlanned: boolean;
};

export async function readDebt(
  { client, deployment }: ReadContext,
  asOf: Head,
  cluster: bigint,
  form: 1 | 2,
  { inServiceBy }: ApprovalView,
): Promise<DebtView> {
  const ledger = {
    address: deployment.contracts.ledger,
    abi: loanLedgerAbi,
    blockNumber: asOf.number,
    args: [cluster],
  } as const;
  const [debt, owed] = await Promise.all([
    client.readContract({ ...ledger, functionName: "debtOf" }),
    client.readContract({ ...ledger, functionName: "owedOf" }),
  ]);
  const { principal, payment, finalPayment, growth, payments, period, shorten, lateRate } = debt;
  const isPlanned = debt.start === 0 && payments > 0;
  return {
    form: form === FORM.loan ? "loan" : "lease",
    schedule: { principal, payment, finalPayment, growth, payments },
    start: isPlanned ? inServiceBy : debt.start,
    period,
    paid: { interest: debt.interestPaid, principal: debt.principalPaid },
    claimed: isPlanned
      ? { lateInterest: 0n, interest: 0n, principal: 0n }
      : { lateInterest: owed[0], interest: owed[1], principal: owed[2] },
    outstanding: isPlanned ? 0n : owed[3],
    shorten,
    lateRate,
    isPlanned,
  };
}
