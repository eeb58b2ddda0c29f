import type { PositionEntry } from "../history/position";

/** What shares cost, as an average: shares that leave take their part of it along, rounded down. Base units. */
export type CostBasis = {
  /** In the wallet and in the queue. */
  shares: bigint;
  cost: bigint;
  /** What those that left brought beyond what they had cost. */
  realised: bigint;
};

/** Shares that are passed on count at the price of their second: sold by who sends them, bought by who gets them. */
export function costBasisOf(newestFirst: readonly PositionEntry[]): CostBasis {
  let [shares, cost, realised] = [0n, 0n, 0n];
  for (const entry of newestFirst.toReversed()) {
    const moved = movedBy(entry);
    if (moved < 0n) {
      const part = shares === 0n ? 0n : (cost * -moved) / shares;
      cost -= part;
      realised += entry.assets - part;
    } else if (moved > 0n) {
      cost += entry.assets;
    }
    shares += moved;
  }
  return { shares, cost, realised };
}

/** By how much an entry changes what an account has, in the wallet or in the queue. */
export function movedBy({ kind, shares }: Pick<PositionEntry, "kind" | "shares">): bigint {
  if (kind === "deposit" || kind === "received") return shares;
  return kind === "requested" || kind === "takenBack" ? 0n : -shares;
}
