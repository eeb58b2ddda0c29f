// The law of a facility's value on paper, in 2^-32 base units: what it is worth, and what leavers forgo of it. Times in
// seconds.

const BITS = 32n;

export const toX32 = (amount: bigint): bigint => amount << BITS;
export const whole = (amount: bigint): bigint => amount >> BITS;
export const wholeUp = (amount: bigint): bigint => -(-amount >> BITS);

/** A value that falls by `slope` a second, to the salvage in second `until`. */
export type Line = { salvage: bigint; slope: bigint; until: bigint };

/** From `value` down to `salvage` (base units), the slope rounded down: no line has a remainder. */
export const lineFrom = (value: bigint, salvage: bigint, from: bigint, until: bigint): Line => ({
  salvage: toX32(salvage),
  slope: (value - toX32(salvage)) / (until - from),
  until,
});

export const valueOn = ({ salvage, slope, until }: Line, at: bigint): bigint =>
  salvage + (at < until ? slope * (until - at) : 0n);

/** What hardware is worth when it has been drawn, and until its depreciation begins. */
export const valueDrawn = (cost: bigint, salvage: bigint, life: bigint): bigint =>
  valueOn(lineFrom(toX32(cost), salvage, 0n, life), 0n);

/**
 * What leavers forgo of it at `at`, delinquent since `since`: in a straight line to all that it is worth a markdown
 * `period` later.
 */
export function forgoneOn(line: Line, since: bigint, period: bigint, at: bigint): bigint {
  const end = since + period;
  const perSecond = (valueOn(line, end) + period - 1n) / period;
  if (at < end) return perSecond * (at - since);
  return perSecond * period - (valueOn(line, end) - valueOn(line, at));
}
