import { debtDeadline, isDelinquentAt, max, min } from "@gpu-yield-vaults/sdk/model";
import type { Books } from "./books.ts";
import type { Facility } from "./facility.ts";

/** Seconds by which doubts have moved the deadline of the period that is awaited: none for what is delinquent. */
export function postponementOf({ clocks }: Books, { cluster, curve, reportedUntil }: Facility, time: bigint): bigint {
  const clock = clocks.get(cluster);
  if (!clock || curve.deadline <= time) return 0n;
  return min(max(clock.from - reportedUntil, 0n), clock.limit);
}

/**
 * When it is delinquent if nothing more happens: its next report can't be final any more, or its oldest rent, or its
 * next payment, is past its grace.
 */
export function nextDeadline(books: Books, facility: Facility, time: bigint): bigint {
  const { curve, debt, paymentGrace } = facility;
  const postponed = postponementOf(books, facility, time);
  if (debt) {
    // No payment takes back what a doubt has moved.
    const kept = isDelinquentAt(curve, time) ? 0n : curve.deadline;
    return max(debtDeadline(debt, paymentGrace) + postponed, kept);
  }
  const delay = books.delays.get(facility.manager) ?? 0n;
  const byReport = facility.reportedUntil + facility.maxPeriod + delay + postponed;
  const oldest = facility.periods[facility.paidOff];
  if (facility.reported === facility.distributed || !oldest) return byReport;
  return min(byReport, oldest.finalAt + paymentGrace);
}
