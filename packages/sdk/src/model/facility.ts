/** One facility: what its manager keeps of it, contracts/interfaces/FacilityTypes.sol once more. */

import type { Covenant } from "./covenant.ts";
import type { Curve } from "./curve.ts";
import type { Debt } from "./debt.ts";
import { min } from "./fixed.ts";
import type { Pledge } from "./pledge.ts";

/** A period as its final report had it. Money in base units, times in unix seconds. */
export type Period = {
  readonly start: bigint;
  readonly end: bigint;
  readonly gross: bigint;
  readonly energyCost: bigint;
  readonly otherOpex: bigint;
  readonly sold: bigint; // GPU-seconds
  readonly finalAt: bigint; // as last announced
};

/** What a facility is financed by, as the contracts number it. */
export const FORM = { revenueShare: 0n, loan: 1n, lease: 2n } as const;

/** Statuses of a facility, as the contracts number them. */
export const STATUS = { approved: 1n, drawn: 2n, inService: 3n, retired: 4n, resolving: 5n } as const;

/** What a facility was approved on. Money in base units, times in unix seconds. */
export type FacilityTerms = {
  readonly cluster: bigint;
  readonly manager: string;
  readonly operator: string;
  readonly form: bigint;
  readonly model: string; // as registered
  readonly fullCost: bigint; // by the cluster's title
  readonly fullSalvage: bigint;
  readonly maxPeriod: bigint;
  readonly vaultShareBps: bigint;
  readonly reserveTarget: bigint;
  readonly paymentGrace: bigint;
  readonly lastSecond: bigint; // by which it is in service, or its draw is returned
  readonly debt: Debt | undefined; // of a loan or a lease: its value is what is outstanding, and falls with principal
  readonly covenant: Covenant;
  readonly preferredReturnRate: bigint; // 1e18 = 100 % a year of the cost
  readonly hurdleShareBps: bigint; // 0: no step
  readonly isAttested: boolean; // in service when the reporters say so
  readonly gpus: bigint; // in service
  readonly curve: Curve;
};

/** Money in base units unless X32, times in unix seconds. */
export type Facility = FacilityTerms & {
  readonly status: bigint;
  readonly workoutSince: bigint; // when a resolution was opened
  readonly pledge: Pledge | undefined; // of a loan in a workout: what is owed
  readonly receivedBefore: bigint; // what had reached the vault when it was opened
  readonly claimed: bigint; // of booked losses, counts as delinquent
  readonly announced: bigint; // X32; of it, announced as lost
  readonly taken: bigint; // X32; of it, as it was announced before that ended last
  readonly counted: bigint; // whole tokens that count as delinquent because of it, until it does itself
  readonly retiredAt: bigint;
  readonly drawn: bigint;
  readonly valueLeft: bigint; // by sales, recoveries and realised losses
  readonly inServiceAt: bigint;
  readonly lockbox: bigint;
  readonly reported: bigint;
  readonly distributed: bigint;
  readonly carriedEnergy: bigint;
  readonly carriedOther: bigint;
  readonly reserve: bigint;
  readonly trapped: bigint; // of the operator's part of the residual
  readonly earned: bigint; // the operator's, not claimed
  readonly preferredOwed: bigint;
  readonly received: bigint; // that reached the vault, before its fee
  readonly reportedUntil: bigint;
  readonly settled: bigint; // periods taken in
  readonly finalFloor: bigint; // when the newest of them became final
  readonly periods: readonly Period[]; // of a revenue share, in order
  readonly paidOff: number; // how many of them have been distributed in full, oldest first
  readonly paidThrough: bigint; // gross of those
  readonly isBegun: boolean; // whether a settlement has noted that depreciation began; revenue shares
};

/** What a facility is before anything has been drawn. */
export const unborn = (terms: FacilityTerms): Facility => ({
  ...terms,
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
});

/** How many periods the pointer to the oldest unpaid one moves in one settlement, by the manager's terms. */
const POINTER_STEPS = 32;

/** The part of the hardware's salvage that `cost` has paid for. Rounded down. */
export const salvageOf = (
  { fullSalvage, fullCost }: Pick<Facility, "fullSalvage" | "fullCost">,
  cost: bigint,
): bigint => (fullSalvage * cost) / fullCost;

/** Reported and not distributed. */
export const receivableOf = ({ reported, distributed }: Pick<Facility, "reported" | "distributed">): bigint =>
  reported - distributed;

/** What a settlement would distribute now. */
export const distributableOf = (facility: Pick<Facility, "lockbox" | "reported" | "distributed">): bigint =>
  min(facility.lockbox, receivableOf(facility));

/** Where the oldest period starts that the next cash pays for: first in, first out. */
export function oldestUnpaidStart({
  periods,
  paidOff,
  inServiceAt,
}: Pick<Facility, "periods" | "paidOff" | "inServiceAt">): bigint {
  return periods[paidOff]?.start ?? periods.at(-1)?.end ?? inServiceAt;
}

/** The pointer behind the periods that are paid off: all of them, or a bounded number. */
export function pointerMoved({
  periods,
  reported,
  distributed,
  ...facility
}: Pick<Facility, "periods" | "reported" | "distributed" | "paidOff" | "paidThrough">): Pick<
  Facility,
  "paidOff" | "paidThrough"
> {
  if (reported === distributed) return { paidOff: periods.length, paidThrough: reported };
  let { paidOff, paidThrough } = facility;
  for (let step = 0; step < POINTER_STEPS; step++) {
    const oldest = periods[paidOff];
    if (!oldest || paidThrough + oldest.gross > distributed) break;
    paidThrough += oldest.gross;
    paidOff += 1;
  }
  return { paidOff, paidThrough };
}
