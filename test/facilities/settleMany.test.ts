import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { eventsIn } from "../../scripts/lib/events.ts";
import { LOAN } from "../support/debts.ts";
import { fleet, paidFleet } from "../support/fleet.ts";
import {
  at,
  ethers,
  GRACE,
  inService,
  LONG_WINDOW,
  MONTH,
  networkHelpers,
  now,
  PERIOD,
  STATUS,
} from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const X32 = 32n;

describe("FacilityManager.settleMany", () => {
  /** What a transaction had one contract say. */
  async function logsOf(sent: ContractTransactionResponse) {
    return (await sent.wait())?.logs ?? [];
  }

  describe("given no cluster is named", () => {
    it("does nothing", async () => {
      const { shares, vault } = await fleet();

      const settling = shares.settleMany([]);

      await expect(settling).not.to.emit(vault, "Posted");
      expect(await shares.settleMany.staticCall([])).to.equal(0n);
    });
  });

  describe("given nothing is final, and nothing is paid", () => {
    it("posts nothing", async () => {
      const { shares, vault } = await fleet();

      expect(await shares.settleMany.staticCall([1n, 2n])).to.equal(2n);
      await expect(shares.settleMany([1n, 2n])).not.to.emit(vault, "Posted");
    });
  });

  describe("given some have not been in service yet", () => {
    it("leaves them out with where they stand, and settles the others", async () => {
      const { shares, clusters, second } = await paidFleet();
      const [first = 0n, next = 0n] = clusters;
      const named = [99n, first, 4n, next];

      expect(await shares.settleMany.staticCall(named)).to.equal(2n);
      const settling = at(second, () => shares.settleMany(named));

      await expect(settling).to.emit(shares, "SettlementSkipped").withArgs(99n, STATUS.None);
      await expect(settling).to.emit(shares, "SettlementSkipped").withArgs(4n, STATUS.Approved);
      const settled = eventsIn(shares, shares.filters.Settled, await logsOf(await settling));
      expect(settled.map(({ cluster, period }) => [cluster, period])).to.deep.equal([
        [first, 1n],
        [next, 1n],
      ]);
    });
  });

  describe("given the periods of all are final and paid", () => {
    it("leaves every facility as a settlement of its own would, and posts once what all of these would", async () => {
      const { shares, vault, asset, lens, clusters, second } = await paidFleet();
      const before = await networkHelpers.takeSnapshot();
      const start = await vault.state();
      const alone = new Map<bigint, Awaited<ReturnType<typeof lens.facility>>>();
      const sum = { cashIn: 0n, value: 0n, slope: 0n, weights: 0n, gains: 0n };
      const end = { cash: start.cash, nextKink: 2n ** 40n };
      const lines: unknown[] = [];
      for (const cluster of clusters) {
        const logs = await logsOf(await at(second, () => shares.settle(cluster)));
        const [posted] = eventsIn(vault, vault.filters.Posted, logs);
        if (!posted) throw new Error("Nothing was posted.");
        expect(posted.fee).to.equal(0n);
        const gain = (posted.cashIn << X32) + posted.value;
        sum.cashIn += posted.cashIn;
        sum.value += posted.value;
        sum.slope += posted.slope;
        sum.weights += gain * posted.vestOver;
        sum.gains += gain;
        lines.push(eventsIn(shares, shares.filters.Settled, logs)[0]?.lines);
        const { cash, nextKink } = await vault.state();
        end.cash += cash - start.cash;
        if (nextKink < end.nextKink) end.nextKink = nextKink;
        alone.set(cluster, await lens.facility(cluster));
        await before.restore();
      }

      const settling = at(second, () => shares.settleMany(clusters));

      await expect(settling).to.changeTokenBalances(ethers, asset, [shares, vault], [-sum.cashIn, sum.cashIn]);
      const logs = await logsOf(await settling);
      expect(eventsIn(shares, shares.filters.Settled, logs).map((settled) => settled.lines)).to.deep.equal(lines);
      const postings = eventsIn(vault, vault.filters.Posted, logs);
      expect(postings.map(({ cashIn, value, slope, vestOver }) => [cashIn, value, slope, vestOver])).to.deep.equal([
        [sum.cashIn, sum.value, sum.slope, ceilDiv(sum.weights, sum.gains)],
      ]);
      expect(eventsIn(asset, asset.filters.Transfer, logs)).to.have.length(1);
      for (const cluster of clusters) expect(await lens.facility(cluster)).to.deep.equal(alone.get(cluster));
      const state = await vault.state();
      expect([state.cash, state.nextKink]).to.deep.equal([end.cash, end.nextKink]);
    });

    it("settles one that is named twice once more, with nothing to say", async () => {
      const { shares, vault, second } = await paidFleet();

      const logs = await logsOf(await at(second, () => shares.settleMany([2n, 2n])));

      const settled = eventsIn(shares, shares.filters.Settled, logs);
      expect(settled.map(({ period, lines }) => [period, lines.cash > 0n])).to.deep.equal([
        [1n, true],
        [0n, false],
      ]);
      expect(eventsIn(vault, vault.filters.Posted, logs)).to.have.length(1);
    });
  });

  describe("given one of them is delinquent", () => {
    it("posts that one by itself: what comes for it is restricted", async () => {
      const { shares, vault, lens, starts, reportAt, payIn } = await fleet();
      const [late = 0n, ...punctual] = [...starts.keys()];
      const report = async (cluster: bigint) => (await reportAt((await now()) + HOUR, cluster)).gross;
      await networkHelpers.time.increaseTo((starts.get(3n) ?? 0n) + PERIOD);
      for (const cluster of starts.keys()) await payIn(cluster, await report(cluster));
      await networkHelpers.time.increase(2n * DAY);
      await shares.settleMany(punctual);
      // The punctual go on; nobody settles the other's first period, and its deadline passes.
      for (const cluster of punctual) await payIn(cluster, await report(cluster));
      await networkHelpers.time.increase(GRACE - 2n * DAY + 8n * HOUR);
      const isDelinquent = async (cluster: bigint) => (await lens.facility(cluster)).delinquentSince > 0n;
      expect(await Promise.all([...starts.keys()].map(isDelinquent))).to.deep.equal([true, false, false]);

      const logs = await logsOf(await shares.settleMany([punctual[0] ?? 0n, late, punctual[1] ?? 0n]));

      const postings = eventsIn(vault, vault.filters.Posted, logs);
      const settled = eventsIn(shares, shares.filters.Settled, logs).map(({ lines }) => lines.toVault);
      const [first = 0n, arrears = 0n, last = 0n] = settled;
      expect(postings.map(({ cashIn }) => cashIn)).to.deep.equal([arrears, first + last]);
      expect(eventsIn(vault, vault.filters.RestrictedLocked, logs)).to.have.length(1);
      expect(await isDelinquent(late)).to.equal(false);
    });
  });

  describe("given a loan is repaid with it", () => {
    it("posts and ends that one by itself, and the title is the operator's", async () => {
      const { loans, vault, registry, addCluster, origination, operator, reportAt, payIn } = await inService();
      const amount = usdc("1_000");
      const debt = { ...LOAN.debt, payments: 1n };
      const [short, long] = [
        await addCluster({ maxPeriod: MONTH, cost: amount, salvage: 0n }, { ...LOAN, amount, debt }),
        await addCluster({ maxPeriod: MONTH, cost: amount, salvage: 0n }, { ...LOAN, amount }),
      ];
      const reports: bigint[] = [];
      const starts: bigint[] = [];
      for (const cluster of [short, long]) {
        await origination.connect(operator).draw(cluster, amount, operator);
        const start = (await now()) + HOUR;
        await at(start, () => origination.connect(operator).commission(cluster, start));
        starts.push(start);
      }
      for (const [index, cluster] of [short, long].entries()) {
        const { gross } = await reportAt((starts[index] ?? 0n) + MONTH + HOUR, cluster);
        reports.push(gross);
        await payIn(cluster, gross);
      }
      await networkHelpers.time.increase(LONG_WINDOW);

      const logs = await logsOf(await loans.settleMany([long, short, long]));

      expect(eventsIn(loans, loans.filters.DebtEnded, logs)).to.deep.equal([[short, operator.address]]);
      expect(await registry.ownerOf(short)).to.equal(operator);
      // The short one's payment, its end, and what the long one brought.
      expect(eventsIn(vault, vault.filters.Posted, logs)).to.have.length(3);
      expect(reports.every((gross) => gross > amount)).to.equal(true);
    });
  });
});
