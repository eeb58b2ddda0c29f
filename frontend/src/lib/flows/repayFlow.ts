import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { loanLedgerAbi } from "@gpu-yield-vaults/sdk/abi/LoanLedger";
import { loanManagerAbi } from "@gpu-yield-vaults/sdk/abi/LoanManager";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import { approveSteps } from "./approveSteps";
import type { Flow, FlowRow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type RepayInput = {
  /** Of the cluster. */
  manager: Address;
  /** Where debts are written down. */
  ledger: Address;
  asset: Token;
  cluster: bigint;
  clusterName: string;
  /** The most that is taken. */
  amount: bigint;
  /** What the manager may already take. */
  allowance: bigint;
  /** What the money will do, in words. */
  preview: readonly FlowRow[];
};

/** Debt service straight to the vault, past the lockbox. Whoever likes may pay it. */
export function repayFlow({
  manager,
  ledger,
  asset,
  cluster,
  clusterName,
  amount,
  allowance,
  preview,
}: RepayInput): Flow {
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  const shown = money(amount);
  return {
    id: "repay",
    title: `Repay ${shown}`,
    summary: [{ label: "You pay", value: shown }, { label: "For the debt of", value: clusterName }, ...preview],
    steps: [
      ...approveSteps({ token: asset.address, spender: manager, amount, shown, allowance }),
      {
        id: "repay",
        kind: "transaction",
        label: `Repay ${shown}`,
        explanation: "Pays what is owed first, then principal ahead of its time. No more is taken than is outstanding.",
        call: () => ({
          to: manager,
          data: encodeFunctionData({ abi: loanManagerAbi, functionName: "repay", args: [cluster, amount] }),
        }),
      },
    ],
    verify: (receipt) => {
      const [said, written] = [logsOf(receipt, manager), logsOf(receipt, ledger)];
      const [repaid] = parseEventLogs({ abi: loanManagerAbi, eventName: "Repaid", logs: said });
      const [ended] = parseEventLogs({ abi: loanManagerAbi, eventName: "DebtEnded", logs: said });
      const [paid] = parseEventLogs({ abi: loanLedgerAbi, eventName: "DebtPaid", logs: written });
      const [prepaid] = parseEventLogs({ abi: loanLedgerAbi, eventName: "DebtPrepaid", logs: written });
      const outstanding = prepaid?.args.debt.principal ?? paid?.args.outstanding ?? 0n;
      const { interest, principal } = proven(repaid, "repayment").args;
      const rows = [
        { label: "Repaid", value: money(interest + principal) },
        { label: "Outstanding", value: money(outstanding) },
      ];
      return ended ? [...rows, { label: "Title", value: "the operator’s", note: "Everything has been paid." }] : rows;
    },
  };
}
