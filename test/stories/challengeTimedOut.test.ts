import { expect } from "chai";
import { encodeBytes32String, id } from "ethers";
import { challengeStory, CHALLENGE_BOND, OPERATOR_BOND } from "../support/challengeStory.ts";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { at, COST, LIFE, LONG_WINDOW, networkHelpers, PERIOD, REPORT_DEADLINE, SALVAGE } from "../support/protocol.ts";
import { STATUS } from "../support/statementFixture.ts";
import { ceilDiv, DAY, HOUR } from "../support/units.ts";

const { time } = networkHelpers;

describe("Story: a challenge that nobody answers in time", () => {
  for (const [silent, answered, window] of [
    ["the reporters", false, 2n * DAY],
    ["the arbiter", true, 5n * DAY],
  ] as const) {
    describe(`when ${silent} let the deadline pass`, () => {
      async function lapsed() {
        const story = await challengeStory();
        const { reportedAt, defendAt } = story;
        if (!answered) return { ...story, deadline: reportedAt + HOUR + window };
        await defendAt(reportedAt + 2n * HOUR);
        return { ...story, deadline: reportedAt + 2n * HOUR + window };
      }

      it("is decided for the challenger in that very second, by whoever calls", async () => {
        const { disputes, oracle, escrow, bond, other, challenger, deadline } = await lapsed();
        await expect(at(deadline - 1n, () => disputes.connect(other).timeout(1n, 1n)))
          .to.be.revertedWithCustomError(disputes, "ReportDisputes_TooEarly")
          .withArgs(deadline, deadline - 1n);

        await at(deadline, () => disputes.connect(other).timeout(1n, 1n));

        expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
        expect([await escrow.creditOf(challenger), await bond.bondOf(1n)]).to.deep.equal([
          CHALLENGE_BOND,
          OPERATOR_BOND,
        ]);
      });

      it("settles the next revision, once that is final", async () => {
        const { disputes, oracle, report, deadline, correction, shares, lens } = await lapsed();
        await at(deadline, () => disputes.timeout(1n, 1n));
        const { corrected, signers, signatures } = await correction({});
        await at(deadline + HOUR, () => oracle.submit(corrected, signers, signatures));
        const { finalAt } = await oracle.reportOf(1n, 1n);
        await at(finalAt - 1n, () => shares.settle(1n));
        expect((await lens.facility(1n)).settledPeriods).to.equal(0n);

        await at(finalAt, () => shares.settle(1n));

        const { settledPeriods, reported, distributed } = await lens.facility(1n);
        expect([settledPeriods, reported, distributed]).to.deep.equal([1n, report.gross, report.gross]);
      });
    });
  }

  describe("when nobody reports again", () => {
    it("makes the facility delinquent nine days later, and leavers are paid less for it", async () => {
      const { disputes, vault, inServiceAt, reportedAt, defendAt, lens } = await challengeStory();
      await defendAt(reportedAt + 2n * HOUR);
      const decidedAt = reportedAt + 2n * HOUR + 5n * DAY;
      await at(decidedAt, () => disputes.timeout(1n, 1n));
      expect((await lens.facility(1n)).delinquentSince).to.equal(0n);
      const deadline = tickUp(inServiceAt + PERIOD + REPORT_DEADLINE + LONG_WINDOW + 9n * DAY);
      const then = deadline + 10n * DAY;

      await time.increaseTo(then);

      const { delinquentSince, value, exitValue } = await lens.facility(1n);
      expect(delinquentSince).to.equal(deadline);
      const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline);
      expect(value).to.equal(curve.valueAt(then) / ONE_X32);
      expect(exitValue).to.equal(curve.exitAt(then) / ONE_X32);
      expect((await vault.state()).unrealisedLoss).to.equal(ceilDiv(curve.lossAt(then), ONE_X32));
    });

    it("nothing moves again by another dispute of the period", async () => {
      const { disputes, oracle, other, asset, escrow, inServiceAt, reportedAt, defendAt, correction, lens } =
        await challengeStory();
      await defendAt(reportedAt + 2n * HOUR);
      const decidedAt = reportedAt + 2n * HOUR + 5n * DAY;
      await at(decidedAt, () => disputes.timeout(1n, 1n));
      const { corrected, signers, signatures } = await correction({});
      await at(decidedAt + HOUR, () => oracle.submit(corrected, signers, signatures));
      await asset.connect(other).approve(escrow, CHALLENGE_BOND);
      await disputes.connect(other).challenge(1n, 1n, 1n, encodeBytes32String("gross"), id("an invoice"));
      const deadline = tickUp(inServiceAt + PERIOD + REPORT_DEADLINE + LONG_WINDOW + 9n * DAY);

      await time.increaseTo(deadline);

      expect((await lens.facility(1n)).delinquentSince).to.equal(deadline);
    });
  });

  describe("when the guardian voids the report instead", () => {
    it("has its bond back", async () => {
      const { disputes, oracle, escrow, bond, guardian, challenger } = await challengeStory();

      await oracle.connect(guardian).veto(1n, 1n);
      await disputes.close(1n, 1n);

      expect([await escrow.creditOf(challenger), await bond.bondOf(1n)]).to.deep.equal([CHALLENGE_BOND, OPERATOR_BOND]);
    });
  });
});
