import { worthAt } from "@gpu-yield-vaults/sdk/model";
import { dailySeries, priceSeries } from "../history/priceSeries";
import type { Checkpoint } from "../history/vaultTimeline";
import { sharesAt, type SharesSince } from "./sharesOverTime";

/** An account's shares in one second, and what a leaver would have been paid for them. Base units. */
export type WorthPoint = { timestamp: number; shares: bigint; worth: bigint };

/** What shares were worth from when the account first had any: for a chart, bends where they really were. */
export const worthSeries = worthBy(priceSeries);

/** The same for a table: one row a day, newest first. */
export const dailyWorth = worthBy(dailySeries);

/** @param series The seconds in which it is told, with the vault's prices there. */
function worthBy(series: typeof priceSeries) {
  return (
    checkpoints: readonly Checkpoint[],
    changes: readonly SharesSince[],
    now: number,
    shareDecimals: number,
  ): WorthPoint[] => {
    const [first] = changes;
    if (first === undefined) return [];
    return series(checkpoints, first.timestamp, now, shareDecimals).map(({ timestamp, exitPrice }) => {
      const shares = sharesAt(changes, timestamp);
      return { timestamp, shares, worth: worthAt(shares, exitPrice, shareDecimals) };
    });
  };
}
