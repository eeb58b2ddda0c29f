import type { Covenant } from "./covenant.ts";
import type { Debt } from "./debt.ts";
import { floor, least, toFine, type Fine } from "./fixed.ts";
import type { Saying } from "./settlement.ts";

/** A period as its final report had it. */
export type Period = {
  start: bigint;
  end: bigint;
  gross: bigint;
  energyCost: bigint;
  otherOpex: bigint;
  sold: bigint; // GPU-seconds
};

/** One facility, rebuilt from events. Money in base units unless fine, times in unix seconds. */
export type Facility = {
  cluster: bigint;
  model: string; // as registered
  fullCost: bigint; // by the cluster's title
  fullSalvage: bigint;
  usefulLife: bigint;
  vaultShareBps: bigint;
  reserveTarget: bigint;
  lineLength: bigint;
  paymentGrace: bigint;
  debt: Debt | undefined; // of a loan or a lease: its value is what is outstanding, and falls with each principal
  covenant: Covenant;
  preferredRate: bigint; // 1e18 = 100 % a year of the cost
  stepShareBps: bigint; // 0: no step
  gpus: bigint; // in service
  drawn: bigint;
  salvage: bigint; // of what has been drawn and is left
  anchor: Fine; // value at `anchorAt`
  anchorAt: bigint;
  deadline: bigint; // late from here on, and wear starts here at the latest; 0: no deadline, or late already
  wearFrom: bigint; // 0 until it has been recorded
  exitAnchor: Fine; // what leavers are paid for it at `exitAt`, while it is late
  exitAt: bigint;
  lateSince: bigint; // 0 until it has been recorded
  lineEnd: bigint;
  isResolving: boolean;
  retired: boolean;
  inServiceAt: bigint;
  lockbox: bigint;
  reported: bigint;
  distributed: bigint;
  carriedEnergy: bigint;
  carriedOther: bigint;
  reserve: bigint;
  held: bigint; // of the operator's part of the residual
  preferredOwed: bigint;
  received: bigint; // that reached the vault
  reportedUntil: bigint;
  heard: Saying[]; // what events said since the last settlement
  periods: Period[]; // settled, in order
  paidOff: number; // how many of them have been distributed in full, oldest first
  paidThrough: bigint; // gross of those
};

/** A straight line: `base` at `start`, nothing at `until`. */
type Line = {
  start: bigint;
  until: bigint;
  slope: Fine; // per second, rounded down
};

/** How many periods the pointer to the oldest unpaid one moves in one settlement, by the book's terms. */
const POINTER_STEPS = 32;

function lineOf(base: Fine, start: bigint, until: bigint): Line {
  return { start, until, slope: until > start ? base / (until - start) : 0n };
}

const hasPassed = (deadline: bigint, time: bigint) => deadline !== 0n && time >= deadline;

/** Straight-line wear to salvage, from the recorded start or the deadline that has passed; `undefined` before it. */
function wearAt(facility: Facility, time: bigint): Line | undefined {
  const { anchor, anchorAt, deadline, wearFrom, usefulLife } = facility;
  if (facility.debt) return undefined;
  const base = anchor - toFine(facility.salvage);
  if (wearFrom !== 0n) return lineOf(base, anchorAt, wearFrom + usefulLife);
  return hasPassed(deadline, time) ? lineOf(base, deadline, deadline + usefulLife) : undefined;
}

/** Value at a moment. */
export function valueAt(facility: Facility, time: bigint): Fine {
  if (facility.retired) return 0n;
  const wear = wearAt(facility, time);
  if (!wear) return facility.anchor;
  return time >= wear.until ? toFine(facility.salvage) : facility.anchor - wear.slope * (time - wear.start);
}

export function isLateAt({ lateSince, deadline }: Facility, time: bigint): boolean {
  return lateSince !== 0n || hasPassed(deadline, time);
}

