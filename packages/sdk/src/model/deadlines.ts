/** When a facility becomes delinquent if nothing more happens: contracts/facilities, `_nextDeadline`, once more. */

import { isDelinquentAt } from "./curve.ts";
import { debtDeadline } from "./debt.ts";
import type { Facility } from "./facility.ts";
import { max, min } from "./fixed.ts";

/** What doubts have done to a cluster's deadlines: they are reckoned from one second, and move by `limit` at most. */
export type Clock = {
  readonly from: bigint; // unix seconds
  readonly limit: bigint; // seconds
};

/** Seconds from the longest end of a period to its final report at the latest, as a manager reckons with them. */
export type ReportingDelay = {
  readonly now: bigint; // for periods that start from `since` on
  readonly since: bigint; // unix seconds
  readonly before: bigint; // for those that started before: the longest so far
};

/** What deadlines follow from besides the facility itself. */
export type Timing = {
  readonly delay: ReportingDelay;
  readonly clock: Clock | undefined; // of the oracle, where doubts have moved it
};

/** What deadlines follow from. */
type Awaited = Pick<
  Facility,
  "curve" | "debt" | "paymentGrace" | "reportedUntil" | "maxPeriod" | "periods" | "paidOff" | "reported" | "distributed"
>;

export const NO_DELAY: ReportingDelay = { now: 0n, since: 0n, before: 0n };

/** Another delay is reckoned with: no change takes time from a period that has begun. */
export const delayed = ({ before }: ReportingDelay, delay: bigint, time: bigint): ReportingDelay => ({
  now: delay,
  since: time,
  before: max(before, delay),
});

/** Of a period that starts there. */
export const delayAt = ({ now, since, before }: ReportingDelay, start: bigint): bigint =>
  start < since ? before : now;

/** Seconds by which doubts have moved the deadline of the period that is awaited: none for what is delinquent. */
export function postponementOf(
  { curve, reportedUntil }: Pick<Facility, "curve" | "reportedUntil">,
  { clock }: Pick<Timing, "clock">,
  time: bigint,
): bigint {
  if (!clock || curve.deadline <= time) return 0n;
  return min(max(clock.from - reportedUntil, 0n), clock.limit);
}

/**
 * Unix seconds, off the grid: its next report can't be final any more, or its oldest rent, or its next payment, is past
 * its grace.
 */
export function nextDeadline(facility: Awaited, timing: Timing, time: bigint): bigint {
  const { curve, debt, paymentGrace } = facility;
  const postponed = postponementOf(facility, timing, time);
  if (debt) {
    // No payment takes back what a doubt has moved.
    const kept = isDelinquentAt(curve, time) ? 0n : curve.deadline;
    return max(debtDeadline(debt) + postponed, kept);
  }
  const byReport =
    facility.reportedUntil + facility.maxPeriod + delayAt(timing.delay, facility.reportedUntil) + postponed;
  const oldest = facility.periods[facility.paidOff];
  if (facility.reported === facility.distributed || !oldest) return byReport;
  return min(byReport, oldest.finalAt + paymentGrace);
}
