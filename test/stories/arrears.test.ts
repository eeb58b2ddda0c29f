import { expect } from "chai";
import { clusterStory, WEAR } from "../support/clusterStory.ts";
import { ExitLine } from "../support/exitLine.ts";
import {
  at,
  COST,
  GRACE,
  inService,
  LIFE,
  LINE,
  LONG_WINDOW,
  now,
  PERIOD,
  REPORT_DEADLINE,
  SALVAGE,
  WINDOW,
} from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

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
    const { book, vault, law, owed, settledAt } = await inArrears();

    expect(await book.receivable(1n)).to.equal(owed);
    const facility = await book.facility(1n);
    expect(facility.reported - facility.distributed).to.equal(owed);
    expect(facility.oldestUnpaid).to.equal(2n);
    expect((await vault.state()).nav).to.equal(law.navAt(settledAt(3n)));
  });

  it("carries the running costs that could not be paid", async () => {
    const { book, third } = await inArrears();
    const facility = await book.facility(1n);

    expect([facility.carriedEnergy, facility.carriedOther]).to.deep.equal([third.energyCost, third.otherOpex]);
  });

  it("vests from the start of the oldest period it pays for when it comes after all", async () => {
    const { book, payIn, settle, settledAt, startOf, owed, third } = await inArrears();
    const t = settledAt(3n) + 2n * DAY;
    await payIn(1n, owed);

    const { lines } = await settle(t, { cash: owed, vestFrom: startOf(2n) });

    expect([lines[1], lines[2]]).to.deep.equal([third.energyCost, third.otherOpex]);
    const facility = await book.facility(1n);
    expect(facility.oldestUnpaid).to.equal(4n);
    expect(await book.receivable(1n)).to.equal(0n);
  });

  it("lets a payment of one unit reset nothing", async () => {
    const { book, payIn, settle, settledAt, startOf, owed } = await inArrears();
    const t = settledAt(3n) + DAY;
    await payIn(1n, 1n);
    await settle(t, { cash: 1n, vestFrom: startOf(2n) });
    expect((await book.facility(1n)).oldestUnpaid).to.equal(2n);
    await payIn(1n, owed - 1n);

    await settle(t + DAY, { cash: owed - 1n, vestFrom: startOf(2n) });

    expect((await book.facility(1n)).oldestUnpaid).to.equal(4n);
  });

  it("moves the pointer to the next period with the unit that pays the last one off", async () => {
    const { book, payIn, settle, settledAt, startOf, second, quarter, third } = await inArrears();
    const t = settledAt(3n) + DAY;
    const rest = second.gross - quarter;
    await payIn(1n, rest - 1n);
    await settle(t, { cash: rest - 1n, vestFrom: startOf(2n) });
    expect((await book.facility(1n)).oldestUnpaid).to.equal(2n);
    await payIn(1n, 1n);
    await settle(t + HOUR, { cash: 1n, vestFrom: startOf(2n) });
    expect((await book.facility(1n)).oldestUnpaid).to.equal(3n);
    await payIn(1n, third.gross - 1n);
    await settle(t + 2n * HOUR, { cash: third.gross - 1n, vestFrom: startOf(3n) });
    expect((await book.facility(1n)).oldestUnpaid).to.equal(3n);
  });

  it("keeps what was paid too much in the lockbox, and aims it at the next period", async () => {
    const { book, payIn, settle, report, settledAt, startOf, owed } = await inArrears();
    const t = settledAt(3n) + HOUR;
    await payIn(1n, owed + usdc("250"));
    await settle(t, { cash: owed, vestFrom: startOf(2n) });
    expect((await book.facility(1n)).lockbox).to.equal(usdc("250"));
    const fourth = await report(4n);

    await settle(settledAt(4n), { cash: usdc("250"), report: fourth, vestFrom: startOf(4n) });

    expect((await book.facility(1n)).lockbox).to.equal(0n);
    expect(await book.receivable(1n)).to.equal(fourth.gross - usdc("250"));
  });

  it("pays a zero period off together with the one before it", async () => {
    const { book, payIn, report, settle, settledAt, startOf, owed } = await inArrears();
    const idle = await report(4n, { gpuSecondsSold: 0n, gross: 0n, energyWh: 800_000n });
    await settle(settledAt(4n), { cash: 0n, report: idle, vestFrom: startOf(2n) });
    expect((await book.facility(1n)).oldestUnpaid).to.equal(2n);
    await payIn(1n, owed);

    await settle(settledAt(4n) + HOUR, { cash: owed, vestFrom: startOf(2n) });

    expect((await book.facility(1n)).oldestUnpaid).to.equal(5n);
  });

  it("never vests over more than the cap, however old it is", async () => {
    const { book, vault, payIn, owed, settledAt } = await inArrears();
    await payIn(1n, owed);

    const late = at(settledAt(3n) + 200n * DAY, () => book.settle(1n));

    const { received: before } = await book.facility(1n);
    await late;
    const [posted] = await vault.queryFilter(vault.filters.Posted(), "latest");
    expect(posted?.args.vestOver).to.equal(90n * DAY);
    expect((await book.facility(1n)).received - before).to.equal(posted?.args.cashIn);
  });

  it("moves the pointer 32 periods at a time: where it lags, rent vests slower, never faster", async () => {
    const { book, law, fullPeriod, report, payIn, settle, settledAt, startOf } = await clusterStory();
    await fullPeriod(1n);
    const graceEnds = settledAt(2n) + GRACE;
    law.line = ExitLine.begin(graceEnds, law.valueFineAt(graceEnds), WEAR, LINE);
    let owed = 0n;
    for (let period = 2n; period <= 35n; ++period) {
      const made = await report(period);
      owed += made.gross;
      await settle(settledAt(period), { cash: 0n, report: made, vestFrom: startOf(2n) });
    }
    await payIn(1n, owed);
    const t = settledAt(35n) + HOUR;
    // Where the pointer stands then, the grace still runs: that cures it.
    law.line = undefined;

    await settle(t, { cash: owed, vestFrom: startOf(2n) });
    expect((await book.facility(1n)).oldestUnpaid).to.equal(34n);
    expect(await book.receivable(1n)).to.equal(0n);
    await settle(t + HOUR, { cash: 0n, vestFrom: startOf(34n) });

    expect((await book.facility(1n)).oldestUnpaid).to.equal(36n);
  });

  describe("when it is the first period that is not paid", () => {
    it("starts wear when it is paid off, if no deadline came first", async () => {
      const { book, report, payIn, settle, settledAt, startOf } = await clusterStory();
      const first = await report(1n);
      await payIn(1n, first.gross - 1n);
      await settle(settledAt(1n), { cash: first.gross - 1n, report: first, vestFrom: startOf(1n) });
      expect((await book.facility(1n)).wearFrom).to.equal(0n);
      await payIn(1n, 1n);
      const t = settledAt(1n) + 3n * HOUR;

      await settle(t, { cash: 1n, vestFrom: startOf(1n), startsWear: true });

      expect((await book.facility(1n)).wearFrom).to.equal(t);
    });

    it("starts wear by itself when the grace of its payment ends", async () => {
      const { book, vault, report, inServiceAt, settledAt } = await clusterStory();
      await report(1n);
      await at(settledAt(1n), () => book.settle(1n));
      const graceEnds = settledAt(1n) + GRACE;
      const nextReportBy = inServiceAt + 2n * PERIOD + REPORT_DEADLINE + LONG_WINDOW;
      expect(graceEnds).to.be.below(nextReportBy);

      expect((await vault.state()).nextDue).to.equal(graceEnds);
      await at(graceEnds, () => book.sync(1n));

      expect((await book.facility(1n)).wearFrom).to.equal(graceEnds);
    });

    it("is pushed back no further by the reports that follow", async () => {
      const { book, report, startOf, settledAt } = await clusterStory();
      await report(1n);
      await at(settledAt(1n), () => book.settle(1n));
      await report(2n);

      const settlement = at(settledAt(2n), () => book.settle(1n));

      await expect(settlement).not.to.emit(book, "WearStarted");
      const { deadline } = await book.facility(1n);
      expect(deadline).to.equal(settledAt(1n) + GRACE);
      expect(deadline).to.be.below(startOf(3n) + PERIOD + REPORT_DEADLINE + LONG_WINDOW);
    });

    it("comes later than the next report's deadline when the grace is long", async () => {
      const { book, startOf, settledAt, cluster, reportOf } = await withGrace(40n * DAY);
      await reportOf(1n);

      await at(settledAt(1n), () => book.settle(cluster));

      expect((await book.facility(cluster)).deadline).to.equal(startOf(2n) + PERIOD + REPORT_DEADLINE + LONG_WINDOW);
    });

    it("starts wear at once when its grace is over before anybody settled", async () => {
      const { book, settledAt, cluster, reportOf } = await withGrace(DAY);
      await reportOf(1n);
      const t = settledAt(1n) + DAY;

      await expect(at(t, () => book.settle(cluster)))
        .to.emit(book, "WearStarted")
        .withArgs(cluster, t, t + LIFE, COST, SALVAGE);
    });
  });

  /** A second cluster, whose first payment has this much grace. */
  async function withGrace(paymentGrace: bigint) {
    const fixture = await inService();
    const { vault, book, depositor, operator, addCluster, reportAt } = fixture;
    await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
    const cluster = await addCluster({}, { paymentGrace });
    await book.connect(operator).draw(cluster, COST, operator);
    const inServiceAt = (await now()) + HOUR;
    await at(inServiceAt, () => book.connect(operator).commission(cluster, inServiceAt));
    const startOf = (period: bigint): bigint => inServiceAt + (period - 1n) * PERIOD;
    const settledAt = (period: bigint): bigint => startOf(period + 1n) + HOUR + WINDOW;
    const reportOf = (period: bigint) => reportAt(startOf(period + 1n) + HOUR, cluster);
    return { ...fixture, cluster, startOf, settledAt, reportOf };
  }
});
