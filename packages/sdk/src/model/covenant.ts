/** Covenants of a facility, rebuilt. Thresholds in bps, 0: not tested. */
export type Covenant = {
  periods: bigint; // reports looked back over; 0: no covenants
  curePeriods: bigint;
  coverageBps: readonly bigint[];
  loanToValueBps: readonly bigint[];
  priceBps: readonly bigint[];
  priceLow: bigint; // base units per GPU-hour
  tier: bigint;
  good: bigint; // reports in a row that asked for less
  trailing: Trailing[]; // the reports looked back over
};

/** One report as coverage looks back on it, base units. */
type Trailing = { income: bigint; service: bigint };

/** What a report shows. Base units and GPU-seconds. */
export type Evidence = Trailing & { value: bigint; marked: bigint; gross: bigint; sold: bigint };

/** What came of a test. Ratios in bps, rounded down. */
export type Test = { asked: bigint; before: bigint; coverageBps: bigint; loanToValueBps: bigint; priceBps: bigint };

const BPS = 10_000n;
const HOUR = 3_600n;

/** What figures say that were not tested. */
const NOT_TESTED = 2n ** 256n - 1n;
const NOTHING_TO_SERVE = 2n ** 255n - 1n;

/** Takes a report in and moves the tier: up at once, down by one after enough reports in a row that ask for less. */
export function testCovenants(covenant: Covenant, evidence: Evidence): Test {
  const { trailing, periods, curePeriods, tier: before } = covenant;
  trailing.push({ income: evidence.income, service: evidence.service });
  if (trailing.length > Number(periods)) trailing.shift();
  const test = { ...askedFor(covenant, evidence), before };
  if (test.asked >= before) [covenant.tier, covenant.good] = [test.asked, 0n];
  else if (covenant.good + 1n >= curePeriods) [covenant.tier, covenant.good] = [before - 1n, 0n];
  else covenant.good += 1n;
  return test;
}

function askedFor(covenant: Covenant, { value, marked, gross, sold }: Evidence): Omit<Test, "before"> {
  const { trailing, coverageBps, loanToValueBps, priceBps, priceLow } = covenant;
  const income = trailing.reduce((sum, report) => sum + report.income, 0n);
  const service = trailing.reduce((sum, report) => sum + report.service, 0n);
  const test = { asked: 0n, coverageBps: NOTHING_TO_SERVE, loanToValueBps: NOT_TESTED, priceBps: NOT_TESTED };
  const ask = (tier: number) => {
    if (BigInt(tier) > test.asked) test.asked = BigInt(tier);
  };
  if (service > 0n) {
    test.coverageBps = (income * BPS) / service;
    ask(worst(coverageBps, (threshold) => (income > 0n ? income : 0n) * BPS < threshold * service));
  }
  if (marked > 0n) {
    test.loanToValueBps = (value * BPS) / marked;
    ask(worst(loanToValueBps, (threshold) => threshold !== 0n && value * BPS > threshold * marked));
  }
  const low = priceLow * sold;
  if (low > 0n) {
    test.priceBps = (gross * HOUR * BPS) / low;
    ask(worst(priceBps, (threshold) => gross * HOUR * BPS < threshold * low));
  }
  return test;
}

/** The highest tier whose threshold is passed; 0 for none. */
function worst(thresholds: readonly bigint[], isPassed: (threshold: bigint) => boolean): number {
  return thresholds.findLastIndex((threshold) => isPassed(threshold)) + 1;
}
