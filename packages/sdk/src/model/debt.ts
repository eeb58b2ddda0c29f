import { levelPaymentUp, owedAfter, paymentsCovered, termFor, trimmed, type Schedule } from "./amortisation.ts";
import { ceilDiv, min, max } from "./fixed.ts";

/**
 * A loan or a lease, rebuilt from its terms and what was paid. Money in base units; payment k is due at start + k *
 * period.
 */
export type Debt = {
  isLease: boolean;
  schedule: Schedule;
  interestPaid: bigint; // since the schedule began
  principalPaid: bigint;
  start: bigint; // unix seconds
  period: bigint; // seconds; 0: it has been called
  shorten: boolean;
  lateRate: bigint; // 1e18 = 100 % a year
  lateAt: bigint; // unix seconds; late interest is counted up to here
  grace: bigint; // seconds from due to late
  lateOwed: bigint;
};

/** Debt service, base units. */
export type Service = { late: bigint; interest: bigint; principal: bigint };

const WAD = 10n ** 18n;
const YEAR = 365n * 86_400n;
const NOTHING: Service = { late: 0n, interest: 0n, principal: 0n };

export const outstandingOf = ({ schedule, principalPaid }: Debt): bigint => schedule.principal - principalPaid;

const dueDate = ({ start, period }: Debt, payment: number): bigint => start + BigInt(payment) * period;

const paymentsIn = ({ schedule }: Debt, periods: bigint): number => Number(min(BigInt(schedule.payments), periods));

/** Payments whose due date is not after `time`. */
export function dueBy(debt: Debt, time: bigint): number {
  return debt.schedule.payments === 0 || time < debt.start ? 0 : paymentsIn(debt, (time - debt.start) / debt.period);
}

/** Payments whose period has begun before `time`. */
export function begunBy(debt: Debt, time: bigint): number {
  if (debt.schedule.payments === 0 || time <= debt.start) return 0;
  return paymentsIn(debt, ceilDiv(time - debt.start, debt.period));
}

function coveredOf({ schedule, interestPaid, principalPaid }: Debt): number {
  return schedule.payments === 0 ? 0 : paymentsCovered(schedule, interestPaid + principalPaid);
}

/** Where the period of the oldest payment starts that is not covered. */
export const oldestStartOf = (debt: Debt): bigint => dueDate(debt, coveredOf(debt));

/** The second from which it is late unless more is paid; 0 once it has been repaid. */
export function debtDeadline(debt: Debt, grace: bigint): bigint {
  return outstandingOf(debt) === 0n ? 0n : dueDate(debt, coveredOf(debt) + 1) + grace;
}

/** What is claimed of the first `count` payments, and not paid. */
export function claimsOf({ schedule, interestPaid, principalPaid, lateOwed }: Debt, count: number): Service {
  if (count === 0) return { ...NOTHING, late: lateOwed };
  const owed = owedAfter(schedule, count);
  return {
    late: lateOwed,
    interest: max(owed.interest - interestPaid, 0n),
    principal: max(owed.principal - principalPaid, 0n),
  };
}

/** Late interest up to `time`, counted or not: simple, on what is past its grace, rounded up. */
export function lateInterestAt(debt: Debt, time: bigint): bigint {
  const { lateRate, lateAt, lateOwed, grace } = debt;
  if (lateRate === 0n || time <= lateAt) return lateOwed;
  return lateOwed + ceilDiv(overdueArea(debt, lateAt - grace, time - grace) * lateRate, WAD * YEAR);
}

export function countLate(debt: Debt, time: bigint): void {
  debt.lateOwed = lateInterestAt(debt, time);
  if (debt.lateRate !== 0n && time > debt.lateAt) debt.lateAt = time;
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

function totalOf({ schedule }: Debt, count: number): bigint {
  const { interest, principal } = owedAfter(schedule, count);
  return interest + principal;
}

/** Takes `amount` for what is claimed of the first `count` payments: late interest, all interest, then principal. */
export function take(debt: Debt, amount: bigint, count: number): { paid: Service; left: bigint } {
  const owed = claimsOf(debt, count);
  const late = min(amount, owed.late);
  const interest = min(amount - late, owed.interest);
  const principal = min(amount - late - interest, owed.principal);
  debt.lateOwed -= late;
  debt.interestPaid += interest;
  debt.principalPaid += principal;
  return { paid: { late, interest, principal }, left: amount - late - interest - principal };
}

/** Takes principal ahead of its time, when the first `count` payments, all that have begun, are paid. */
export function prepay(debt: Debt, amount: bigint, count: number): void {
  const { schedule, shorten } = debt;
  const { growth } = schedule;
  const principal = outstandingOf(debt) - amount;
  const finalPayment = min(schedule.finalPayment, principal);
  let [payment, payments] = [schedule.payment, schedule.payments - count];
  if (principal === 0n) [payment, payments] = [0n, 0];
  else if (shorten) payments = termFor(principal, growth, payment, payments);
  else payment = levelPaymentUp(principal, growth, payments, finalPayment);
  debt.start = dueDate(debt, count);
  const anew = { principal, payment, finalPayment, growth, payments };
  debt.schedule = payments === 0 ? anew : trimmed(anew);
  debt.interestPaid = debt.principalPaid = 0n;
}

/** In a resolution there is no schedule any more. */
export function callDebt(debt: Debt): void {
  debt.schedule = { principal: 0n, payment: 0n, finalPayment: 0n, growth: 0n, payments: 0 };
  debt.interestPaid = debt.principalPaid = debt.start = debt.period = 0n;
  debt.lateRate = debt.lateAt = debt.lateOwed = 0n;
}
