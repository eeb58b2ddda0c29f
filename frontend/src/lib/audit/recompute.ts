import type { ProtocolEvent } from "../history/protocolEvent";
import { buildTimeline, pointAt, type VaultPoint } from "../history/vaultTimeline";

/** Which vault's past, and as of which block. */
export type RecomputeQuestion = {
  events: readonly ProtocolEvent[];
  blockNumber: bigint;
  /** Unix seconds of that block. */
  timestamp: number;
  shareDecimals: number;
};

/** The vault at a block's end, from its events alone. Undefined before the first of them. */
export function recompute({
  events,
  blockNumber,
  timestamp,
  shareDecimals,
}: RecomputeQuestion): VaultPoint | undefined {
  const known = events.filter((event) => event.blockNumber <= blockNumber);
  return pointAt(buildTimeline(known), timestamp, shareDecimals);
}
