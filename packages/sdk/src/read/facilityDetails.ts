import type { Address } from "viem";
import { covenantsAbi } from "../abi/Covenants.ts";
import { drawEscrowAbi } from "../abi/DrawEscrow.ts";
import { loanLedgerAbi } from "../abi/LoanLedger.ts";
import type { CovenantsView, DebtView, DrawEscrowView } from "./facilityView.ts";
import { given } from "./given.ts";
import type { Reading } from "./reading.ts";

/** Of a cluster that a lender finances. */
export async function debtOf(reading: Reading, ledger: Address, cluster: bigint): Promise<DebtView> {
  const ask = reading.at(loanLedgerAbi, ledger);
  const [debt, [lateInterest, interest, principal, outstanding]] = await Promise.all([
    ask("debtOf", cluster),
    ask("owedOf", cluster),
  ]);
  return {
    ...debt,
    start: given(debt.start),
    lateAt: given(debt.lateAt),
    owed: { lateInterest, interest, principal },
    outstanding,
  };
}

/** Absent where it has none. */
export async function covenantsOf(
  reading: Reading,
  covenants: Address,
  cluster: bigint,
): Promise<CovenantsView | undefined> {
  const { terms, good, income, service } = await reading.at(covenantsAbi, covenants)("covenantsOf", cluster);
  return terms.periods === 0 ? undefined : { ...terms, good, income, service };
}

/** Of any cluster that is financed, whether draws wait there or are paid out at once. */
export async function drawEscrowOf(reading: Reading, drawEscrow: Address, cluster: bigint): Promise<DrawEscrowView> {
  const escrow = await reading.at(drawEscrowAbi, drawEscrow)("escrowOf", cluster);
  return {
    ...escrow,
    orderedAt: given(escrow.orderedAt),
    deliveredAt: given(escrow.deliveredAt),
    inServiceAt: given(escrow.inServiceAt),
    clearsAt: given(escrow.clearsAt),
    vetoUntil: given(escrow.vetoUntil),
  };
}
