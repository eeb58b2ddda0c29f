import { DEPOSIT_STATUS, type VaultView } from "../chain/readVault";
import { formatBps } from "../format/amount";

type Delinquency = Pick<VaultView, "delinquentValue" | "restrictedLocked" | "delinquencyLimitBps">;

/** Why nobody can deposit now, in words that a button has room for; undefined when deposits are open. */
export function depositReason(vault: Pick<VaultView, "depositStatus"> & Delinquency): string | undefined {
  switch (vault.depositStatus) {
    case DEPOSIT_STATUS.open:
      return undefined;
    case DEPOSIT_STATUS.paused:
      return "Deposits are paused";
    case DEPOSIT_STATUS.accrualPending:
      return "Bring the vault up to date first";
    case DEPOSIT_STATUS.delinquent:
      return vault.delinquentValue > 0n ? "Closed: too much is delinquent" : "Closed: arrears have to vest first";
    case DEPOSIT_STATUS.capReached:
      return "The vault is full";
    case DEPOSIT_STATUS.nothingLeft:
      return "The vault has lost everything";
    default:
      return "Deposits are closed";
  }
}

/**
 * What exactly keeps deposits shut while something is delinquent, or has just been, and until when. Whole sentences.
 */
export function delinquencyWords(
  { delinquentValue, restrictedLocked, delinquencyLimitBps }: Delinquency,
  money: (units: bigint) => string,
): string {
  const parts = [
    ...(delinquentValue > 0n ? [`${money(delinquentValue)} is delinquent`] : []),
    ...(restrictedLocked > 0n
      ? [`${money(restrictedLocked)} was paid for what was delinquent, and has not vested yet`]
      : []),
  ];
  return (
    `${parts.join("; ")}. Deposits are open up to ${formatBps(delinquencyLimitBps)} of the NAV, ` +
    "so that nobody who comes in now shares in what others waited for. Withdrawals stay open."
  );
}
