import {
  type Covenant,
  type Curve,
  type Debt,
  endOf,
  floor,
  type Grid,
  hasBegunBy,
  isDelinquentAt,
  NO_CURVE,
  type Pledge,
  tickUp,
} from "@gpu-yield-vaults/sdk/model";
import { noEvents, type EventMatch } from "./eventMatch.ts";

/** A period as its final report had it. */
export type Period = {
  start: bigint;
  end: bigint;
  gross: bigint;
  energyCost: bigint;
  otherOpex: bigint;
  sold: bigint; // GPU-seconds
  finalAt: bigint; // as last announced
};

/** Statuses of a facility, as the contracts number them. */
export const STATUS = { approved: 1n, drawn: 2n, inService: 3n, retired: 4n, resolving: 5n } as const;

/** What a facility was approved on. Money in base units, times in unix seconds. */
export type FacilityTerms = {
  cluster: bigint;
  manager: string;
  operator: string;
  form: bigint;
  model: string; // as registered
  fullCost: bigint; // by the cluster's title
  fullSalvage: bigint;
  maxPeriod: bigint;
  vaultShareBps: bigint;
  reserveTarget: bigint;
  paymentGrace: bigint;
  lastSecond: bigint; // by which it is in service, or its draw is returned
  debt: Debt | undefined; // of a loan or a lease: its value is what is outstanding, and falls with each principal
  covenant: Covenant;
  preferredReturnRate: bigint; // 1e18 = 100 % a year of the cost
  hurdleShareBps: bigint; // 0: no step
  isAttested: boolean; // in service when the reporters say so
  gpus: bigint; // in service
  curve: Curve;
};

/** One facility, rebuilt from events and terms. Money in base units unless X32, times in unix seconds. */
export type Facility = FacilityTerms & {
  status: bigint;
  workoutSince: bigint; // when a resolution was opened
  pledge: Pledge | undefined; // of a loan in a workout: what is owed
  receivedBefore: bigint; // what had reached the vault when it was opened
  claimed: bigint; // of booked losses, counts as delinquent
  announced: bigint; // X32; of it, announced as lost
  taken: bigint; // X32; of it, as it was announced before that ended last
  counted: bigint; // whole tokens that count as delinquent because of it, until it does itself
  retiredAt: bigint;
  drawn: bigint;
  valueLeft: bigint; // by sales, recoveries and realised losses
  inServiceAt: bigint;
  lockbox: bigint;
  reported: bigint;
  distributed: bigint;
  carriedEnergy: bigint;
  carriedOther: bigint;
  reserve: bigint;
  trapped: bigint; // of the operator's part of the residual
  earned: bigint; // the operator's, not claimed
  preferredOwed: bigint;
  received: bigint; // that reached the vault, before its fee
  reportedUntil: bigint;
  settled: bigint; // periods taken in
  finalFloor: bigint; // when the newest of them became final
  periods: Period[]; // of a revenue share, in order
  paidOff: number; // how many of them have been distributed in full, oldest first
  paidThrough: bigint; // gross of those
  isBegun: boolean; // whether a settlement has noted that depreciation began; revenue shares
  events: EventMatch; // what its manager's events say beside those that say it all
};

/** What a facility is before anything has been drawn. */
export const unborn = (): Omit<Facility, keyof FacilityTerms> => ({
  status: STATUS.approved,
  workoutSince: 0n,
  pledge: undefined,
  receivedBefore: 0n,
  claimed: 0n,
  announced: 0n,
  taken: 0n,
  counted: 0n,
  retiredAt: 0n,
  drawn: 0n,
  valueLeft: 0n,
  inServiceAt: 0n,
  lockbox: 0n,
  reported: 0n,
  distributed: 0n,
  carriedEnergy: 0n,
  carriedOther: 0n,
  reserve: 0n,
  trapped: 0n,
  earned: 0n,
  preferredOwed: 0n,
  received: 0n,
  reportedUntil: 0n,
  settled: 0n,
  finalFloor: 0n,
  periods: [],
  paidOff: 0,
  paidThrough: 0n,
  isBegun: false,
  events: noEvents(),
});

/** How many periods the pointer to the oldest unpaid one moves in one settlement, by the manager's terms. */
const POINTER_STEPS = 32;

export function expectOf(facility: Facility, figures: Record<string, bigint>): void {
  for (const [what, figure] of Object.entries(figures)) facility.events.expected.push({ what, figure });
}

/** The line as its event names it. */
export const depreciationFacts = (
  from: bigint,
  { until, slope, salvage }: Pick<Curve, "until" | "slope" | "salvage">,
): Record<string, bigint> => ({
  "start of depreciation": from,
  "end of depreciation": until,
  "depreciation per second": slope,
  "salvage depreciated to": floor(salvage),
});

/** Depreciation that began at a deadline that has passed is recorded with the next change of the curve. */
export function recordBeginning(facility: Facility, time: bigint): void {
  const { curve } = facility;
  if (curve.until !== 0n || !hasBegunBy(curve, time)) return;
  curve.until = endOf(curve);
  expectOf(facility, depreciationFacts(curve.deadline, curve));
}

/**
 * Moves the deadline, rounded up to the grid. One that has passed makes it delinquent from the next tick on, unless it
 * is; one that lies ahead cures it.
 */
export function setDeadline(facility: Facility, grid: Grid, deadline: bigint, time: bigint): void {
  const { curve } = facility;
  const wasDelinquent = isDelinquentAt(curve, time);
  let rounded = tickUp(grid, deadline);
  if (rounded <= time) {
    if (wasDelinquent) return;
    rounded = (time / grid.tick + 1n) * grid.tick;
  }
  if (wasDelinquent) expectOf(facility, { cured: 1n });
  if (rounded === curve.deadline) return;
  curve.deadline = rounded;
  expectOf(facility, { deadline: rounded });
}

/** The part of the hardware's salvage that `cost` has paid for. */
export const salvageOf = ({ fullSalvage, fullCost }: Facility, cost: bigint): bigint => (fullSalvage * cost) / fullCost;

/** The facility has ended: nothing of it is left. */
export function bury(facility: Facility, time: bigint): void {
  facility.curve = { ...NO_CURVE };
  facility.status = STATUS.retired;
  facility.retiredAt = time;
}

/** Where the oldest period starts that the next cash pays for: first in, first out. */
export function oldestUnpaidStart({ periods, paidOff, inServiceAt }: Facility): bigint {
  return periods[paidOff]?.start ?? periods.at(-1)?.end ?? inServiceAt;
}

/** Moves past the periods that are paid off: all of them, or a bounded number. */
export function movePointer(facility: Facility): void {
  const { periods, reported, distributed } = facility;
  if (reported === distributed) {
    [facility.paidOff, facility.paidThrough] = [periods.length, reported];
    return;
  }
  for (let step = 0; step < POINTER_STEPS; step++) {
    const oldest = periods[facility.paidOff];
    if (!oldest || facility.paidThrough + oldest.gross > distributed) return;
    facility.paidThrough += oldest.gross;
    facility.paidOff += 1;
  }
}
