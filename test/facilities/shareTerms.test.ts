import { expect } from "chai";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import { waterfall } from "../support/facilityLaw.ts";
import { at, deployed, now, PERIOD, type Terms } from "../support/protocol.ts";
import type { Report } from "../support/reports.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const YEAR = 365n * DAY;
const BPS = 10_000n;
const RESERVE = usdc("5_000");

/** A revenue share of `cost`, in service since `start`; `day` reports its next period, and settles it by paying. */
async function shareOf(cost: bigint, terms: Partial<Terms>) {
  const fixture = await deployed();
  const { addCluster, origination, shares, operator, reportAt, payInAt, oracle } = fixture;
  const cluster = await addCluster({ cost, salvage: 0n }, terms);
  await origination.connect(operator).draw(cluster, cost, operator);
  const start = (await now()) + HOUR;
  await at(start, () => origination.connect(operator).commission(cluster, start));

  let period = 0n;
  const day = async (changes: Partial<Report> = {}, cash?: bigint) => {
    period += 1n;
    const report = await reportAt(start + period * PERIOD + HOUR, cluster, changes);
    const paid = cash ?? report.gross;
    const { finalAt } = await oracle.reportOf(cluster, period);
    const settlement = paid > 0n ? payInAt(finalAt, cluster, paid) : at(finalAt, () => shares.settle(cluster));
    return { report, settlement };
  };
  return { ...fixture, cluster, start, day };
}

describe("RevenueShareManager.settle, of a preferred part", () => {
  const cost = usdc("1_000_000");
  const share = { preferredReturnRate: 10n ** 17n + 1n, hurdleShareBps: 0n };
  /** Of a day, rounded up. */
  const preferred = ceilDiv(cost * PERIOD * share.preferredReturnRate, 10n ** 18n * YEAR);

  it("goes to the vault ahead of the residual", async () => {
    const { shares, cluster, day, start, lens } = await shareOf(cost, { share, reserveTarget: RESERVE });

    const { report, settlement } = await day();

    const ahead = report.gross - report.energyCost - report.otherOpex - RESERVE;
    const toOperator = ((ahead - preferred) * 2_000n) / BPS;
    const toVault = ahead - preferred - toOperator;
    await expect(settlement)
      .to.emit(shares, "Settled")
      .withArgs(
        cluster,
        1n,
        [
          report.gross,
          ...[0n, 0n, report.energyCost, report.otherOpex],
          ...[0n, 0n, RESERVE, toVault, toOperator, preferred, 0n, 0n],
        ],
        start,
        0n,
        0n,
      );
    const { received, preferredOwed } = await lens.facility(cluster);
    expect([received, preferredOwed]).to.deep.equal([toVault + preferred, 0n]);
  });

  it("is carried where the rent falls short, to the unit", async () => {
    const { cluster, day, lens } = await shareOf(cost, { share, reserveTarget: 0n });
    const { report, settlement } = await day({}, 0n);
    await settlement;
    expect((await lens.facility(cluster)).preferredOwed).to.equal(preferred);

    const costs = report.energyCost + report.otherOpex;
    const second = await day({}, 2n * costs + preferred + 5n);
    await second.settlement;

    expect(second.report.energyCost + second.report.otherOpex).to.equal(costs);
    const { received, preferredOwed } = await lens.facility(cluster);
    expect([received, preferredOwed]).to.deep.equal([preferred + 5n, preferred - 5n]);
  });
});

describe("RevenueShareManager.settle, of a hurdle", () => {
  it("splits the residual anew once the vault has its cost back, within one settlement too", async () => {
    const cost = usdc("6_000");
    const terms = { share: { preferredReturnRate: 0n, hurdleShareBps: 3_000n }, reserveTarget: 0n };
    const { shares, cluster, day, start } = await shareOf(cost, terms);

    const { report, settlement } = await day();

    const residual = report.gross - report.energyCost - report.otherOpex;
    const first = ceilDiv(cost * BPS, 8_000n);
    expect(first).to.be.below(residual);
    const toOperator = (first * 2_000n + (residual - first) * 7_000n) / BPS;
    await expect(settlement)
      .to.emit(shares, "Settled")
      .withArgs(
        cluster,
        1n,
        [
          report.gross,
          ...[0n, 0n, report.energyCost, report.otherOpex],
          ...[0n, 0n, 0n, residual - toOperator, toOperator, 0n, 0n, 0n],
        ],
        start,
        0n,
        0n,
      );
  });

  it("splits all of it by the second share from then on", async () => {
    const terms = { share: { preferredReturnRate: 0n, hurdleShareBps: 3_000n }, reserveTarget: 0n };
    const { cluster, day, lens } = await shareOf(usdc("6_000"), terms);
    await (
      await day()
    ).settlement;
    const before = (await lens.facility(cluster)).received;

    const { report, settlement } = await day();
    await settlement;

    const residual = report.gross - report.energyCost - report.otherOpex;
    expect((await lens.facility(cluster)).received - before).to.equal(residual - (residual * 7_000n) / BPS);
  });
});

