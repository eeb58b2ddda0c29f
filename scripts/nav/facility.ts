import { scale, toFixed, floor, type Fixed } from "./fixed.ts";

/** A period as its final report had it. */
export type Period = {
  start: number;
  end: number;
  gross: bigint;
  energyCost: bigint;
  otherOpex: bigint;
};

/** One facility, rebuilt from events. Money in base units unless fixed, times in unix seconds. */
export type Facility = {
  cluster: bigint;
  fullCost: bigint; // by the cluster's title
  fullSalvage: bigint;
  usefulLife: number;
  vaultShareBps: bigint;
  reserveTarget: bigint;
  drawn: bigint;
  salvage: bigint; // of what has been drawn
  anchor: Fixed; // value at `anchorAt`
  anchorAt: number;
  deadline: number; // wear starts here at the latest; 0: no deadline
  wearFrom: number; // 0 until it has been recorded
  inServiceAt: number;
  retired: boolean;
  lockbox: bigint;
  reported: bigint;
  distributed: bigint;
  carriedEnergy: bigint;
  carriedOther: bigint;
  reserve: bigint;
  periods: Period[]; // settled, in order
  paidOff: number; // how many of them have been distributed in full, oldest first
  paidThrough: bigint; // gross of those
};

/** How many periods the pointer to the oldest unpaid one moves in one settlement, by the book's terms. */
const POINTER_STEPS = 32;

/** Straight-line wear to salvage, from the recorded start or the deadline that has passed. */
export function valueAt(facility: Facility, time: number): Fixed {
  const { anchor, anchorAt, deadline, wearFrom, usefulLife } = facility;
  if (facility.retired) return 0n;
  const from = wearFrom || deadline;
  if (from === 0 || time < from) return anchor;
  const until = from + usefulLife;
  const salvage = toFixed(facility.salvage);
  if (time >= until) return salvage;
  const start = Math.max(from, anchorAt);
  return anchor - scale(anchor - salvage, BigInt(time - start), BigInt(until - start));
}

/** Value and salvage after more has been drawn. */
export function draw(facility: Facility, amount: bigint, time: number): void {
  facility.anchor = valueAt(facility, time) + toFixed(amount);
  facility.anchorAt = time;
  facility.drawn += amount;
  facility.salvage = (facility.fullSalvage * facility.drawn) / facility.fullCost;
}

/** Value and salvage after a write-down. */
export function writeDown(facility: Facility, loss: bigint, time: number): void {
  facility.anchor = valueAt(facility, time) - toFixed(loss);
  facility.anchorAt = time;
  const whole = floor(facility.anchor);
  if (whole < facility.salvage) facility.salvage = whole;
}

/** Where the oldest period starts that the next cash pays for: first in, first out. */
export function oldestUnpaidStart({ periods, paidOff, inServiceAt }: Facility): number {
  return periods[paidOff]?.start ?? periods.at(-1)?.end ?? inServiceAt;
}

/** Moves past the periods that are paid off. */
export function movePointer(facility: Facility): void {
  for (let step = 0; step < POINTER_STEPS; step++) {
    const oldest = facility.periods[facility.paidOff];
    if (!oldest || facility.paidThrough + oldest.gross > facility.distributed) return;
    facility.paidThrough += oldest.gross;
    facility.paidOff += 1;
  }
}
