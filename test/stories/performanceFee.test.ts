import { expect } from "chai";
import { clusterStory, monthlyStory, type Story } from "../support/clusterStory.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { at, COST, ethers, networkHelpers } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

describe("Story: the performance fee", () => {
  it("takes nothing of the first rent: none of it has vested, so no price has risen", async () => {
    const { vault, fullPeriod } = await clusterStory();

    const { split } = await fullPeriod(1n);

    expect(split.toVault).to.be.greaterThan(0n);
    const { owed, mark, profit } = await vault.fee();
    expect([owed, mark]).to.deep.equal([0n, 0n]);
    // Two lines have been drawn, and each took less than a unit.
    expect(profit).to.equal(-1n);
  });

  it("is a tenth of what has vested beyond the depreciation, day after day", async () => {
    const { vault, law, settledAt, fullPeriod } = await clusterStory();
    let received = 0n;
    let mark = 0n;
    for (const period of [1n, 2n, 3n, 4n, 5n]) {
      const t = settledAt(period);
      // A day's rent vests over 31 hours. What is left of it after the first 24 joins the next, and ends with that.
      const lost = COST * ONE_X32 - law.valueX32At(t);
      const vested = (received * ONE_X32 - law.lockedX32At(t) - lost) >> 32n;
      if (vested > mark) mark = vested;

      const { split } = await fullPeriod(period);

      received += split.toVault;
      const fee = await vault.fee();
      expect([fee.owed, fee.mark]).to.deep.equal([mark / 10n, mark]);
    }
    expect(mark).to.be.greaterThan(usdc("1_000"));
  });

  it("never comes to more than the rate of the highest profit that a price has shown", async () => {
    const { vault, law, settledAt, fullPeriod } = await monthlyStory();
    let highest = 0n;
    for (const period of [1n, 2n, 3n, 4n]) {
      await fullPeriod(period);
      const profit = law.profitAt(settledAt(period));
      if (profit > highest) highest = profit;

      expect((await vault.fee()).owed).to.be.at.most(highest / 10n);
    }
  });

  describe("given rent that never exceeds the depreciation", () => {
    it("is nothing, however long that goes on", async () => {
      const { vault, fullPeriod } = await clusterStory();
      for (let period = 1n; period <= 8n; ++period) {
        // Four fifths of 5,800 less running costs, against 3,945 of depreciation a day.
        const { split } = await fullPeriod(period, { gross: usdc("5_800") });
        expect(split.toVault).to.be.below(usdc("3_945"));
      }

      const { owed, mark } = await vault.fee();
      expect([owed, mark]).to.deep.equal([0n, 0n]);
    });
  });

  describe("when it is collected", () => {
    async function earned(): Promise<Story & { t: bigint }> {
      const story = await clusterStory();
      for (const period of [1n, 2n, 3n, 4n]) await story.fullPeriod(period);
      return { ...story, t: story.settledAt(4n) + 10n * HOUR };
    }

    it("is paid out with what has become due since, by whoever calls, and no price moves", async () => {
      const { vault, asset, law, feeRecipient, stranger, holds, t } = await earned();
      const [entry, exit] = [law.navAt(t), law.exitAt(t)];
      const profit = law.profitAt(t);
      const { owed } = law.fee;
      // A tenth of the highest profit so far, which is that of now, less what has been taken.
      const due = profit / 10n - owed;
      expect(due).to.be.greaterThan(0n);
      const { taken, paid } = law.collectFee(t);
      expect(taken).to.equal(due);

      const collection = at(t, () => vault.connect(stranger).collectFee());

      await expect(collection).to.emit(vault, "FeeAccrued").withArgs(taken, profit);
      await expect(collection).to.emit(vault, "FeePaid").withArgs(feeRecipient, paid);
      await expect(collection).to.changeTokenBalances(ethers, asset, [vault, feeRecipient], [-paid, paid]);
      expect(paid).to.equal(owed + taken);
      expect([(await vault.state()).nav, (await vault.state()).totalAssets]).to.deep.equal([entry, exit]);
      await holds(t);
    });

    it("is not due twice, and goes on from there", async () => {
      const { vault, law, fullPeriod, holds, stranger, t } = await earned();
      law.collectFee(t);
      await at(t, () => vault.connect(stranger).collectFee());

      await expect(at(t + DAY / 4n, () => vault.connect(stranger).collectFee())).to.emit(vault, "FeePaid");
      law.collectFee(t + DAY / 4n);
      await holds(t + DAY / 4n);
      await fullPeriod(5n);
    });
  });

  describe("given a write-down", () => {
    /** After four days, in the hour after they are settled, a loss of more than all profit so far. */
    async function writtenDown() {
      const story = await clusterStory();
      const { shares, workouts, law, fullPeriod, settledAt } = story;
      const loss = usdc("12_000");
      for (const period of [1n, 2n]) await fullPeriod(period);
      for (const period of [3n, 4n]) await fullPeriod(period);
      const t = settledAt(4n) + HOUR;
      const curve = law.curveOf();
      const { fromLocked } = law.move(t, 1n, curve.shrunkAt(t, loss * ONE_X32));
      // Booked without the two days in which leavers forgo it already.
      const booking = await ethers.getImpersonatedSigner(await workouts.getAddress());
      await networkHelpers.setBalance(booking.address, 10n ** 18n);
      await at(t, () => shares.connect(booking).writeDown(1n, loss));
      await story.holds(t);
      return { ...story, loss, fromLocked };
    }

    it("is never taken while rent makes up for the loss that the price bore", async () => {
      const { vault, law, fullPeriod, loss, fromLocked } = await writtenDown();
      expect(loss * ONE_X32).to.be.greaterThan(fromLocked);
      const { mark, owed } = await vault.fee();

      const { split } = await fullPeriod(5n);

      expect(split.toVault).to.be.greaterThan(0n);
      expect([law.fee.mark, law.fee.owed]).to.deep.equal([mark, owed]);
    });

    it("is taken again on what comes above the old high, and on no more than that", async () => {
      const { vault, law, fullPeriod, settledAt } = await writtenDown();
      const { mark, owed } = await vault.fee();
      let period = 5n;
      for (; law.fee.mark === mark; ++period) await fullPeriod(period);

      // The price has risen above its old high between the last two settlements.
      expect(period).to.be.greaterThan(6n);
      const after = await vault.fee();
      expect([owed, after.owed]).to.deep.equal([mark / 10n, after.mark / 10n]);
      expect(after.mark).to.be.at.most(law.profitAt(settledAt(period - 1n)) + 1n);
    });
  });

  describe("given what is no rent", () => {
    it("takes nothing of a donation: it is no profit, and moves no mark", async () => {
      const { vault, asset, curator, other, act, fullPeriod } = await clusterStory();
      await fullPeriod(1n);
      const before = await vault.fee();

      await asset.connect(other).transfer(vault, usdc("10_000"));
      await act(curator, vault, "skim", []);

      const after = await vault.fee();
      expect([after.owed, after.mark, after.sourceCash]).to.deep.equal([before.owed, before.mark, before.sourceCash]);
    });

    it("takes of a gain on sale what has vested of it, and nothing on the day", async () => {
      const { vault, workouts, curator, buyer, stranger, actAt, inServiceAt } = await clusterStory();
      const price = COST + usdc("90_000");
      await actAt(inServiceAt + 3n * DAY, curator, workouts, "offerSale", [1n, buyer.address, price]);
      const soldAt = inServiceAt + 4n * DAY;
      await at(soldAt, () => workouts.connect(buyer).buy(1n, price));
      expect((await vault.fee()).owed).to.equal(0n);

      // Half of it has vested; the unit is what rounding the first line took.
      await at(soldAt + 45n * DAY, () => vault.connect(stranger).collectFee());

      const [paid] = await vault.queryFilter(vault.filters.FeePaid(), "latest");
      expect(paid?.args.amount).to.equal((usdc("45_000") - 1n) / 10n);
    });

    it("takes nothing of a second cluster's capital", async () => {
      const { vault, shares, origination, operator, depositor, addCluster, fullPeriod } = await clusterStory();
      await fullPeriod(1n);
      const { owed, mark } = await vault.fee();
      await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
      const cluster = await addCluster();

      await origination.connect(operator).draw(cluster, COST, operator);
      await shares.settle(1n);

      const after = await vault.fee();
      expect([after.owed, after.mark]).to.deep.equal([owed, mark]);
    });
  });

  describe("given there is no fee for a time", () => {
    it("counts profit all the same: what was earned without a fee is never charged later", async () => {
      const { accessManager, vault, law, governor, feeRecipient, fullPeriod, settledAt, holds } = await clusterStory();
      /**
       * The governor's word takes ten days: it is given, and carried out an hour after the eleventh settlement from
       * then.
       */
      const periodsUntil = async (bps: bigint, first: bigint) => {
        const data = vault.interface.encodeFunctionData("setFee", [bps, feeRecipient.address]);
        await accessManager.connect(governor).schedule(vault, data, 0);
        for (let period = first; period < first + 11n; ++period) await fullPeriod(period);
        const t = settledAt(first + 10n) + HOUR;
        const { paid } = law.setFee(t, bps);
        const change = await at(t, () => vault.connect(governor).setFee(bps, feeRecipient));
        await holds(t);
        return { change, paid, profit: law.profitAt(t) };
      };
      const none = await periodsUntil(0n, 1n);
      expect(none.paid).to.be.greaterThan(0n);
      await expect(none.change).to.emit(vault, "FeePaid").withArgs(feeRecipient, none.paid);

      const again = await periodsUntil(2_000n, 12n);

      expect(again.profit).to.be.greaterThan(none.profit);
      await expect(again.change).not.to.emit(vault, "FeePaid");
      const { mark, owed } = await vault.fee();
      expect([mark, owed]).to.deep.equal([again.profit, 0n]);
      await fullPeriod(23n);
      const risen = (await vault.fee()).mark - again.profit;
      expect((await vault.fee()).owed).to.equal(risen / 5n);
    });
  });
});
