import { firstDeposit } from "./priceSeries";
import { pointAt, type Checkpoint } from "./vaultTimeline";

const DAY = 86_400;
const YEAR_DAYS = 365n;

/** Below this an annual figure would only be noise. */
const SHORTEST_DAYS = 7;

/** Parts of one: 10^8 is 100 %. */
export const YIELD_DECIMALS = 8;

export type NetYield = {
  /** The window's bounds, unix seconds. */
  from: number;
  to: number;
  priceFrom: bigint;
  priceTo: bigint;
  /** Growth of the share price over the window, parts of one · 10^8. */
  change: bigint;
  /** change · 365 days ÷ window, not compounded. Absent while the window is under seven days. */
  annual?: bigint;
};

/**
 * Net yield: how much one share's entry price grew over the last `days` (or since the first deposit), scaled to a year.
 * Running costs, depreciation, losses and fees are already out of it.
 */
export function netYield(
  checkpoints: readonly Checkpoint[],
  now: number,
  days: number,
  shareDecimals: number,
): NetYield | undefined {
  const first = firstDeposit(checkpoints);
  if (first === undefined || first >= now) return undefined;
  const from = Math.max(first, now - days * DAY);
  const start = pointAt(checkpoints, from, shareDecimals);
  const end = pointAt(checkpoints, now, shareDecimals);
  if (start === undefined || end === undefined || start.price === 0n) return undefined;

  const change = ((end.price - start.price) * 10n ** BigInt(YIELD_DECIMALS)) / start.price;
  const seconds = BigInt(now - from);
  const annual =
    now - from >= SHORTEST_DAYS * DAY
      ? ((end.price - start.price) * 10n ** BigInt(YIELD_DECIMALS) * YEAR_DAYS * BigInt(DAY)) / (start.price * seconds)
      : undefined;
  return { from, to: now, priceFrom: start.price, priceTo: end.price, change, annual };
}
