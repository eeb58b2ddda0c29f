import { diceOf } from "./dice.ts";
import { DAY, HOUR } from "./units.ts";

export type LoanTerms = {
  readonly principal: bigint; // base units
  readonly yearlyRate: bigint; // 1e18 = 100 %
  readonly period: number; // seconds
  readonly payments: number;
  readonly finalPayment: bigint; // base units
};

/** Seconds of the year that yearly rates are about. */
export const YEAR = 365n * DAY;

const LARGEST = 2n ** 96n - 1n;
const LARGEST_RATE = 10n ** 18n;

/**
 * Terms as the ledger of loans would accept them, the same for the same seed: amounts from a dollar of 6 decimals to
 * 2^96 units, also of 18 decimals; rates from 0.01 % to 100 % a year, and none; periods from an hour to 366 days; with
 * and without a balloon. No debt grows a million times.
 */
export function* loanTerms(seed: bigint, count: number): Generator<LoanTerms> {
  const dice = diceOf(seed);
  for (let made = 0; made < count; made += 1) {
    const principal = LARGEST >> dice(0n, 76n);
    const yearlyRate = dice(0n, 9n) === 0n ? 0n : LARGEST_RATE / 10n ** dice(0n, 3n);
    const terms = {
      principal: dice(principal / 2n, principal),
      yearlyRate: yearlyRate === 0n ? 0n : dice(yearlyRate / 10n, yearlyRate),
      period: Number(dice(HOUR, 366n * DAY)),
      payments: Number(dice(1n, 120n)),
    };
    while (growthOf(terms) > 1e6) terms.payments = Math.floor(terms.payments / 2);
    const finalPayment = [0n, terms.principal, dice(0n, terms.principal)][Number(dice(0n, 2n))] ?? 0n;
    yield { ...terms, finalPayment };
  }
}

function growthOf({ yearlyRate, period, payments }: Omit<LoanTerms, "finalPayment">): number {
  const rate = (Number(yearlyRate) / 1e18) * (period / Number(YEAR));
  return (1 + rate) ** payments;
}
