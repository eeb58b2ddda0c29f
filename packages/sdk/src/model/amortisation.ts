/**
 * What is owed of a debt after k payments, in closed form: contracts/facilities/lib/Amortisation.sol once more, equal
 * to the unit. The proofs stand there.
 */

import { ceilDiv, max, min } from "./fixed.ts";

/** A debt that is repaid by level payments, one at the end of each period: a loan, or a lease seen as one. */
export type Schedule = {
  readonly principal: bigint; // base units
  readonly payment: bigint; // base units, level
  readonly finalPayment: bigint; // base units; balloon or buyout, due beside the last level payment
  readonly growth: bigint; // rate of one period [2^-128]
  readonly payments: number;
};

export type Owed = {
  readonly interest: bigint; // base units
  readonly principal: bigint;
};

/** One payment of a schedule. Money in base units. */
export type ScheduleRow = Owed & {
  readonly index: number; // from 1
  readonly dueAt: number; // unix seconds
  readonly payment: bigint; // interest and principal; the last one includes the final payment
  readonly balance: bigint; // outstanding afterwards
};

const BITS = 128n;
const ONE = 1n << BITS;
const LIMIT = 1n << 159n;
const WAD = 10n ** 18n;
const YEAR = 365n * 86_400n;

/** The rate of a period, in proportion to its length [2^-128]. Rounded up. `yearlyRate` is a WAD, `period` seconds. */
export function ratePerPeriodUp(yearlyRate: bigint, period: number): bigint {
  return ceilDiv(yearlyRate * BigInt(period) * ONE, WAD * YEAR);
}

/**
 * The rate of a year of such periods, without compounding. Rounded down: it gives back what `ratePerPeriodUp` was
 * given.
 */
export function yearlyRateOf(growth: bigint, period: number): bigint {
  return (growth * WAD * YEAR) / (BigInt(period) * ONE);
}

/** What 1 grows to in `k` periods [2^-128]. Rounded down, and never above 2^31. */
export function power(growth: bigint, k: number): bigint {
  let result = ONE;
  let base = min(ONE + growth, LIMIT);
  for (let left = k; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = productDown(result, base);
    base = productDown(base, base);
  }
  return result;
}

/** The least level payment that repays `principal` in `payments` payments and a final one. Rounded up. */
export function levelPaymentUp(principal: bigint, growth: bigint, payments: number, finalPayment: bigint): bigint {
  if (growth === 0n) return ceilDiv(principal - finalPayment, BigInt(payments));
  const grown = power(growth, payments);
  const toRepay = principal * grown - finalPayment * ONE;
  return ceilDiv(ceilDiv(toRepay * growth, grown - ONE), ONE);
}

/**
 * The schedule without the payments that it does not take: where one of them, rounded up, repays so much more than it
 * must that the others, with what is due at the end, fall away.
 */
export function trimmed(schedule: Schedule): Schedule {
  const { principal, growth, payment, payments } = schedule;
  if (leftAfter(schedule, payments - 1) > 0n) return schedule;
  return { ...schedule, finalPayment: 0n, payments: termFor(principal, growth, payment, payments) };
}

/** Principal outstanding after `k` payments. Rounded up. */
export function balanceAfterUp(schedule: Schedule, k: number): bigint {
  return k < schedule.payments ? ceilDiv(leftAfter(schedule, k), ONE) : 0n;
}

/** What the first `k` payments come to, all of them together. */
export function owedAfter(schedule: Schedule, k: number): Owed {
  const { principal, payment, payments } = schedule;
  if (k >= payments) return { interest: totalOwed(schedule) - principal, principal };
  const repaid = principal - balanceAfterUp(schedule, k);
  return { interest: BigInt(k) * payment - repaid, principal: repaid };
}

/** All payments together. */
export function totalOwed(schedule: Schedule): bigint {
  return BigInt(schedule.payments - 1) * schedule.payment + lastPayment(schedule);
}

/**
 * The last payment, the final one included: what is owed before it with a period's interest, so that it closes the
 * schedule to the unit.
 */
export function lastPayment(schedule: Schedule): bigint {
  const { payment, finalPayment, growth, payments } = schedule;
  const owed = leftAfter(schedule, payments - 1);
  const closing = ceilDiv(ceilDiv(owed * (ONE + growth), ONE), ONE);
  return max(min(closing, payment + finalPayment), ceilDiv(owed, ONE));
}

/** How many payments `paid`, the sum of all that was paid, covers in full. */
export function paymentsCovered(schedule: Schedule, paid: bigint): number {
  const beforeLast = schedule.payments - 1;
  if (paid < BigInt(beforeLast) * schedule.payment) return Number(paid / schedule.payment);
  return paid < totalOwed(schedule) ? beforeLast : schedule.payments;
}

/**
 * The rate at which `payments` payments and a final one are worth `principal` [2^-128]. Rounded down; below 100 % a
 * period.
 */
export function implicitGrowth(principal: bigint, payment: bigint, payments: number, finalPayment: bigint): bigint {
  let growth = 0n;
  for (let bit = ONE >> 1n; bit > 0n; bit >>= 1n) {
    const { grown, annuity } = growthOver(growth | bit, payments);
    if (grown < LIMIT && principal * grown <= payment * annuity + finalPayment * ONE) growth |= bit;
  }
  return growth;
}

/** The least number of payments that repays `principal`, or `maxPayments` where none does. */
export function termFor(principal: bigint, growth: bigint, payment: bigint, maxPayments: number): number {
  let [least, most] = [1, maxPayments];
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    const { grown, annuity } = growthOver(growth, middle);
    if (principal * grown <= payment * annuity) most = middle;
    else least = middle + 1;
  }
  return most;
}

/** Every payment of a schedule that begins at `start`, one at the end of each `period` seconds. */
export function scheduleRows(schedule: Schedule, start: number, period: number): ScheduleRow[] {
  const rows: ScheduleRow[] = [];
  let before: Owed = { interest: 0n, principal: 0n };
  for (let index = 1; index <= schedule.payments; index += 1) {
    const owed = owedAfter(schedule, index);
    const [interest, principal] = [owed.interest - before.interest, owed.principal - before.principal];
    const balance = schedule.principal - owed.principal;
    rows.push({ index, dueAt: start + index * period, payment: interest + principal, interest, principal, balance });
    before = owed;
  }
  return rows;
}

/** What the first `k` payments leave of the principal with its interest [2^-128]. */
function leftAfter({ principal, payment, growth }: Schedule, k: number): bigint {
  const { grown, annuity } = growthOver(growth, k);
  return min(principal * ONE, max(0n, principal * grown - payment * annuity));
}

/** What 1 grows to in `k` periods, and what 1 paid at the end of each has come to by then [2^-128]. Rounded down. */
function growthOver(growth: bigint, k: number): { grown: bigint; annuity: bigint } {
  const grown = power(growth, k);
  return { grown, annuity: growth === 0n ? BigInt(k) * ONE : ((grown - ONE) * ONE) / growth };
}

function productDown(a: bigint, b: bigint): bigint {
  return min((a * b) >> BITS, LIMIT);
}
