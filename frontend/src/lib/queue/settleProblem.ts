import type { VaultView } from "../chain/readVault";

/** Why the queue's oldest closed epoch cannot be settled now, as a sentence; undefined when it can. */
export function settleProblem({
  cash,
  maturedMarkdowns,
  totalAssets,
  accrualPendingSince,
}: VaultView): string | undefined {
  if (accrualPendingSince !== undefined) return "Bookkeeping is due. Bring the vault up to date first.";
  if (maturedMarkdowns > 0n) return "A facility is marked down to nothing. Epochs wait until that is resolved.";
  if (totalAssets === 0n) return "The shares are worth nothing to leavers now. Epochs wait for what may still come in.";
  if (cash === 0n) return "The vault holds no cash. Epochs are paid as rent comes in.";
  return undefined;
}
