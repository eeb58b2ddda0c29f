import { expect } from "chai";
import { challengeStory, CHALLENGE_BOND, OPERATOR_BOND } from "../support/challengeStory.ts";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { at, COST, LIFE, LONG_WINDOW, PERIOD, REPORT_DEADLINE, SALVAGE } from "../support/protocol.ts";
import { STATUS } from "../support/statementFixture.ts";
import { ceilDiv, DAY, HOUR } from "../support/units.ts";

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
          2n * CHALLENGE_BOND,
          OPERATOR_BOND - CHALLENGE_BOND,
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

  describe("when the dispute outlasts the deadline for a final report", () => {
    it("makes the facility delinquent from the next tick on, and leavers are paid less for it", async () => {
      const { disputes, vault, inServiceAt, reportedAt, defendAt, lens } = await challengeStory();
      await defendAt(reportedAt + 2n * HOUR);
      const deadline = tickUp(inServiceAt + PERIOD + REPORT_DEADLINE + LONG_WINDOW);
      const decidedAt = reportedAt + 2n * HOUR + 5n * DAY;
      expect(decidedAt).to.be.greaterThan(deadline);

      await at(decidedAt, () => disputes.timeout(1n, 1n));

      const { delinquentSince, value, exitValue } = await lens.facility(1n);
      expect(delinquentSince).to.equal(deadline);
      const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline);
      expect(value).to.equal(curve.valueAt(decidedAt) / ONE_X32);
      expect(exitValue).to.equal(curve.exitAt(decidedAt) / ONE_X32);
      expect((await vault.state()).unrealisedLoss).to.equal(ceilDiv(curve.lossAt(decidedAt), ONE_X32));
    });

    it("stays late until the periods after it are reported, too", async () => {
      const { disputes, oracle, inServiceAt, reportedAt, defendAt, correction, shares, lens } = await challengeStory();
      await defendAt(reportedAt + 2n * HOUR);
      const deadline = tickUp(inServiceAt + PERIOD + REPORT_DEADLINE + LONG_WINDOW);
      const decidedAt = reportedAt + 2n * HOUR + 5n * DAY;
      await at(decidedAt, () => disputes.timeout(1n, 1n));
      const { corrected, signers, signatures } = await correction({});
      await at(decidedAt + HOUR, () => oracle.submit(corrected, signers, signatures));
      const { finalAt } = await oracle.reportOf(1n, 1n);
      await at(finalAt, () => shares.settle(1n));

      const { settledPeriods, delinquentSince } = await lens.facility(1n);
      expect([settledPeriods, delinquentSince]).to.deep.equal([1n, deadline]);
    });
  });

  describe("when the guardian voids the report instead", () => {
    it("has its bond back, and no award", async () => {
      const { disputes, oracle, escrow, bond, guardian, challenger } = await challengeStory();

      await oracle.connect(guardian).veto(1n, 1n);
      await disputes.close(1n, 1n);

      expect([await escrow.creditOf(challenger), await bond.bondOf(1n)]).to.deep.equal([CHALLENGE_BOND, OPERATOR_BOND]);
    });
  });
});
