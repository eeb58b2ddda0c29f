import { nextTick as tickAfter, NO_CURVE, revalued, toX32, valueAt } from "@gpu-yield-vaults/sdk/model";
import { GRID } from "./facilityCurve.ts";
import { COST, LIFE, SALVAGE } from "./protocol.ts";

/**
 * The first second of the grid after `t`: a facility whose deadline has passed when it is reckoned is delinquent from
 * there.
 */
export const nextTick = (t: bigint): bigint => tickAfter(GRID, t);

/**
 * The line that falls from `value` to `salvage` (X32) over so many seconds, by the model. It has no remainder: what
 * rounding its slope down takes, the `rest` of less than a base unit, is lost when the line is drawn.
 */
export function lineOf(value: bigint, salvage: bigint, seconds: bigint): Line {
  const curve = revalued({ ...NO_CURVE, life: seconds }, value, salvage, 0n);
  return { salvage: curve.salvage, slope: curve.slope, rest: value - valueAt(curve, 0n) };
}

export type Line = { readonly salvage: bigint; readonly slope: bigint; readonly rest: bigint };

/** 8,000,000 that depreciate to a tenth in five years: what most tests finance. */
export const LINE = lineOf(toX32(COST), toX32(SALVAGE), LIFE);
export const SLOPE = LINE.slope;
/** What it is worth from its draw until its depreciation begins. */
export const VALUE = toX32(SALVAGE) + SLOPE * LIFE;
