import type { VaultView } from "../chain/readVault";

/** Why what is next in the queue cannot be settled now, as a sentence; undefined when it can. */
export function settleProblem({ cash, totalAssets, accrualPendingSince }: VaultView): string | undefined {
  if (accrualPendingSince !== undefined) return "Bookkeeping is due. Bring the vault up to date first.";
  if (totalAssets === 0n) return "The shares are worth nothing to leavers now. Epochs wait for what may still come in.";
  if (cash === 0n) return "The vault holds no cash. Epochs are paid as rent comes in.";
  return undefined;
}
