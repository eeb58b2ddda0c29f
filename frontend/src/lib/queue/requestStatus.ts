import type { RequestView } from "../chain/readRequests";
import type { VaultView } from "../chain/readVault";

export type RequestStatus = {
  /** In a word or two. */
  word: "open" | "waiting" | "paid in part" | "ready to claim" | "cancelled";
  canClaim: boolean;
  canCancel: boolean;
  canTakeBack: boolean;
};

/**
 * Where a request stands and what the queue allows with it. What is not settled can be cancelled until the epoch's end,
 * and after it: by who is patient while it may not be paid, by who takes any price while leaving costs something.
 */
export function requestStatus(
  request: RequestView,
  now: number,
  vault: Pick<VaultView, "exitBelowEntry" | "exitBelowTolerance">,
): RequestStatus {
  const { pending, claimable, claimableAssets, claimed, cancelled, end } = request;
  const isOpen = now < end;
  const isFree = request.atAnyPrice ? vault.exitBelowEntry : vault.exitBelowTolerance;
  const canClaim = claimable > 0n || claimableAssets > 0n;
  const word =
    pending > 0n
      ? isOpen
        ? "open"
        : claimable + claimed > 0n
          ? "paid in part"
          : "waiting"
      : canClaim
        ? "ready to claim"
        : "cancelled";
  return { word, canClaim, canCancel: pending > 0n && (isOpen || isFree), canTakeBack: cancelled > 0n };
}
