import { expect } from "chai";
import { scheduleRows, yearlyRateOf, type Schedule } from "@gpu-yield-vaults/sdk/model";
import { silent } from "../../scripts/lib/progress.ts";
import { audit } from "../../scripts/nav/audit.ts";
import { describeDebts } from "../../scripts/replay/describeDebts.ts";
import { planReplay } from "../../scripts/replay/plan.ts";
import { replay, type Replay } from "../../scripts/replay/replay.ts";
import { parseTerms } from "../../scripts/scenario/terms.ts";
import { incomeOf, MONTH } from "./support/months.ts";
import { LEASE, LOAN, PERIODS, PRICE, PRINCIPAL, ROWS, shareLinesOf, THREE_FORMS } from "./support/threeForms.ts";

const NOW = Math.floor(Date.now() / 1000);

type Paid = { interest: bigint; principal: bigint; outstanding: bigint };

describe("replay of one vault with a loan, a lease and a revenue share over 36 months", function () {
  this.timeout(300_000);

  let result: Replay;
  before(async () => {
    result = await replay(planReplay(ROWS, parseTerms(THREE_FORMS)), NOW, silent);
  });
  after(async () => {
    await result.context.chain.connection.close();
  });

  /** What was paid of a debt in each period: settlements and repayments between two ends of a period. */
  async function paidByPeriod(cluster: bigint, start: number): Promise<Paid[]> {
    const { ledger } = result.context.contracts;
    const paid: Paid[] = [];
    for (const log of await ledger.queryFilter(ledger.filters.DebtPaid(cluster))) {
      const { timestamp } = await log.getBlock();
      const period = Math.floor((timestamp - start) / MONTH);
      const before = paid[period - 1] ?? { interest: 0n, principal: 0n };
      paid[period - 1] = {
        interest: before.interest + log.args.interest,
        principal: before.principal + log.args.principal,
        outstanding: log.args.outstanding,
      };
    }
    return paid;
  }

  async function expectSchedule(name: string, cluster: bigint, schedule: Schedule): Promise<void> {
    const start = result.summary.facilities.find((facility) => facility.cluster === name)?.inService ?? 0;
    const expected = scheduleRows(schedule, start, MONTH).map(({ interest, principal, balance }) => ({
      interest,
      principal,
      outstanding: balance,
    }));
    expect(await paidByPeriod(cluster, start)).to.deep.equal(expected);
    expect(expected).to.have.length(PERIODS);
  }

  it("pays the loan as its schedule says, to the unit in every period", async () => {
    await expectSchedule("loan", 1n, LOAN);
  });

  it("pays the lease as its schedule says, to the unit in every period, the buyout past the lockbox", async () => {
    await expectSchedule("lease", 2n, LEASE);
    expect(result.summary.waterfall.repaid).to.equal("1600000000000");
  });

  it("splits the share's residual as on paper, through the step and beyond it", async () => {
    const { shares } = result.context.contracts;
    const settled = (await shares.queryFilter(shares.filters.Settled(3n))).filter(({ args }) => args.period > 0n);
    const found = settled.slice(0, PERIODS).map(({ args: { lines } }) => ({
      preferred: lines.preferred,
      vault: lines.toVault,
      operator: lines.toOperator,
    }));
    const expected = shareLinesOf(ROWS.filter(({ cluster }) => cluster === "share").map(incomeOf));
    expect(found).to.deep.equal(expected);
    // The step is really there: the last months pay the operator more than the first.
    expect((expected.at(-1)?.operator ?? 0n) > (expected[0]?.operator ?? 0n)).to.equal(true);
  });

  it("recomputes every figure exactly in every period, between them and at the end", async () => {
    const { chain, contracts } = result.context;
    const { provider } = chain.connection.ethers;
    const vault = await contracts.vault.getAddress();
    const { shares, loans } = contracts;
    // After each month's last settlement, in the block of its first, and where everything is over.
    const settled = await Promise.all([shares, loans].map((manager) => manager.queryFilter(manager.filters.Settled)));
    const blocks = settled
      .flat()
      .map(({ blockNumber }) => blockNumber)
      .sort((a, b) => a - b);
    const latest = await provider.getBlockNumber();
    const seen = new Set<string>();
    const times = new Map<number, number>();
    for (const block of [...blocks.filter((_, index) => index % 3 === 2), latest]) {
      const { comparisons, contradictions } = await audit(provider, vault, block, 0, times);
      const wrong = comparisons.filter(({ agrees }) => !agrees);
      expect(wrong, `block ${block}`).to.deep.equal([]);
      expect(contradictions, `block ${block}`).to.deep.equal([]);
      for (const { figure, contract } of comparisons) if (contract > 0n) seen.add(figure);
    }
    expect(blocks.length).to.be.at.least(3 * PERIODS);
    expect([...seen]).to.include.members([
      "principal outstanding of cluster 1",
      "principal outstanding of cluster 2",
      "deadline of cluster 1",
      "reserve of cluster 1",
    ]);
  });

  it("keeps the covenants, at the coverage of the base case", () => {
    const { facilities } = result.summary;
    for (const { covenants = [], tier } of facilities) {
      expect(covenants.slice(0, PERIODS).map((line) => line.tier)).to.deep.equal(Array<number>(PERIODS).fill(0));
      expect(tier).to.equal(0);
    }
    const coverages = facilities[0]?.covenants?.slice(0, PERIODS).map(({ coverageBps }) => coverageBps);
    expect(coverages).to.deep.equal(Array<string>(PERIODS).fill("13668"));
  });

  it("says what each form came to", () => {
    const [loan, lease, share] = result.summary.facilities;
    const interestOf = (schedule: Schedule) =>
      scheduleRows(schedule, 0, MONTH).reduce((sum, { interest }) => sum + interest, 0n);
    expect(loan?.form).to.equal("loan");
    expect(loan?.debt).to.deep.equal({
      outstanding: "0",
      interest: `${interestOf(LOAN)}`,
      lateInterest: "0",
      principal: `${PRINCIPAL}`,
      yearlyRate: "0.1",
    });
    expect(lease?.form).to.equal("lease");
    expect(lease?.debt).to.deep.include({ outstanding: "0", interest: `${interestOf(LEASE)}`, principal: `${PRICE}` });
    const rate = yearlyRateOf(LEASE.growth, MONTH);
    expect(BigInt(Math.round(Number(lease?.debt?.yearlyRate) * 1e12))).to.equal((rate + 500_000n) / 1_000_000n);
    expect(share?.form).to.equal("revenue_share");
    expect(share?.debt).to.equal(undefined);
    expect(result.summary.losses.realised).to.equal("0");

    const lines = describeDebts(result.summary);
    expect(lines[0]).to.equal(
      "loan: loan at 10.0000 % a year; interest 905,064.938275 and principal 5,600,000.00 received, 0.00 outstanding",
    );
    expect(lines[1]).to.match(
      /^loan: covenants kept in every period, coverage 1\.367 to 1\.367; tier 0, 0\.00 held back$/,
    );
    expect(lines[2]).to.match(/^lease: lease at \d+\.\d{4} % a year, by its rent; /);
  });
});
