import { YEAR, type LoanTerms } from "./loanTerms.ts";

/** One payment, in units of 1 / `scale` base units. */
export type ExactRow = {
  readonly payment: bigint;
  readonly interest: bigint;
  readonly principal: bigint;
  readonly balance: bigint;
};

export type ExactSchedule = {
  readonly scale: bigint;
  readonly rows: readonly ExactRow[];
};

/**
 * A schedule of level payments from its wording, one period after another, without any rounding: every number is a
 * whole number of the smallest fraction there is. It ends with the payment that repays.
 */
export function exactSchedule(terms: LoanTerms, level: bigint): ExactSchedule {
  const { principal, payments } = terms;
  const [over, under] = exactRate(terms);
  const scale = under ** BigInt(payments);

  const rows: ExactRow[] = [];
  for (let balance = principal * scale; balance > 0n;) {
    const before = balance;
    const owed = (balance * (under + over)) / under;
    const isLast = rows.length + 1 === payments || owed <= level * scale;
    const payment = isLast ? owed : level * scale;
    balance = owed - payment;
    rows.push({ payment, interest: payment - (before - balance), principal: before - balance, balance });
  }
  return { scale, rows };
}

/** The level payment before it is rounded up, as a fraction. */
export function exactPayment(terms: LoanTerms): [over: bigint, under: bigint] {
  const { principal, finalPayment, payments } = terms;
  const [over, under] = exactRate(terms);
  if (over === 0n) return [principal - finalPayment, BigInt(payments)];
  const [grown, one] = [(under + over) ** BigInt(payments), under ** BigInt(payments)];
  return [(principal * grown - finalPayment * one) * over, (grown - one) * under];
}

/** The rate of a period as a fraction in lowest terms. */
function exactRate({ yearlyRate, period }: LoanTerms): [over: bigint, under: bigint] {
  const [over, under] = [yearlyRate * BigInt(period), 10n ** 18n * YEAR];
  const divisor = greatestCommonDivisor(over, under);
  return [over / divisor, under / divisor];
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
