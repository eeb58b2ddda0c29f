import { expect } from "chai";
import {
  ARBITER_WINDOW,
  challenged,
  DISPUTE,
  ethers,
  networkHelpers,
  now,
  pending,
  defended,
} from "../support/disputesFixture.ts";
import { alone } from "../support/reports.ts";
import { STATUS } from "../support/statementFixture.ts";
import { DAY } from "../support/units.ts";

const { time } = networkHelpers;

describe("ReportDisputes.defend", () => {
  describe("given no dispute", () => {
    it("reverts with where it stands", async () => {
      const { disputes, word } = await pending();
      const { set, signers, signatures } = await word();

      await expect(disputes.defend(1n, 1n, set, signers, signatures))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
        .withArgs(1n, 1n, DISPUTE.None);
    });
  });

  describe("when they have defended it already", () => {
    it("reverts (37)", async () => {
      const { disputes, word } = await defended();
      const { set, signers, signatures } = await word();

      await expect(disputes.defend(1n, 1n, set, signers, signatures))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
        .withArgs(1n, 1n, DISPUTE.Defended);
    });
  });

  describe("when the deadline has passed", () => {
    it("is heard in its last second and refused in the next (37)", async () => {
      const { disputes, word } = await challenged();
      const { set, signers, signatures } = await word();
      const { answerBy } = await disputes.disputeOf(1n, 1n);
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(answerBy);
      await expect(disputes.defend(1n, 1n, set, signers, signatures))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_TooLate")
        .withArgs(answerBy, answerBy);
      await snapshot.restore();
      await time.setNextBlockTimestamp(answerBy - 1n);
      await disputes.defend(1n, 1n, set, signers, signatures);

      expect((await disputes.disputeOf(1n, 1n)).status).to.equal(DISPUTE.Defended);
    });
  });

  describe("when the guardian has voided the report meanwhile", () => {
    it("reverts: there is nothing left to defend", async () => {
      const { disputes, oracle, guardian, word } = await challenged();
      const { set, signers, signatures } = await word();
      await oracle.connect(guardian).veto(1n, 1n);

      await expect(disputes.defend(1n, 1n, set, signers, signatures))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_NotDisputed")
        .withArgs(1n, 1n, STATUS.Void, 0n);
    });
  });

  describe("when fewer than a quorum sign", () => {
    it("reverts with both (33)", async () => {
      const { disputes, quorum, reporters, word } = await challenged();
      const { set, signers, signatures } = await word(reporters.slice(1, 3));

      await expect(disputes.defend(1n, 1n, set, signers, signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(2n, 3n);
    });
  });

  describe("when a stranger signs among them", () => {
    it("reverts with the stranger (33)", async () => {
      const { disputes, quorum, reporters, stranger, word } = await challenged();
      const { set, signers, signatures } = await word([...reporters.slice(0, 2), stranger]);

      await expect(disputes.defend(1n, 1n, set, signers, signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NotReporter")
        .withArgs(stranger);
    });
  });

  for (const [what, changes] of [
    ["another cluster", { cluster: 2n }],
    ["another period", { period: 2n }],
    ["another revision", { revision: 1n }],
    ["another content", { contentHash: ethers.ZeroHash }],
    ["an earlier dispute of the same report", { dispute: 0n }],
  ] as const) {
    describe(`when the word is for ${what}`, () => {
      it("reverts with whose signature does not fit (34)", async () => {
        const { disputes, quorum, word } = await challenged();
        const { set, signers, signatures } = await word(undefined, changes);
        const digest = await disputes.defenceDigest(1n, 1n, set);

        await expect(disputes.defend(1n, 1n, set, signers, signatures))
          .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
          .withArgs(signers[0], digest);
      });
    });
  }

  describe("when the reporters have changed since", () => {
    it("hears the present ones only (38)", async () => {
      const { contradictions, disputes, quorum, reporters, made, sign, word } = await challenged();
      const before = await word();
      // A reporter that signed twice is ejected at once: the set is another one.
      const lie = { ...made, gross: made.gross - 1n };
      const [first] = reporters;
      if (!first) throw new Error("no reporter");
      const one = await sign(made, [first]);
      const other = await sign(lie, [first]);
      await contradictions.eject(first, alone(made, one.signatures[0] ?? ""), alone(lie, other.signatures[0] ?? ""));

      await expect(disputes.defend(1n, 1n, before.set, before.signers, before.signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_WrongVersion")
        .withArgs(1n, 2n);
      const { set, signers, signatures } = await word(reporters.slice(1));
      await disputes.defend(1n, 1n, set, signers, signatures);

      expect([set, (await disputes.disputeOf(1n, 1n)).status]).to.deep.equal([2n, DISPUTE.Defended]);
    });
  });

  describe("when a quorum defends it", () => {
    it("is the arbiter's until its own deadline", async () => {
      const { disputes, oracle, word, stranger } = await challenged();
      const { set, signers, signatures } = await word();
      const at = (await now()) + DAY;
      await time.setNextBlockTimestamp(at);

      await expect(disputes.connect(stranger).defend(1n, 1n, set, signers, signatures))
        .to.emit(disputes, "Defended")
        .withArgs(1n, 1n, 1n, 0b0111n, at + ARBITER_WINDOW);

      const { status, arbiterBy } = await disputes.disputeOf(1n, 1n);
      expect([status, arbiterBy]).to.deep.equal([DISPUTE.Defended, at + ARBITER_WINDOW]);
      expect(await disputes.deadlineOf(1n, 1n)).to.equal(at + ARBITER_WINDOW);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Disputed);
    });
  });
});
