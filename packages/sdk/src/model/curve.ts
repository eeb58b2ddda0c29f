/** One facility as a function of time: contracts/facilities/lib/Curve.sol once more, equal to the unit. */

import { ceil, ceilDiv, floor, max, min, toX32, type X32 } from "./fixed.ts";

/** Nothing has to happen for it to begin, bend or end. Times in unix seconds. */
export type Curve = {
  readonly salvage: X32; // whole base units; value of a loan, or of hardware at the end of its life
  readonly slope: X32; // per second of depreciation, planned or under way
  readonly until: bigint; // where depreciation ends; 0: it has not been recorded
  readonly life: bigint; // seconds of depreciation, whole ticks; 0: the value does not depend on time
  readonly deadline: bigint; // delinquent from here on, and depreciation begins unless it has; 0: none
};

/** The vault's grid, seconds; and its token. */
export type Grid = {
  readonly tick: bigint;
  readonly markdown: bigint; // from delinquent to worth nothing to a leaver
  readonly wholeToken: bigint; // base units
};

export const NO_CURVE: Curve = { salvage: 0n, slope: 0n, until: 0n, life: 0n, deadline: 0n };

/** The first second of the grid that is not before `time`. */
export const tickUp = ({ tick }: Pick<Grid, "tick">, time: bigint): bigint => ceilDiv(time, tick) * tick;

/** The first second of the grid after `time`. */
export const nextTick = ({ tick }: Pick<Grid, "tick">, time: bigint): bigint => (time / tick + 1n) * tick;

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

/** By how much what leavers forgo grows each second while the markdown runs. Rounded up. */
export const lossSlopeUp = (curve: Curve, { markdown }: Pick<Grid, "markdown">): X32 =>
  ceilDiv(valueAt(curve, curve.deadline + markdown), markdown);

/**
 * What leavers forgo of it: in a straight line from nothing to all that it is worth one markdown period later; then
 * that.
 */
export function lossAt(curve: Curve, grid: Pick<Grid, "markdown">, time: bigint): X32 {
  if (!isDelinquentAt(curve, time)) return 0n;
  const end = curve.deadline + grid.markdown;
  const perSecond = lossSlopeUp(curve, grid);
  if (time < end) return perSecond * (time - curve.deadline);
  return perSecond * grid.markdown - curve.slope * (timeLeftAt(curve, end) - timeLeftAt(curve, time));
}

/**
 * What leavers forgo besides while `fraction` (X32) of it is announced as lost: that part of what they would be paid,
 * and a base unit; value up, markdown down.
 */
export function markAt(curve: Curve, { markdown }: Pick<Grid, "markdown">, fraction: X32, time: bigint): X32 {
  const salvage = ceil(curve.salvage * fraction);
  const slope = ceil(curve.slope * fraction);
  if (salvage + slope === 0n) return 0n;
  const scaled = { ...curve, salvage: salvage + toX32(1n), slope };
  const end = scaled.deadline + markdown;
  const perSecond = valueAt(scaled, end) / markdown;
  const seen = min(time, end);
  return valueAt(scaled, seen) - perSecond * max(seen - scaled.deadline, 0n);
}

/** Whole tokens that count as delinquent: what it was worth when it became so. Rounded up. */
export const delinquentTokensAt = (curve: Curve, { wholeToken }: Pick<Grid, "wholeToken">, time: bigint): bigint =>
  isDelinquentAt(curve, time) ? ceilDiv(valueAt(curve, curve.deadline), toX32(wholeToken)) : 0n;

/**
 * Whole tokens that count as delinquent while `fraction` (X32) of it is announced as lost, until it does with all it is
 * worth. Rounded up.
 */
export function markedTokens(
  curve: Curve,
  { wholeToken }: Pick<Grid, "wholeToken">,
  fraction: X32,
  time: bigint,
): bigint {
  if (curve.deadline <= time || fraction === 0n || curve.salvage + curve.slope === 0n) return 0n;
  return ceilDiv(floor(valueAt(curve, time) * fraction), toX32(wholeToken));
}

/** Depreciation that began at a deadline that has passed is recorded with the next change, whatever becomes of it. */
export const recorded = (curve: Curve, time: bigint): Curve =>
  curve.until === 0n && hasBegunBy(curve, time) ? { ...curve, until: endOf(curve) } : curve;

/** Depreciation starts, unless it has: to the tick in or after which its life ends. */
export function started(curve: Curve, grid: Pick<Grid, "tick">, time: bigint): Curve {
  const begun = recorded(curve, time);
  if (begun.until !== 0n || begun.life === 0n) return begun;
  const until = tickUp(grid, time + begun.life);
  return line({ ...begun, until }, valueAt(begun, time), begun.salvage, until - time);
}

/**
 * With its deadline at `deadline`, rounded up to the grid. One that has passed makes it delinquent from the next tick
 * on, unless it is; one that lies ahead cures it.
 */
export function expectedBy(curve: Curve, grid: Pick<Grid, "tick">, deadline: bigint, time: bigint): Curve {
  const rounded = tickUp(grid, deadline);
  if (rounded > time) return { ...curve, deadline: rounded };
  return isDelinquentAt(curve, time) ? curve : { ...curve, deadline: nextTick(grid, time) };
}

/** Worth `value` from now on; the salvage that it falls to by when it would have is `salvage` at most. */
export const revalued = (curve: Curve, value: X32, salvage: X32, time: bigint): Curve =>
  line(curve, value, min(salvage, value), timeLeftAt(curve, time));

/** Part of the value leaves, and takes its part of the salvage with it. */
export function shrunk(curve: Curve, valueOut: X32, time: bigint): Curve {
  if (valueOut === 0n) return curve;
  const value = valueAt(curve, time);
  return revalued(curve, value - valueOut, (curve.salvage * (value - valueOut)) / value, time);
}

/** From `value` to `salvage`, without a remainder: what rounding takes, less than a base unit, is lost. */
function line(curve: Curve, value: X32, salvage: X32, seconds: bigint): Curve {
  const whole = toX32(floor(seconds === 0n ? value : salvage));
  return { ...curve, salvage: whole, slope: seconds === 0n ? 0n : (value - whole) / seconds };
}
