import type { PositionEntry } from "../history/position";
import { movedBy } from "./costBasis";

/** How many shares an account had, from a second on. */
export type SharesSince = { timestamp: number; shares: bigint };

/** Every change of what an account has, oldest first. Shares in the queue are its own until they are claimed. */
export function sharesOverTime(newestFirst: readonly PositionEntry[]): SharesSince[] {
  const changes: SharesSince[] = [];
  let shares = 0n;
  for (const entry of newestFirst.toReversed()) {
    shares += movedBy(entry);
    if (changes.at(-1)?.timestamp === entry.timestamp) changes.pop();
    changes.push({ timestamp: entry.timestamp, shares });
  }
  return changes;
}

/** What there was in a second, after all that happened in it. */
export function sharesAt(changes: readonly SharesSince[], timestamp: number): bigint {
  return changes.findLast((change) => change.timestamp <= timestamp)?.shares ?? 0n;
}
