/** What a loan or a lease claims, and what a payment does to it: contracts/facilities/lib/Debt.sol once more. */

import {
  implicitGrowth,
  levelPaymentUp,
  owedAfter,
  paymentsCovered,
  ratePerPeriodUp,
  termFor,
  trimmed,
  type Schedule,
} from "./amortisation.ts";
import { ceilDiv, max, min } from "./fixed.ts";

/** Money in base units; payment k is due at start + k * period. */
export type Debt = {
  readonly isLease: boolean;
  readonly schedule: Schedule;
  readonly interestPaid: bigint; // since the schedule began
  readonly principalPaid: bigint;
  readonly start: bigint; // unix seconds
  readonly period: bigint; // seconds; 0: it has been called
  readonly shorten: boolean; // what is prepaid shortens the term; otherwise it lowers the payments
  readonly lateRate: bigint; // 1e18 = 100 % a year, simple
  readonly lateAt: bigint; // unix seconds; late interest is counted up to here; 0 where none is charged
  readonly grace: bigint; // seconds from due to late
  readonly lateOwed: bigint; // late interest, counted and not paid
};

/** How far a schedule is paid. */
export type Paid = Pick<Debt, "schedule" | "interestPaid" | "principalPaid">;

/** When it is, too. */
export type Timed = Paid & Pick<Debt, "start" | "period">;

/** Debt service, base units. */
export type Service = { readonly late: bigint; readonly interest: bigint; readonly principal: bigint };

/** What a loan or a lease is approved on. */
export type DebtTerms = {
  readonly amount: bigint; // base units that may be drawn
  readonly yearlyRate: bigint; // of a loan, 1e18 = 100 %
  readonly rent: bigint; // of a lease, base units a period; 0: it is a loan
  readonly period: bigint; // seconds
  readonly payments: number;
  readonly finalPayment: bigint; // base units; balloon or buyout
};

const WAD = 10n ** 18n;
const YEAR = 365n * 86_400n;
const NO_SCHEDULE: Schedule = { principal: 0n, payment: 0n, finalPayment: 0n, growth: 0n, payments: 0 };

/** The rate of a period [2^-128]: of a loan the terms', of a lease the one at which its rent is worth its price. */
export const growthOf = ({ amount, yearlyRate, rent, period, payments, finalPayment }: DebtTerms): bigint =>
  rent > 0n ? implicitGrowth(amount, rent, payments, finalPayment) : ratePerPeriodUp(yearlyRate, Number(period));

/** The schedule for the whole amount, as it is approved. */
export function plannedSchedule(terms: DebtTerms): Schedule {
  const { amount: principal, rent, payments, finalPayment } = terms;
  const growth = growthOf(terms);
  const payment = rent > 0n ? rent : levelPaymentUp(principal, growth, payments, finalPayment);
  return { principal, payment, finalPayment, growth, payments };
}

/** It begins with the in-service second, on what has been drawn: rent and final payment in proportion, rounded up. */
export function debtBegun(debt: Debt, drawn: bigint, inServiceAt: bigint): Debt {
  const { principal: whole, growth, payments, ...planned } = debt.schedule;
  const finalPayment = min(drawn, ceilDiv(planned.finalPayment * drawn, whole));
  const payment = debt.isLease
    ? ceilDiv(planned.payment * drawn, whole)
    : levelPaymentUp(drawn, growth, payments, finalPayment);
  const schedule = trimmed({ principal: drawn, payment, finalPayment, growth, payments });
  return { ...debt, schedule, start: inServiceAt, lateAt: debt.lateRate === 0n ? 0n : inServiceAt };
}

export const outstandingOf = ({ schedule, principalPaid }: Pick<Paid, "schedule" | "principalPaid">): bigint =>
  schedule.principal - principalPaid;

/** Unix second in which payment `k` falls due. */
export const dueDate = ({ start, period }: Pick<Debt, "start" | "period">, payment: number): bigint =>
  start + BigInt(payment) * period;

const paymentsIn = ({ schedule }: Pick<Debt, "schedule">, periods: bigint): number =>
  Number(min(BigInt(schedule.payments), periods));

/** Payments whose due date is not after `time`. */
export function dueBy(debt: Pick<Debt, "schedule" | "start" | "period">, time: bigint): number {
  return debt.schedule.payments === 0 || time < debt.start ? 0 : paymentsIn(debt, (time - debt.start) / debt.period);
}

/** Payments whose period has begun before `time`. */
export function begunBy(debt: Pick<Debt, "schedule" | "start" | "period">, time: bigint): number {
  if (debt.schedule.payments === 0 || time <= debt.start) return 0;
  return paymentsIn(debt, ceilDiv(time - debt.start, debt.period));
}

/** Payments that are covered, first in, first out. */
export function coveredOf({ schedule, interestPaid, principalPaid }: Paid): number {
  return schedule.payments === 0 ? 0 : paymentsCovered(schedule, interestPaid + principalPaid);
}

