/** What a report says of covenants, and the tier it comes to: contracts/facilities/lib/Covenant.sol once more. */

import { max } from "./fixed.ts";

/** Thresholds in bps, 0: not tested. */
export type Covenant = {
  readonly periods: bigint; // reports looked back over; 0: no covenants
  readonly curePeriods: bigint;
  readonly coverageBps: readonly bigint[];
  readonly loanToValueBps: readonly bigint[];
  readonly priceBps: readonly bigint[];
  readonly priceLow: bigint; // base units per GPU-hour
  readonly tier: bigint;
  readonly good: bigint; // reports in a row that asked for less
  readonly trailing: readonly Trailing[]; // the reports looked back over
};

/** One report as coverage looks back on it, base units. */
export type Trailing = { readonly income: bigint; readonly service: bigint };

/** What a report shows. Base units and GPU-seconds. */
export type Evidence = Trailing & {
  readonly value: bigint;
  readonly marked: bigint; // what its GPUs are worth by the curator's marks
  readonly gross: bigint;
  readonly sold: bigint;
};

/** What came of a test. Ratios in bps, rounded down. */
export type Test = {
  readonly asked: bigint;
  readonly coverageBps: bigint;
  readonly loanToValueBps: bigint;
  readonly priceBps: bigint;
};

const BPS = 10_000n;
const HOUR = 3_600n;

/** What figures say that were not tested. */
export const NOT_TESTED = 2n ** 256n - 1n;
export const NOTHING_TO_SERVE = 2n ** 255n - 1n;

/** Takes a report in and moves the tier: up at once, down by one after enough reports in a row that ask for less. */
export function testedBy(before: Covenant, evidence: Evidence): { covenant: Covenant; test: Test } {
  const { periods, curePeriods, tier, good } = before;
  const { income, service } = evidence;
  const trailing = [...before.trailing, { income, service }].slice(-Number(periods));
  const covenant = { ...before, trailing };
  const test = askedFor(covenant, evidence);
  if (test.asked >= tier) return { covenant: { ...covenant, tier: test.asked, good: 0n }, test };
  if (good + 1n >= curePeriods) return { covenant: { ...covenant, tier: tier - 1n, good: 0n }, test };
  return { covenant: { ...covenant, good: good + 1n }, test };
}

function askedFor(covenant: Covenant, { value, marked, gross, sold }: Evidence): Test {
  const { trailing, coverageBps, loanToValueBps, priceBps, priceLow } = covenant;
  const income = trailing.reduce((sum, report) => sum + report.income, 0n);
  const service = trailing.reduce((sum, report) => sum + report.service, 0n);
  const low = priceLow * sold;
  const asked = [
    service === 0n ? 0 : worst(coverageBps, (threshold) => max(income, 0n) * BPS < threshold * service),
    marked === 0n ? 0 : worst(loanToValueBps, (threshold) => threshold !== 0n && value * BPS > threshold * marked),
    low === 0n ? 0 : worst(priceBps, (threshold) => gross * HOUR * BPS < threshold * low),
  ];
  return {
    asked: BigInt(Math.max(...asked)),
    coverageBps: service === 0n ? NOTHING_TO_SERVE : (income * BPS) / service,
    loanToValueBps: marked === 0n ? NOT_TESTED : (value * BPS) / marked,
    priceBps: low === 0n ? NOT_TESTED : (gross * HOUR * BPS) / low,
  };
}

/** The highest tier whose threshold is passed; 0 for none. */
function worst(thresholds: readonly bigint[], isPassed: (threshold: bigint) => boolean): number {
  return thresholds.findLastIndex((threshold) => isPassed(threshold)) + 1;
}