describe("RevenueShareManager.settle, of covenants", () => {
  /** 2.25 a GPU-hour is 9,000 bps of it. */
  const covenants = (priceBps: [bigint, bigint, bigint]): Terms["covenants"] => ({
    ...PLAIN_TERMS.covenants,
    periods: 1n,
    curePeriods: 1n,
    priceLow: usdc("2.50"),
    priceBps,
  });
  const TIER_1 = covenants([10_000n, 9_000n, 8_000n]);
  const TIER_2 = covenants([10_000n, 9_001n, 8_000n]);
  const TIER_3 = covenants([10_000n, 9_500n, 9_001n]);
  const split = ({ gross, energyCost, otherOpex }: Report) =>
    waterfall(gross, { energy: energyCost, other: otherOpex, reserveRoom: RESERVE, vaultShareBps: 8_000n });

  for (const [tier, terms, sweep] of [
    [1n, TIER_1, () => 0n],
    [2n, TIER_2, (part: bigint) => ceilDiv(part, 2n)],
    [3n, TIER_3, (part: bigint) => part],
  ] as const) {
    it(`traps or sweeps the operator's part in tier ${tier}, to the unit`, async () => {
      const fixture = await shareOf(usdc("1_000_000"), { covenants: terms, reserveTarget: RESERVE });
      const { shares, covenants: tested, cluster, day, lens, start } = fixture;

      const { report, settlement } = await day();

      const { lines, toOperator, costs } = split(report);
      const swept = sweep(toOperator);
      const expected = [...lines];
      [expected[7], expected[9], expected[11]] = [RESERVE + swept, 0n, toOperator - swept];
      await expect(settlement).to.emit(shares, "Settled").withArgs(cluster, 1n, expected, start, 0n, 0n);
      if (swept > 0n) await expect(settlement).to.emit(shares, "ResidualSwept").withArgs(cluster, 0n, swept);
      else await expect(settlement).not.to.emit(shares, "ResidualSwept");
      const facility = await lens.facility(cluster);
      expect([facility.tier, facility.trappedCash, facility.reserve, facility.earned]).to.deep.equal([
        tier,
        toOperator - swept,
        RESERVE + swept,
        costs,
      ]);
      expect(await tested.tierOf(cluster)).to.equal(tier);
    });
  }

  it("frees what was trapped when they are kept again", async () => {
    const fixture = await shareOf(usdc("1_000_000"), { covenants: TIER_1, reserveTarget: RESERVE });
    const { shares, cluster, day, lens } = fixture;
    const first = await day();
    await first.settlement;
    const trapped = split(first.report).toOperator;
    const { earned } = await lens.facility(cluster);

    const { report, settlement } = await day({ gross: (first.report.gross * 10n) / 9n });

    await expect(settlement).to.emit(shares, "TrappedCashFreed").withArgs(cluster, trapped);
    const own = waterfall(report.gross, {
      energy: report.energyCost,
      other: report.otherOpex,
      vaultShareBps: 8_000n,
    });
    const after = await lens.facility(cluster);
    expect([after.tier, after.trappedCash]).to.deep.equal([0n, 0n]);
    expect(after.earned).to.equal(earned + own.costs + own.toOperator + trapped);
  });

  it("keeps what comes later of an old report by the tier of now", async () => {
    const fixture = await shareOf(usdc("1_000_000"), { covenants: TIER_1, reserveTarget: 0n });
    const { cluster, day, lens, payIn } = fixture;
    const { report, settlement } = await day({}, 0n);
    await settlement;

    await payIn(cluster, report.gross);

    const { toOperator } = waterfall(report.gross, {
      energyCarried: report.energyCost,
      otherCarried: report.otherOpex,
      vaultShareBps: 8_000n,
    });
    expect((await lens.facility(cluster)).trappedCash).to.equal(toOperator);
  });

  it("gives the operator what was trapped when it is sold", async () => {
    const fixture = await shareOf(usdc("1_000_000"), { covenants: TIER_1, reserveTarget: 0n });
    const { shares, covenants: tested, workouts, cluster, day, lens, curator, operator, buyer, act } = fixture;
    await (
      await day()
    ).settlement;
    const { trappedCash, earned } = await lens.facility(cluster);
    expect(await tested.breachesOf(operator)).to.equal(1n);
    await act(curator, workouts, "offerSale", [cluster, buyer.address, usdc("1")]);

    const sale = workouts.connect(buyer).buy(cluster, usdc("1"));

    await expect(sale).to.emit(shares, "TrappedCashFreed").withArgs(cluster, trappedCash);
    await expect(sale).to.emit(tested, "BreachesChanged").withArgs(operator, 0n);
    expect((await lens.facility(cluster)).earned).to.equal(earned + trappedCash);
  });
});
