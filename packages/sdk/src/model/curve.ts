import { ceil, ceilDiv, floor, max, min, toX32, type X32 } from "./fixed.ts";

/** One facility as a function of time, times in unix seconds. Nothing has to happen for it to begin, bend or end. */
export type Curve = {
  salvage: X32; // whole base units; value of a loan, or of hardware at the end of its life
  slope: X32; // per second of depreciation, planned or under way
  until: bigint; // where depreciation ends; 0: it has not been recorded
  life: bigint; // seconds of depreciation, whole ticks; 0: the value does not depend on time
  deadline: bigint; // delinquent from here on, and depreciation begins unless it has; 0: none
};

/** The vault's grid, seconds; and its token. */
export type Grid = {
  tick: bigint;
  markdown: bigint; // from delinquent to worth nothing to a leaver
  wholeToken: bigint; // base units
};

export const NO_CURVE: Curve = { salvage: 0n, slope: 0n, until: 0n, life: 0n, deadline: 0n };

/** The first second of the grid that is not before `time`. */
export const tickUp = ({ tick }: Grid, time: bigint): bigint => ceilDiv(time, tick) * tick;

export const isDelinquentAt = ({ deadline }: Curve, time: bigint): boolean => deadline !== 0n && time >= deadline;

export const hasBegunBy = (curve: Curve, time: bigint): boolean =>
  curve.until !== 0n || (curve.life !== 0n && isDelinquentAt(curve, time));

/** When depreciation ends, begun or planned; 0 where the value does not depend on time, or no deadline is set. */
export function endOf({ until, life, deadline }: Curve): bigint {
  if (until !== 0n) return until;
  return life === 0n || deadline === 0n ? 0n : deadline + life;
}

/** Seconds of depreciation left. */
export const timeLeftAt = (curve: Curve, time: bigint): bigint =>
  hasBegunBy(curve, time) ? max(endOf(curve) - time, 0n) : curve.life;

/** Straight-line depreciation to salvage. */
export const valueAt = (curve: Curve, time: bigint): X32 => curve.salvage + curve.slope * timeLeftAt(curve, time);

/** By how much the value falls each second from `time` on. */
export const slopeAt = (curve: Curve, time: bigint): X32 =>
  hasBegunBy(curve, time) && time < endOf(curve) ? curve.slope : 0n;

/**
 * What leavers forgo of it: in a straight line from nothing to all that it is worth one markdown period later; then
 * that.
 */
export function lossAt(curve: Curve, { markdown }: Grid, time: bigint): X32 {
  if (!isDelinquentAt(curve, time)) return 0n;
  const end = curve.deadline + markdown;
  const perSecond = ceilDiv(valueAt(curve, end), markdown);
  if (time < end) return perSecond * (time - curve.deadline);
  return perSecond * markdown - curve.slope * (timeLeftAt(curve, end) - timeLeftAt(curve, time));
}

/**
 * What leavers forgo besides while `fraction` (X32) of it is announced as lost: that part of what they would be paid,
 * and a base unit; value up, markdown down.
 */
export function markAt(curve: Curve, { markdown }: Grid, fraction: bigint, time: bigint): X32 {
  const scaled = { ...curve, salvage: ceil(curve.salvage * fraction), slope: ceil(curve.slope * fraction) };
  if (scaled.salvage + scaled.slope === 0n) return 0n;
  scaled.salvage += toX32(1n);
  const end = scaled.deadline + markdown;
  const perSecond = valueAt(scaled, end) / markdown;
  const seen = min(time, end);
  return valueAt(scaled, seen) - perSecond * max(seen - scaled.deadline, 0n);
}

/** Whole tokens that count as delinquent: what it was worth when it became so, rounded up. */
export const delinquentTokensAt = (curve: Curve, { wholeToken }: Grid, time: bigint): bigint =>
  isDelinquentAt(curve, time) ? ceilDiv(valueAt(curve, curve.deadline), toX32(wholeToken)) : 0n;

/** Depreciation starts: to the tick in or after which its life ends. */
export function startDepreciation(curve: Curve, grid: Grid, time: bigint): void {
  const value = valueAt(curve, time);
  curve.until = tickUp(grid, time + curve.life);
  drawLine(curve, value, curve.until - time);
}

/** The value from now on, and the salvage at most that it falls to. */
export function revalue(curve: Curve, value: X32, salvage: X32, time: bigint): void {
  curve.salvage = min(salvage, value);
  drawLine(curve, value, timeLeftAt(curve, time));
}

/** Part of the value leaves, and takes its part of the salvage with it. */
export function shrink(curve: Curve, valueOut: X32, time: bigint): void {
  if (valueOut === 0n) return;
  const value = valueAt(curve, time);
  revalue(curve, value - valueOut, (curve.salvage * (value - valueOut)) / value, time);
}

/** From `value` to the salvage, without a remainder: what rounding takes, less than a base unit, is lost. */
function drawLine(curve: Curve, value: X32, time: bigint): void {
  curve.salvage = toX32(floor(time === 0n ? value : curve.salvage));
  curve.slope = time === 0n ? 0n : (value - curve.salvage) / time;
}
