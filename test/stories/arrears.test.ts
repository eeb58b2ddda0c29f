import { expect } from "chai";
import { clusterStory } from "../support/clusterStory.ts";
import { tickUp } from "../support/facilityCurve.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  at,
  COST,
  GRACE,
  inService,
  LIFE,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  TICK,
  WINDOW,
} from "../support/protocol.ts";
import { DEPOSITS } from "../support/statuses.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

describe("Story: rent that is reported and not paid", () => {
  /** Period 1 in full; of period 2 a quarter; of period 3 nothing. */
  async function inArrears() {
    const story = await clusterStory();
    const { fullPeriod, report, payIn, settle, settledAt, startOf } = story;
    await fullPeriod(1n);
    const second = await report(2n);
    const quarter = second.gross / 4n;
    await payIn(1n, quarter);
    await settle(settledAt(2n), { cash: quarter, report: second, vestFrom: startOf(2n) });
    const third = await report(3n);
    await settle(settledAt(3n), { cash: 0n, report: third, vestFrom: startOf(2n) });
    return { ...story, second, third, quarter, owed: second.gross - quarter + third.gross };
  }

  it("is shown as a receivable, and is never in NAV", async () => {
    const { lens, vault, law, owed, settledAt } = await inArrears();

    expect(await lens.receivable(1n)).to.equal(owed);
    const facility = await lens.facility(1n);
    expect(facility.reported - facility.distributed).to.equal(owed);
    expect(facility.oldestUnpaid).to.equal(2n);
    expect((await vault.state()).nav).to.equal(law.navAt(settledAt(3n)));
  });

  it("carries the running costs that could not be paid", async () => {
    const { lens, third } = await inArrears();
    const facility = await lens.facility(1n);

    expect([facility.carriedEnergy, facility.carriedOther]).to.deep.equal([third.energyCost, third.otherOpex]);
  });

  it("vests from the start of the oldest period it pays for when it comes after all", async () => {
    const { lens, settle, settledAt, startOf, owed, third } = await inArrears();
    const t = settledAt(3n) + 2n * DAY;

    const { lines } = await settle(t, { pays: owed, cash: owed, vestFrom: startOf(2n) });

    expect([lines[1], lines[2]]).to.deep.equal([third.energyCost, third.otherOpex]);
    const facility = await lens.facility(1n);
    expect(facility.oldestUnpaid).to.equal(4n);
    expect(await lens.receivable(1n)).to.equal(0n);
  });

  it("lets a payment of one unit reset nothing", async () => {
    const { lens, settle, settledAt, startOf, owed } = await inArrears();
    const t = settledAt(3n) + DAY;
    await settle(t, { pays: 1n, cash: 1n, vestFrom: startOf(2n) });
    expect((await lens.facility(1n)).oldestUnpaid).to.equal(2n);

    await settle(t + DAY, { pays: owed - 1n, cash: owed - 1n, vestFrom: startOf(2n) });

    expect((await lens.facility(1n)).oldestUnpaid).to.equal(4n);
  });

  it("moves the pointer to the next period with the unit that pays the last one off", async () => {
    const { lens, settle, settledAt, startOf, second, quarter, third } = await inArrears();
    const t = settledAt(3n) + DAY;
    const rest = second.gross - quarter;
    await settle(t, { pays: rest - 1n, cash: rest - 1n, vestFrom: startOf(2n) });
    expect((await lens.facility(1n)).oldestUnpaid).to.equal(2n);
    await settle(t + HOUR, { pays: 1n, cash: 1n, vestFrom: startOf(2n) });
    expect((await lens.facility(1n)).oldestUnpaid).to.equal(3n);
    await settle(t + 2n * HOUR, { pays: third.gross - 1n, cash: third.gross - 1n, vestFrom: startOf(3n) });
    expect((await lens.facility(1n)).oldestUnpaid).to.equal(3n);
  });

  it("keeps what was paid too much in the lockbox, and aims it at the next period", async () => {
    const { lens, settle, report, settledAt, startOf, owed } = await inArrears();
    const t = settledAt(3n) + HOUR;
    await settle(t, { pays: owed + usdc("250"), cash: owed, vestFrom: startOf(2n) });
    expect((await lens.facility(1n)).lockbox).to.equal(usdc("250"));
    const fourth = await report(4n);

    await settle(settledAt(4n), { cash: usdc("250"), report: fourth, vestFrom: startOf(4n) });

    expect((await lens.facility(1n)).lockbox).to.equal(0n);
    expect(await lens.receivable(1n)).to.equal(fourth.gross - usdc("250"));
  });

  it("pays a zero period off together with the one before it", async () => {
    const { lens, report, settle, settledAt, startOf, owed } = await inArrears();
    const idle = await report(4n, { gpuSecondsSold: 0n, gross: 0n, energyWh: 800_000n });
    await settle(settledAt(4n), { cash: 0n, report: idle, vestFrom: startOf(2n) });
    expect((await lens.facility(1n)).oldestUnpaid).to.equal(2n);

    await settle(settledAt(4n) + HOUR, { pays: owed, cash: owed, vestFrom: startOf(2n) });

    expect((await lens.facility(1n)).oldestUnpaid).to.equal(5n);
  });

  it("never vests over more than the cap, however old it is", async () => {
    const { lens, vault, payInAt, owed, settledAt } = await inArrears();
    const { received: before } = await lens.facility(1n);

    await payInAt(settledAt(3n) + 200n * DAY, 1n, owed);

    const [posted] = await vault.queryFilter(vault.filters.Posted(), "latest");
    expect(posted?.args.vestOver).to.equal(90n * DAY);
    expect((await lens.facility(1n)).received - before).to.equal(posted?.args.cashIn);
  });

  /** Period 1 in full; of the next 34 nothing: the facility is delinquent since the grace of the second was over. */
  async function manyUnpaid() {
    const story = await clusterStory();
    const { fullPeriod, report, settle, settledAt, startOf } = story;
    await fullPeriod(1n);
    for (let period = 2n; period <= 35n; ++period) {
      await settle(settledAt(period), { cash: 0n, report: await report(period), vestFrom: startOf(2n) });
    }
    return { ...story, t: settledAt(35n) + HOUR };
  }

  it("moves the pointer 32 periods at a time: where it lags, rent vests slower, never faster", async () => {
    const { lens, facility, settle, startOf, t } = await manyUnpaid();
    const { owed } = facility;

    await settle(t, { pays: owed - 1n, cash: owed - 1n, vestFrom: startOf(2n) });
    expect((await lens.facility(1n)).oldestUnpaid).to.equal(34n);
    expect(await lens.receivable(1n)).to.equal(1n);
    await settle(t + HOUR, { cash: 0n, vestFrom: startOf(34n) });

    expect((await lens.facility(1n)).oldestUnpaid).to.equal(35n);
  });

  it("puts the pointer behind the newest at once when everything is paid, however much that is", async () => {
    const { lens, facility, settle, startOf, t } = await manyUnpaid();
    const { owed } = facility;

    await settle(t, { pays: owed, cash: owed, vestFrom: startOf(2n) });

    expect((await lens.facility(1n)).oldestUnpaid).to.equal(36n);
    expect(await lens.receivable(1n)).to.equal(0n);
  });

  describe("when it came for something delinquent", () => {
    /** Six weeks of arrears, paid in one go: more than a fiftieth of the NAV. */
    async function cured() {
      const story = await manyUnpaid();
      const { vault, facility, settle, startOf, t } = story;
      const { owed } = facility;
      expect(await vault.maxDeposit(story.other)).to.equal(0n);
      const split = await settle(t, { pays: owed, cash: owed, vestFrom: startOf(2n) });
      return { ...story, split, over: t - startOf(2n) };
    }

    it("counts with what is delinquent while it vests, and the rent before it does not", async () => {
      const { vault, law, split, over, t } = await cured();

      const { delinquentValue, restrictedLocked, locked } = await vault.state();
      const [posted] = await vault.queryFilter(vault.filters.RestrictedLocked(), "latest");
      expect(delinquentValue).to.equal(0n);
      const { fee } = law;
      expect(restrictedLocked).to.equal(split.toVault - fee.owed);
      expect(locked).to.be.at.least(restrictedLocked);
      expect(posted?.args.locked).to.equal(restrictedLocked * ONE_X32);
      expect(posted?.args.vestEnd).to.equal((t + over) * 2n ** 24n);
    });

    it("keeps deposits shut until a fiftieth of the NAV is left to vest, and one second decides", async () => {
      const { vault, vaultLens, other, law, fullPeriod, settledAt, over, t } = await cured();
      let period = 36n;
      for (; law.shutAt(settledAt(period)); ++period) await fullPeriod(period);
      const reopens = law.reopensAt(settledAt(period - 1n), settledAt(period));
      expect(reopens).to.be.within(t + DAY, t + over);

      await expect(at(reopens - 1n, () => vault.connect(other).deposit(usdc("1"), other)))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchDelinquent")
        .withArgs(law.restrictedAt(reopens - 1n), law.navAt(reopens - 1n));
      expect(await vaultLens.depositStatus()).to.equal(DEPOSITS.Delinquent);
      await at(reopens, () => vault.connect(other).deposit(usdc("1"), other));
      expect(await vaultLens.depositStatus()).to.equal(DEPOSITS.Open);
    });

    it("is not put off by the rent that follows", async () => {
      const { vault, law, fullPeriod, settledAt, split, over, t } = await cured();
      const { owed } = law.fee;
      const later = settledAt(36n);

      await fullPeriod(36n);

      const { restrictedLocked } = await vault.state();
      expect(restrictedLocked).to.equal(ceilDiv((split.toVault - owed) * (over - (later - t)), over));
    });
  });

  describe("when it is the first period that is not paid", () => {
    it("starts depreciation when it is paid off, if no deadline came first", async () => {
      const { lens, report, payIn, settle, settledAt, startOf } = await clusterStory();
      const first = await report(1n);
      await payIn(1n, first.gross - 1n);
      await settle(settledAt(1n), { cash: first.gross - 1n, report: first, vestFrom: startOf(1n) });
      expect((await lens.facility(1n)).depreciatesUntil).to.equal(0n);
      const t = settledAt(1n) + 3n * HOUR;

      await settle(t, { pays: 1n, cash: 1n, vestFrom: startOf(1n) });

      expect((await lens.facility(1n)).depreciatesUntil).to.equal(tickUp(t + LIFE));
    });

    it("starts depreciation by itself when the grace of its payment ends, on the grid", async () => {
      const { shares, lens, vault, report, inServiceAt, settledAt } = await clusterStory();
      await report(1n);
      await at(settledAt(1n), () => shares.settle(1n));
      const graceEnds = tickUp(settledAt(1n) + GRACE);
      expect(graceEnds).to.be.below(inServiceAt + 2n * PERIOD + REPORTING_DELAY);
      expect((await lens.facility(1n)).deadline).to.equal(graceEnds);

      await at(graceEnds + HOUR, () => vault.accrue(1n));

      const { depreciatesUntil, value, slope } = await lens.facility(1n);
      expect([depreciatesUntil, slope]).to.deep.equal([graceEnds + LIFE, ((COST - SALVAGE) * ONE_X32) / LIFE]);
      expect(value).to.equal((SALVAGE * ONE_X32 + slope * (LIFE - HOUR)) / ONE_X32);
    });

    it("is pushed back no further by the reports that follow", async () => {
      const { shares, lens, report, startOf, settledAt } = await clusterStory();
      await report(1n);
      await at(settledAt(1n), () => shares.settle(1n));
      await report(2n);

      const settlement = at(settledAt(2n), () => shares.settle(1n));

      await expect(settlement).not.to.emit(shares, "DepreciationStarted");
      await expect(settlement).not.to.emit(shares, "DeadlineSet");
      const { deadline } = await lens.facility(1n);
      expect(deadline).to.equal(tickUp(settledAt(1n) + GRACE));
      expect(deadline).to.be.below(startOf(3n) + PERIOD + REPORTING_DELAY);
    });

    it("comes later than the next report's deadline when the grace is long", async () => {
      const { shares, lens, startOf, settledAt, cluster, reportOf } = await withGrace(40n * DAY);
      await reportOf(1n);

      await at(settledAt(1n), () => shares.settle(cluster));

      expect((await lens.facility(cluster)).deadline).to.equal(tickUp(startOf(2n) + PERIOD + REPORTING_DELAY));
    });

    it("starts both with the next tick when its grace is over before anybody settled: no price steps", async () => {
      const { shares, lens, settledAt, cluster, reportOf } = await withGrace(DAY);
      await reportOf(1n);
      const t = settledAt(1n) + DAY + 1n;
      const nextTick = (t / TICK + 1n) * TICK;

      const settlement = at(t, () => shares.settle(cluster));

      await expect(settlement).to.emit(shares, "DeadlineSet").withArgs(cluster, nextTick);
      const { delinquentSince, depreciatesUntil, deadline, value, exitValue } = await lens.facility(cluster);
      expect([delinquentSince, depreciatesUntil, deadline]).to.deep.equal([0n, 0n, nextTick]);
      expect([value, exitValue]).to.deep.equal([COST - 1n, COST - 1n]);
    });
  });

  /** A second cluster, whose first payment has this much grace. */
  async function withGrace(paymentGrace: bigint) {
    const fixture = await inService();
    const { vault, origination, depositor, operator, addCluster, reportAt } = fixture;
    await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
    const cluster = await addCluster({}, { paymentGrace });
    await origination.connect(operator).draw(cluster, COST, operator);
    const inServiceAt = (await now()) + HOUR;
    await at(inServiceAt, () => origination.connect(operator).commission(cluster, inServiceAt));
    const startOf = (period: bigint): bigint => inServiceAt + (period - 1n) * PERIOD;
    const settledAt = (period: bigint): bigint => startOf(period + 1n) + HOUR + WINDOW;
    const reportOf = (period: bigint) => reportAt(startOf(period + 1n) + HOUR, cluster);
    return { ...fixture, cluster, startOf, settledAt, reportOf };
  }
});
