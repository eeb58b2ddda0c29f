import { expect } from "chai";
import { lineOf, VALUE } from "../support/curve.ts";
import { tickUp } from "../support/facilityCurve.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  deployed,
  facts,
  inService,
  LIFE,
  networkHelpers,
  PERIOD,
  SALVAGE,
  WINDOW,
} from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

describe("FacilityLens", () => {
  /** Cluster 1 is a stranger's, who says that it accounts for it. */
  async function strangersCluster() {
    const fixture = await deployed();
    const { registry, curator, operator, stranger, act } = fixture;
    await act(curator, registry, "register", [facts(operator.address), stranger.address]);
    await registry.connect(stranger).manage(1n);
    return fixture;
  }

  describe("facility", () => {
    it("is all zero where there is none", async () => {
      const { lens } = await deployed();

      const flat = [...(await lens.facility(7n))];
      expect(flat.pop()).to.equal(0n);
      expect(flat.filter((part) => BigInt(part) !== 0n)).to.deep.equal([]);
    });

    it("is all zero where a stranger says that it accounts for the cluster", async () => {
      const { lens } = await strangersCluster();

      const flat = [...(await lens.facility(1n))];
      expect(flat.filter((part) => BigInt(part) !== 0n)).to.deep.equal([]);
    });
  });

  describe("managerOf, receivable and returnsOf", () => {
    it("are refused where nothing is financed", async () => {
      const { lens } = await strangersCluster();

      for (const cluster of [1n, 7n]) {
        for (const view of [
          () => lens.managerOf(cluster),
          () => lens.receivable(cluster),
          () => lens.returnsOf(cluster),
        ]) {
          await expect(view()).to.be.revertedWithCustomError(lens, "FacilityLens_NotFinanced").withArgs(cluster);
        }
      }
    });

    it("find the manager of either form", async () => {
      const { lens, shares, loans, addCluster } = await approved();
      const debt = { yearlyRate: 0n, period: DAY, payments: 2n, finalPayment: 0n, rent: 0n, lateRate: 0n };
      const cluster = await addCluster({}, { form: 1n, vaultShareBps: 0n, debt: { ...debt, shorten: false } });

      expect([await lens.managerOf(1n), await lens.managerOf(cluster)]).to.deep.equal([
        await shares.getAddress(),
        await loans.getAddress(),
      ]);
    });
  });

  describe("clusters", () => {
    it("lists those of all sources, and no title that nobody finances", async () => {
      const { lens, registry, shares, operator, curator, addCluster, act } = await approved();
      const debt = { yearlyRate: 0n, period: DAY, payments: 2n, finalPayment: 0n, rent: 0n, lateRate: 0n };
      const loan = { form: 1n, vaultShareBps: 0n, debt: { ...debt, shorten: false } };
      await addCluster({}, loan);
      await addCluster();

      await act(curator, registry, "register", [facts(operator.address), await shares.getAddress()]);

      expect([...(await lens.clusters())]).to.deep.equal([1n, 2n, 3n]);
    });

    it("is empty where nothing has been approved", async () => {
      expect([...(await (await deployed()).lens.clusters())]).to.deep.equal([]);
    });
  });

  describe("returnsOf", () => {
    it("is return of capital up to the depreciation so far, and profit beyond", async () => {
      const { lens, shares, inServiceAt, reportAt, payIn } = await inService();
      const submittedAt = inServiceAt + PERIOD + HOUR;
      const report = await reportAt(submittedAt, 1n);
      await payIn(1n, report.gross);
      const from = submittedAt + WINDOW;
      await at(from, () => shares.settle(1n));
      const until = tickUp(from + LIFE);
      const line = lineOf(VALUE, SALVAGE * ONE_X32, until - from);
      const { received } = await lens.facility(1n);
      // What the line had no room for counts as depreciation.
      expect([...(await lens.returnsOf(1n))]).to.deep.equal([1n, received - 1n]);

      await networkHelpers.time.increaseTo(from + HOUR);
      const fallen = COST - (line.salvage + line.slope * (until - from - HOUR)) / ONE_X32;
      expect([...(await lens.returnsOf(1n))]).to.deep.equal([fallen, received - fallen]);

      await networkHelpers.time.increaseTo(from + 10n * DAY);
      expect([...(await lens.returnsOf(1n))]).to.deep.equal([received, 0n]);
    });

    it("leaves out what left by a sale", async () => {
      const { lens, workouts, curator, buyer, act } = await inService();
      await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("7")]);
      await workouts.connect(buyer).buy(1n, usdc("7"));

      expect([...(await lens.returnsOf(1n))]).to.deep.equal([0n, 0n]);
    });
  });

  describe("receivable", () => {
    it("is what was reported and not distributed", async () => {
      const { lens, shares, vault, inServiceAt, reportAt, payIn } = await inService();
      expect(await lens.receivable(1n)).to.equal(0n);
      const report = await reportAt(inServiceAt + PERIOD, 1n);
      await payIn(1n, usdc("1_000"));
      const { nav } = await vault.state();

      await at(inServiceAt + PERIOD + WINDOW, () => shares.settle(1n));

      expect(await lens.receivable(1n)).to.equal(report.gross - usdc("1_000"));
      expect([...(await shares.outlook())][0]).to.equal(report.gross - usdc("1_000"));
      expect((await vault.state()).nav).to.equal(nav);
    });
  });

  it("is of one vault", async () => {
    const { lens, vault } = await deployed();

    expect(await lens.vault()).to.equal(vault);
  });
});
