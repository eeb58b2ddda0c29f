import { expect } from "chai";
import {
  ANSWER_WINDOW,
  CHALLENGE_BOND,
  challenged,
  DISPUTE,
  EVIDENCE,
  GROSS,
  LONG_WINDOW,
  networkHelpers,
  now,
  OPERATOR_BOND,
  pending,
  defended,
} from "../support/disputesFixture.ts";
import type { Report } from "../support/reports.ts";
import { STATUS } from "../support/statementFixture.ts";

const { time } = networkHelpers;

describe("ReportDisputes.correct", () => {
  /** The next revision of the disputed report: a tenth less was rented out. */
  async function withCorrection() {
    const fixture = await challenged();
    const { made, sign } = fixture;
    const said: Report = made;
    const corrected = { ...said, revision: 1n, gross: (made.gross * 9n) / 10n };
    return { ...fixture, corrected, ...(await sign(corrected)) };
  }

  describe("given no dispute", () => {
    it("reverts with where it stands", async () => {
      const { disputes, made, sign } = await pending();
      const { signers, signatures } = await sign(made);

      await expect(disputes.correct(made, signers, signatures))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
        .withArgs(1n, 1n, DISPUTE.None);
    });
  });

  describe("given the reporters defended their report", () => {
    it("reverts: the arbiter decides now", async () => {
      const { disputes, made, sign } = await defended();
      const corrected = { ...made, revision: 1n };
      const { signers, signatures } = await sign(corrected);

      await expect(disputes.correct(corrected, signers, signatures))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
        .withArgs(1n, 1n, DISPUTE.Defended);
    });
  });

  describe("when it is not the next revision", () => {
    it("reverts, and the dispute stays open", async () => {
      const { disputes, oracle, corrected, sign } = await withCorrection();
      const same = { ...corrected, revision: 0n };
      const { signers, signatures } = await sign(same);

      await expect(disputes.correct(same, signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongRevision")
        .withArgs(0n, 1n);
      expect((await disputes.disputeOf(1n, 1n)).status).to.equal(DISPUTE.Open);
    });
  });

  describe("when fewer than a quorum sign", () => {
    it("reverts with both (33)", async () => {
      const { disputes, quorum, corrected, sign, reporters } = await withCorrection();
      const { signers, signatures } = await sign(corrected, reporters.slice(0, 2));

      await expect(disputes.correct(corrected, signers, signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(2n, 3n);
    });
  });

  describe("when the deadline has passed", () => {
    it("is heard in its last second and refused in the next (37)", async () => {
      const { disputes, corrected, signers, signatures } = await withCorrection();
      const { answerBy } = await disputes.disputeOf(1n, 1n);
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(answerBy);
      await expect(disputes.correct(corrected, signers, signatures))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_TooLate")
        .withArgs(answerBy, answerBy);
      await snapshot.restore();
      await time.setNextBlockTimestamp(answerBy - 1n);
      await disputes.correct(corrected, signers, signatures);

      expect((await disputes.disputeOf(1n, 1n)).status).to.equal(DISPUTE.Conceded);
    });
  });

  describe("when a quorum corrects it", () => {
    it("replaces the report, and it takes the long window", async () => {
      const { disputes, oracle, corrected, signers, signatures } = await withCorrection();

      await disputes.correct(corrected, signers, signatures);

      const { status, revision, gross, finalAt } = await oracle.reportOf(1n, 1n);
      expect([status, revision, gross, finalAt]).to.deep.equal([
        STATUS.Pending,
        1n,
        corrected.gross,
        (await now()) + LONG_WINDOW,
      ]);
    });

    it("pays the challenger its bond back, and nothing of the operator's", async () => {
      const { disputes, escrow, bond, challenger, corrected, signers, signatures } = await withCorrection();

      await expect(disputes.correct(corrected, signers, signatures))
        .to.emit(disputes, "DisputeEnded")
        .withArgs(1n, 1n, 1n, DISPUTE.Conceded, CHALLENGE_BOND);

      expect(await escrow.creditOf(challenger)).to.equal(CHALLENGE_BOND);
      expect([await bond.bondOf(1n), await disputes.deadlineOf(1n, 1n)]).to.deep.equal([OPERATOR_BOND, 0n]);
    });

    it("can be challenged again, at the same price", async () => {
      const { disputes, challenger, corrected, signers, signatures } = await withCorrection();
      await disputes.correct(corrected, signers, signatures);

      await disputes.connect(challenger).challenge(1n, 1n, 1n, GROSS, EVIDENCE);

      const { id, revision, bond, answerBy } = await disputes.disputeOf(1n, 1n);
      expect([id, revision, bond, answerBy]).to.deep.equal([2n, 1n, CHALLENGE_BOND, (await now()) + ANSWER_WINDOW]);
    });
  });
});