/** The end of an exit line that begins at `from` at `base`: it falls at least as fast as the value does. */
export function lineEndFrom(facility: Facility, from: bigint, base: Fine): bigint {
  const wear = wearAt(facility, from);
  const slope = wear && from < wear.until ? wear.slope : 0n;
  return from + (slope === 0n ? facility.lineLength : least(facility.lineLength, base / slope));
}

/** What leavers are paid for it at a moment: its value, unless it is late. */
export function exitValueAt(facility: Facility, time: bigint): Fine {
  if (facility.retired) return 0n;
  if (!isLateAt(facility, time)) return valueAt(facility, time);
  const from = facility.lateSince === 0n ? facility.deadline : facility.exitAt;
  const base = facility.lateSince === 0n ? valueAt(facility, from) : facility.exitAnchor;
  const until = facility.lateSince === 0n ? lineEndFrom(facility, from, base) : facility.lineEnd;
  return time < until ? base - lineOf(base, from, until).slope * (time - from) : 0n;
}

/** What was drawn and never released comes back: value leaves, and the part of the salvage that it had paid for. */
export function returnDraw(facility: Facility, cost: bigint, time: bigint): Fine {
  const value = valueAt(facility, time);
  const valueOut = (value * (facility.drawn - cost)) / facility.drawn;
  const salvage = facility.debt ? 0n : least(facility.salvage, (facility.fullSalvage * cost) / facility.fullCost);
  setValue(facility, value - valueOut, salvage, time);
  facility.drawn = cost;
  if (cost === 0n && facility.inServiceAt === 0n && !facility.isResolving) {
    // As if nothing had been drawn.
    facility.deadline = 0n;
    endLateness(facility);
  }
  return valueOut;
}

/** Principal has been paid: what it takes off the value. */
export function repayValue(facility: Facility, valueOut: Fine, time: bigint): void {
  if (valueOut > 0n) setValue(facility, valueAt(facility, time) - valueOut, facility.salvage, time);
}

/** Value and salvage after more has been drawn: this draw's part of the full salvage joins what there is. */
export function draw(facility: Facility, amount: bigint, time: bigint): void {
  const partOf = (cost: bigint) => (facility.fullSalvage * cost) / facility.fullCost;
  facility.anchor = valueAt(facility, time) + toFine(amount);
  facility.anchorAt = time;
  facility.salvage += partOf(facility.drawn + amount) - partOf(facility.drawn);
  facility.drawn += amount;
}

/** Late from a moment on, at the value of that moment. */
export function becomeLate(facility: Facility, from: bigint): void {
  facility.exitAnchor = valueAt(facility, from);
  facility.lineEnd = lineEndFrom(facility, from, facility.exitAnchor);
  facility.lateSince = facility.exitAt = from;
  facility.deadline = 0n;
}

/** In good standing again, or at its end. */
export function endLateness(facility: Facility): void {
  facility.exitAnchor = facility.exitAt = facility.lateSince = facility.lineEnd = 0n;
}

/** Value after a write-down. */
export function writeDown(facility: Facility, loss: bigint, time: bigint): void {
  setValue(facility, valueAt(facility, time) - toFine(loss), facility.salvage, time);
}

/** Part of the value leaves, and takes its part of the salvage with it. */
export function shrink(facility: Facility, valueOut: Fine, time: bigint): void {
  if (valueOut === 0n) return;
  const value = valueAt(facility, time);
  setValue(facility, value - valueOut, (facility.salvage * (value - valueOut)) / value, time);
}

/** The value from now on, and the salvage at most that it wears to. What leavers are paid keeps its part of it. */
function setValue(facility: Facility, value: Fine, salvage: bigint, time: bigint): void {
  const before = valueAt(facility, time);
  if (facility.lateSince !== 0n) {
    facility.exitAnchor = before === 0n ? 0n : (exitValueAt(facility, time) * value) / before;
    facility.exitAt = least(time, facility.lineEnd);
  }
  facility.salvage = least(salvage, floor(value));
  facility.anchor = value;
  facility.anchorAt = time;
}

/** Where the oldest period starts that the next cash pays for: first in, first out. */
export function oldestUnpaidStart({ periods, paidOff, inServiceAt }: Facility): bigint {
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
