import { expect } from "chai";
import { encodeBytes32String, id } from "ethers";
import { debtStory, LOAN } from "../support/debts.ts";
import { doubting, monthlyDoubt } from "../support/doubtStory.ts";
import { at, drawn, GRACE, MONTH, networkHelpers, now, REPORTING_DELAY, TICK } from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR } from "../support/units.ts";

const { time } = networkHelpers;
const tickUp = (second: bigint) => ceilDiv(second, TICK) * TICK;
const DISPUTE_TIME = 9n * DAY;
const VETO_TIME = 5n * DAY;

describe("FacilityManager.postpone", () => {
  describe("given nothing was doubted", () => {
    it("changes nothing, whoever calls", async () => {
      const { shares, stranger } = await monthlyDoubt();

      await expect(shares.connect(stranger).postpone(1n)).not.to.emit(shares, "DeadlineSet");
    });
  });

  describe("given the facility is not in service", () => {
    it("changes nothing", async () => {
      const { shares } = await drawn();

      await expect(shares.postpone(1n)).not.to.emit(shares, "DeadlineSet");
      await shares.postpone(77n);
    });
  });

  describe("when a report of a revenue share is disputed", () => {
    it("moves its deadline in the same transaction, and says so", async () => {
      const { shares, inServiceAt, reportAt, lastInTime, challenge } = await monthlyDoubt();
      await reportAt(await lastInTime(), 1n);

      const disputed = challenge(1n);

      await expect(disputed).to.emit(shares, "DeadlinePostponed").withArgs(1n, DISPUTE_TIME);
      await expect(disputed)
        .to.emit(shares, "DeadlineSet")
        .withArgs(1n, tickUp(inServiceAt + MONTH + REPORTING_DELAY + DISPUTE_TIME));
      await expect(shares.postpone(1n)).not.to.emit(shares, "DeadlineSet");
    });

    it("and by a veto on top of it", async () => {
      const { shares, inServiceAt, reportAt, lastInTime, challenge, veto } = await monthlyDoubt();
      await reportAt(await lastInTime(), 1n);
      await challenge(1n);

      await expect(veto(1n))
        .to.emit(shares, "DeadlineSet")
        .withArgs(1n, tickUp(inServiceAt + MONTH + REPORTING_DELAY + DISPUTE_TIME + VETO_TIME));
    });

    it("keeps it so when somebody settles meanwhile", async () => {
      const { shares, inServiceAt, reportAt, lastInTime, challenge, payIn, lateSince } = await monthlyDoubt();
      await reportAt(await lastInTime(), 1n);
      await challenge(1n);
      await payIn(1n, 1n);

      await shares.settle(1n);

      await time.increaseTo(tickUp(inServiceAt + MONTH + REPORTING_DELAY + DISPUTE_TIME) - 1n);
      expect(await lateSince()).to.equal(0n);
    });
  });

  describe("when a report was unsettled behind one in dispute, and is disputed itself", () => {
    it("is moved once it is the next", async () => {
      const { shares, oracle, inServiceAt, reportAt, payIn, veto } = await monthlyDoubt();
      const { gross } = await reportAt(inServiceAt + DAY, 1n, { end: inServiceAt + DAY });
      await payIn(1n, gross);
      await reportAt((await now()) + 1n, 1n, { end: inServiceAt + DAY + HOUR }).catch(() => undefined);
      await time.increaseTo(inServiceAt + DAY + HOUR);
      await reportAt((await now()) + 1n, 1n, { end: inServiceAt + DAY + HOUR });
      await veto(2n);
      await time.increaseTo((await oracle.reportOf(1n, 1n)).finalAt);

      await expect(shares.settle(1n))
        .to.emit(shares, "DeadlineSet")
        .withArgs(1n, tickUp(inServiceAt + DAY + MONTH + REPORTING_DELAY + VETO_TIME));
    });
  });

  describe("when a report of a loan is disputed", () => {
    it("moves the payment's deadline: rent that waits in the lockbox makes nobody late", async () => {
      const story = await doubting(await debtStory(LOAN));
      const { cluster, loans, oracle, dueAt, report, payIn, challenge, lastOfWindow, upholdLate, lens } = story;
      const made = await report(1);
      await payIn(cluster, made.gross);

      await at(await lastOfWindow(1n), () => challenge(1n));
      await upholdLate(1n);
      expect(await now()).to.be.greaterThan(tickUp(dueAt(1) + GRACE));
      expect((await lens.facility(cluster)).delinquentSince).to.equal(0n);

      await loans.settle(cluster);
      expect((await oracle.reportOf(cluster, 1n)).finalAt).to.be.greaterThan(0n);
      expect((await lens.facility(cluster)).delinquentSince).to.equal(0n);
      expect((await loans.wordsOf(cluster)).length).to.equal(10);
    });

    it("is not taken back by a payment in part", async () => {
      const story = await doubting(await debtStory(LOAN));
      const { cluster, loans, operator, dueAt, report, challenge, lens } = story;
      await report(1);
      await challenge(1n);

      await loans.connect(operator).repay(cluster, 1n);

      await time.increaseTo(tickUp(dueAt(1) + GRACE + DISPUTE_TIME) - 1n);
      expect((await lens.facility(cluster)).delinquentSince).to.equal(0n);
      await time.increase(1n);
      expect((await lens.facility(cluster)).delinquentSince).to.equal(tickUp(dueAt(1) + GRACE + DISPUTE_TIME));
    });
  });

  describe("given it is late already", () => {
    it("goes on: no doubt cures, and none resumes", async () => {
      const { shares, disputes, inServiceAt, reportAt, stranger, lateSince } = await monthlyDoubt();
      const since = tickUp(inServiceAt + MONTH + REPORTING_DELAY);
      await time.increaseTo(since + HOUR);
      await reportAt((await now()) + 1n, 1n);

      await disputes.connect(stranger).challenge(1n, 1n, 0n, encodeBytes32String("gross"), id("an invoice"));
      await shares.postpone(1n);

      expect(await lateSince()).to.equal(since);
    });
  });
});