/** Where the period of the oldest payment starts that is not covered, unix seconds. */
export const oldestStartOf = (debt: Timed): bigint => dueDate(debt, coveredOf(debt));

/** The oldest payment that is not covered: when it is due, and what is missing of it. */
export function nextPayment(debt: Timed): { index: number; dueAt: bigint; missing: bigint } | undefined {
  if (outstandingOf(debt) === 0n) return undefined;
  const index = coveredOf(debt) + 1;
  return { index, dueAt: dueDate(debt, index), missing: totalOf(debt, index) - debt.interestPaid - debt.principalPaid };
}

/** The second from which it is late unless more is paid; 0 once it has been repaid. */
export function debtDeadline(debt: Debt): bigint {
  return outstandingOf(debt) === 0n ? 0n : dueDate(debt, coveredOf(debt) + 1) + debt.grace;
}

/** What is claimed of the first `count` payments, and not paid. */
export function claimsOf({ schedule, interestPaid, principalPaid, lateOwed }: Debt, count: number): Service {
  const owed = count === 0 ? { interest: 0n, principal: 0n } : owedAfter(schedule, count);
  return {
    late: lateOwed,
    interest: max(owed.interest - interestPaid, 0n),
    principal: max(owed.principal - principalPaid, 0n),
  };
}

/** Late interest up to `time`, counted or not: simple, on what is past its grace. Rounded up. */
export function lateInterestAt(debt: Debt, time: bigint): bigint {
  const { lateRate, lateAt, lateOwed, grace } = debt;
  if (lateRate === 0n || time <= lateAt) return lateOwed;
  return lateOwed + ceilDiv(overdueArea(debt, lateAt - grace, time - grace) * lateRate, WAD * YEAR);
}

export function lateCounted(debt: Debt, time: bigint): Debt {
  const lateAt = debt.lateRate !== 0n && time > debt.lateAt ? time : debt.lateAt;
  return { ...debt, lateOwed: lateInterestAt(debt, time), lateAt };
}

/** Overdue base units times seconds between two moments: payment by payment, what the contracts have in closed form. */
function overdueArea(debt: Debt, from: bigint, to: bigint): bigint {
  const paid = debt.interestPaid + debt.principalPaid;
  let area = 0n;
  for (let payment = coveredOf(debt) + 1; payment <= dueBy(debt, to); payment += 1) {
    const before = max(totalOf(debt, payment - 1), paid);
    area += (totalOf(debt, payment) - before) * (to - max(dueDate(debt, payment), from));
  }
  return area;
}

function totalOf({ schedule }: Pick<Debt, "schedule">, count: number): bigint {
  const { interest, principal } = owedAfter(schedule, count);
  return interest + principal;
}

/** `amount` pays what is claimed of the first `count` payments: late interest, all interest, then principal. */
export function served(debt: Debt, amount: bigint, count: number): { debt: Debt; paid: Service; left: bigint } {
  const owed = claimsOf(debt, count);
  const late = min(amount, owed.late);
  const interest = min(amount - late, owed.interest);
  const principal = min(amount - late - interest, owed.principal);
  return {
    debt: {
      ...debt,
      lateOwed: debt.lateOwed - late,
      interestPaid: debt.interestPaid + interest,
      principalPaid: debt.principalPaid + principal,
    },
    paid: { late, interest, principal },
    left: amount - late - interest - principal,
  };
}

/** `amount` is principal ahead of its time, when the first `count` payments, all that have begun, are paid. */
export function prepaid(debt: Debt, amount: bigint, count: number): Debt {
  const { schedule, shorten } = debt;
  const { growth } = schedule;
  const principal = outstandingOf(debt) - amount;
  const finalPayment = min(schedule.finalPayment, principal);
  let [payment, payments] = [schedule.payment, schedule.payments - count];
  if (principal === 0n) [payment, payments] = [0n, 0];
  else if (shorten) payments = termFor(principal, growth, payment, payments);
  else payment = levelPaymentUp(principal, growth, payments, finalPayment);
  const anew = { principal, payment, finalPayment, growth, payments };
  return {
    ...debt,
    schedule: payments === 0 ? anew : trimmed(anew),
    start: dueDate(debt, count),
    interestPaid: 0n,
    principalPaid: 0n,
  };
}

/** What paying `amount` at `time` does: what is claimed by then, then principal ahead of its time. */
export function repaid(
  debt: Debt,
  amount: bigint,
  time: bigint,
): { debt: Debt; paid: Service; ahead: bigint; left: bigint } {
  const count = begunBy(debt, time);
  const { debt: after, paid, left } = served(debt, amount, count);
  const ahead = min(left, outstandingOf(after));
  return { debt: ahead > 0n ? prepaid(after, ahead, count) : after, paid, ahead, left: left - ahead };
}

/** In a resolution there is no schedule any more. */
export const called = (debt: Debt): Debt => ({
  ...debt,
  schedule: NO_SCHEDULE,
  ...{ interestPaid: 0n, principalPaid: 0n, start: 0n, period: 0n, lateRate: 0n, lateAt: 0n, lateOwed: 0n },
});
