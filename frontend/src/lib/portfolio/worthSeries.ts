import { worthAt } from "@gpu-yield-vaults/sdk/model";
import { dailySeries, priceSeries } from "../history/priceSeries";
import type { Checkpoint, VaultPoint } from "../history/vaultTimeline";
import { sharesAt, type SharesSince } from "./sharesOverTime";

/** An account's shares in one second, and what a leaver would have been paid for them. Base units. */
export type WorthPoint = { timestamp: number; shares: bigint; worth: bigint };

/** What shares were worth from when the account first had any: for a chart, bends where they really were. */
export function worthSeries(
  checkpoints: readonly Checkpoint[],
  changes: readonly SharesSince[],
  now: number,
  shareDecimals: number,
): WorthPoint[] {
  const [first] = changes;
  if (first === undefined) return [];
  return priceSeries(checkpoints, first.timestamp, now, shareDecimals).map((point) =>
    worthOf(point, changes, shareDecimals),
  );
}

/** The same for a table: one row a day, newest first. */
export function dailyWorth(
  checkpoints: readonly Checkpoint[],
  changes: readonly SharesSince[],
  now: number,
  shareDecimals: number,
): WorthPoint[] {
  const [first] = changes;
  if (first === undefined) return [];
  return dailySeries(checkpoints, first.timestamp, now, shareDecimals).map((point) =>
    worthOf(point, changes, shareDecimals),
  );
}

function worthOf(
  { timestamp, exitPrice }: VaultPoint,
  changes: readonly SharesSince[],
  shareDecimals: number,
): WorthPoint {
  const shares = sharesAt(changes, timestamp);
  return { timestamp, shares, worth: worthAt(shares, exitPrice, shareDecimals) };
}
