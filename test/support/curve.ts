import { ONE_X32 } from "./moneyLaw.ts";
import { COST, LIFE, SALVAGE, TICK } from "./protocol.ts";

/**
 * The first second of the grid after `t`: a facility whose deadline has passed when it is reckoned is delinquent from
 * there.
 */
export const nextTick = (t: bigint): bigint => (t / TICK + 1n) * TICK;

/**
 * The line that falls from `value` to `salvage` (X32) over so many seconds. It has no remainder: the slope is rounded
 * down, and what that takes, the `rest` of less than a base unit, is lost when the line is drawn.
 */
export function lineOf(value: bigint, salvage: bigint, seconds: bigint): Line {
  const least = seconds === 0n || salvage > value ? value : salvage;
  const whole = (least / ONE_X32) * ONE_X32;
  const slope = seconds === 0n ? 0n : (value - whole) / seconds;
  return { salvage: whole, slope, rest: value - whole - slope * seconds };
}

export type Line = { readonly salvage: bigint; readonly slope: bigint; readonly rest: bigint };

/** 8,000,000 that depreciate to a tenth in five years: what most tests finance. */
export const LINE = lineOf(COST * ONE_X32, SALVAGE * ONE_X32, LIFE);
export const SLOPE = LINE.slope;
/** What it is worth from its draw until its depreciation begins. */
export const VALUE = SALVAGE * ONE_X32 + SLOPE * LIFE;
