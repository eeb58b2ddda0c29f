import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { dailyDoubt, monthlyDoubt } from "../support/doubtStory.ts";
import { at, DEPOSIT, ethers, MONTH, networkHelpers, now, TICK } from "../support/protocol.ts";
import { signReport } from "../support/reports.ts";
import { STATUS } from "../support/statementFixture.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const { time } = networkHelpers;

describe("Attacks: disputes and the clock", () => {
  describe("56 doubt is cheap", () => {
    it("56 a false challenge, answered and decided in the last second, makes nobody late", async () => {
      const { shares, oracle, reportAt, payIn, lastInTime, doubtInVain, lateSince } = await monthlyDoubt();
      const { gross } = await reportAt(await lastInTime(), 1n);
      await payIn(1n, gross);

      await doubtInVain(1n);

      expect(await lateSince()).to.equal(0n);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Final);
      await shares.settle(1n);
      expect(await lateSince()).to.equal(0n);
    });

    it("56 what was upheld is not challenged again", async () => {
      const { disputes, reportAt, lastInTime, doubtInVain, challenge, stranger } = await monthlyDoubt();
      await reportAt(await lastInTime(), 1n);
      await doubtInVain(1n);

      for (const field of ["gross", "energyWh"]) await expect(challenge(1n, field, stranger)).to.revert(ethers);

      expect((await disputes.disputeOf(1n, 1n)).id).to.equal(1n);
    });

    it("56 daily reports that are held up by one in dispute are not late either", async () => {
      const story = await dailyDoubt();
      const { disputes, shares, reportAt, payIn, lastInTime, challenge, lastOfWindow, defend, arbiter, lateSince } =
        story;
      const first = await reportAt(await lastInTime(), 1n);
      await payIn(1n, first.gross * 20n);
      await at(await lastOfWindow(1n), () => challenge(1n));
      const { answerBy } = await disputes.disputeOf(1n, 1n);
      for (let period = 2n; period <= 3n; period += 1n) await reportAt(await lastInTime(), 1n);
      await at(answerBy - 1n, () => defend(1n));
      const { arbiterBy } = await disputes.disputeOf(1n, 1n);
      for (let period = 4n; period <= 7n; period += 1n) await reportAt(await lastInTime(), 1n);
      await at(arbiterBy - 1n, () => disputes.connect(arbiter).decide(1n, 1n, true));
      expect(await lateSince()).to.equal(0n);

      for (let period = 1n; period <= 7n; period += 1n) {
        await at((await now()) + 6n * HOUR, () => shares.settle(1n));
        expect(await lateSince(), `period ${period}`).to.equal(0n);
      }
      expect((await story.lens.facility(1n)).settledPeriods).to.equal(7n);
    });

    it("56 a report that waits for another is doubted in its own window, and no later", async () => {
      const { oracle, reportAt, lastInTime, challenge, lastOfWindow, veto } = await dailyDoubt();
      await reportAt(await lastInTime(), 1n);
      await challenge(1n);
      await reportAt(await lastInTime(), 1n);
      const over = (await lastOfWindow(2n)) + 1n;
      await time.increaseTo(over);

      for (const doubt of [challenge, veto]) {
        await expect(doubt(2n))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_WindowOver")
          .withArgs(1n, 2n, over);
      }
    });

    it("56 a challenge costs a hundredth of what the report says was billed", async () => {
      const { disputes, asset, reportAt, lastInTime, challenge, stranger } = await monthlyDoubt();
      const { gross } = await reportAt(await lastInTime(), 1n);
      const before = await asset.balanceOf(stranger);

      await challenge(1n);

      expect(before - (await asset.balanceOf(stranger))).to.equal(ceilDiv(gross, 100n));
      expect(await disputes.challengeBondOf(1n, 1n)).to.be.greaterThan(usdc("1_000"));
    });
  });

  describe("73 a dispute with oneself for time", () => {
    it("73 moves the deadline of its period once, by nine days, and no other's by more", async () => {
      const story = await monthlyDoubt();
      const { shares, oracle, disputes, reportAt, lastInTime, challenge, lastOfWindow, inServiceAt } = story;
      const { operator, reporters, lateSince } = story;
      const deadline = () => deadlineOf(shares);
      const before = await deadline();
      expect(before).to.equal(ceilDiv(inServiceAt + MONTH + 5n * DAY, TICK) * TICK);
      const report = await reportAt(await lastInTime(), 1n);

      await at(await lastOfWindow(1n), () => challenge(1n, "gross", operator));
      expect(await deadline()).to.equal(before + 9n * DAY);
      // Its friends among the reporters concede, and it is disputed again, and again.
      for (const [index, field] of (["energyWh", "otherOpex"] as const).entries()) {
        const { answerBy } = await disputes.disputeOf(1n, 1n);
        const next = { ...report, revision: BigInt(index) + 1n, gross: report.gross - BigInt(index) - 1n };
        const { signers, signatures } = await signReport(oracle, next, reporters.slice(0, 3));
        await at(answerBy - 1n, () => disputes.correct(next, signers, signatures));
        await at(await lastOfWindow(1n), () => challenge(1n, field, operator));
        expect(await deadline()).to.equal(before + 9n * DAY);
      }

      await time.increaseTo(before + 9n * DAY);
      expect(await lateSince()).to.equal(before + 9n * DAY);
    });

    it("73 does not add up over periods in a row: fourteen days after its own start at the most", async () => {
      const { clock, reportAt, lastOfWindow, challenge, inServiceAt } = await dailyDoubt();
      const starts = [inServiceAt, inServiceAt + DAY, inServiceAt + 2n * DAY] as const;
      await reportAt(starts[1], 1n);
      await at(await lastOfWindow(1n), () => challenge(1n));
      await reportAt(starts[2], 1n);
      const challengedAt = starts[2] + 6n * HOUR - 1n; // in its own window

      await expect(at(challengedAt, () => challenge(2n)))
        .to.emit(clock, "DeadlinesPostponed")
        .withArgs(1n, 2n, starts[1] + 14n * DAY, 14n * DAY);

      const moved = await Promise.all(starts.map((start) => clock.postponementOf(1n, start)));
      expect(moved).to.deep.equal([14n * DAY, 14n * DAY, 13n * DAY]);
    });

    it("73 resumes nothing: who is late already stays late", async () => {
      const { shares, operator, reportAt, payIn, challenge, lateSince, inServiceAt } = await monthlyDoubt();
      await time.increaseTo(inServiceAt + MONTH + 6n * DAY);
      const since = await lateSince();
      expect(since).to.be.greaterThan(0n);
      await reportAt((await now()) + 1n, 1n);

      await challenge(1n, "gross", operator);
      await payIn(1n, 1n);
      await shares.settle(1n);

      expect(await lateSince()).to.equal(since);
    });
  });

  describe("74 a rubbish challenge as a shield", () => {
    it("74 whoever knows better joins the dispute, also after a hasty answer", async () => {
      const story = await monthlyDoubt();
      const { disputes, escrow, oracle, reportAt, lastInTime, challenge, defend, arbiter, other, stranger } = story;
      await reportAt(await lastInTime(), 1n);
      await challenge(1n, "energyWh", stranger);
      await defend(1n);

      await challenge(1n, "gross", other);

      expect((await disputes.challengesOf(1n)).map(({ challenger, field }) => [challenger, field])).to.deep.equal([
        [stranger.address, encodeBytes32String("energyWh")],
        [other.address, encodeBytes32String("gross")],
      ]);
      await disputes.connect(arbiter).decide(1n, 1n, false);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
      const bond = await disputes.challengeBondOf(1n, 1n);
      expect([await escrow.creditOf(other), await escrow.creditOf(stranger)]).to.deep.equal([bond, bond]);
    });
  });

  describe("bonds of a report of much money", () => {
    for (const stands of [true, false]) {
      it(`${stands ? "forfeits" : "gives back"} what was staked, a hundredth of the gross twice`, async () => {
        const story = await monthlyDoubt();
        const { disputes, escrow, asset, reportAt, lastInTime, challenge, defend, arbiter, stranger } = story;
        const { gross } = await reportAt(await lastInTime(), 1n);
        const before = await asset.balanceOf(stranger);
        await challenge(1n, "gross", stranger);
        await challenge(1n, "energyWh", stranger);
        await defend(1n);
        const bond = ceilDiv(gross, 100n);
        const { leastBond } = await disputes.terms();
        expect(bond).to.be.greaterThan(2n * leastBond);
        expect(before - (await asset.balanceOf(stranger))).to.equal(2n * bond);

        await disputes.connect(arbiter).decide(1n, 1n, stands);

        const ended = [await disputes.forfeitedOf(1n), await escrow.creditOf(stranger)];
        expect(ended).to.deep.equal(stands ? [2n * bond, 0n] : [0n, 2n * bond]);
      });
    }
  });

  describe("60 a quorum that concedes to itself", () => {
    it("60 has its own bond back, and nothing of the operator's", async () => {
      const story = await monthlyDoubt();
      const { bond, escrow, oracle, disputes, asset, operator, reporters, reportAt, lastInTime, challenge, stranger } =
        story;
      await asset.mint(operator, DEPOSIT);
      await bond.connect(operator).post(1n, usdc("400_000"));
      let report = await reportAt(await lastInTime(), 1n);
      let staked = 0n;
      for (const field of ["gross", "energyWh", "otherOpex"]) {
        const before = await asset.balanceOf(stranger);
        await challenge(1n, field, stranger);
        staked += before - (await asset.balanceOf(stranger));
        report = { ...report, revision: report.revision + 1n, gross: report.gross - 1n };
        const { signers, signatures } = await signReport(oracle, report, reporters.slice(0, 3));
        await disputes.correct(report, signers, signatures);
      }

      expect(await bond.bondOf(1n)).to.equal(usdc("400_000"));
      expect(await escrow.creditOf(stranger)).to.equal(staked);
    });
  });
});

/** The deadline as stored, unix seconds. */
async function deadlineOf(shares: Awaited<ReturnType<typeof monthlyDoubt>>["shares"]): Promise<bigint> {
  const words = await shares.wordsOf(1n);
  return (((words[1] ?? 0n) >> 56n) & (2n ** 32n - 1n)) * TICK;
}
