import { expect } from "chai";
import {
  CHALLENGE_BOND,
  challenged,
  DISPUTE,
  EVIDENCE,
  GROSS,
  OPERATOR_BOND,
  pending,
  defended,
  writeOver,
} from "../support/disputesFixture.ts";
import { STATUS } from "../support/statementFixture.ts";

describe("ReportDisputes.close", () => {
  describe("given no dispute", () => {
    it("reverts with where it stands", async () => {
      const { disputes } = await pending();

      await expect(disputes.close(1n, 1n))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
        .withArgs(1n, 1n, DISPUTE.None);
    });
  });

  describe("given the report is still in dispute", () => {
    it("reverts", async () => {
      const { disputes } = await challenged();

      await expect(disputes.close(1n, 1n))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_StillDisputed")
        .withArgs(1n, 1n);
    });
  });

  for (const [given, fixture] of [
    ["before the reporters answered", challenged],
    ["before the arbiter decided", defended],
  ] as const) {
    describe(`given the guardian voided the report ${given}`, () => {
      async function vetoed() {
        const disputing = await fixture();
        await disputing.oracle.connect(disputing.guardian).veto(1n, 1n);
        return disputing;
      }

      it("gives the bond back", async () => {
        const { disputes, oracle, escrow, bond, challenger, stranger } = await vetoed();

        await expect(disputes.connect(stranger).close(1n, 1n))
          .to.emit(disputes, "DisputeEnded")
          .withArgs(1n, 1n, 1n, DISPUTE.Closed, CHALLENGE_BOND);

        expect(await escrow.creditOf(challenger)).to.equal(CHALLENGE_BOND);
        expect(await bond.bondOf(1n)).to.equal(OPERATOR_BOND);
        expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
      });

      it("does so once", async () => {
        const { disputes } = await vetoed();
        await disputes.close(1n, 1n);

        await expect(disputes.close(1n, 1n))
          .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
          .withArgs(1n, 1n, DISPUTE.Closed);
      });

      it("also when the oracle has written over the period by then", async () => {
        const disputing = await vetoed();
        const { disputes, oracle, escrow, challenger, report } = disputing;
        await report();
        await writeOver(disputing);
        await expect(oracle.reportOf(1n, 1n)).to.be.revertedWithCustomError(oracle, "RevenueOracle_Overwritten");

        await disputes.close(1n, 1n);

        expect(await escrow.creditOf(challenger)).to.equal(CHALLENGE_BOND);
      });

      it("also when the next revision is there already, which is not in dispute itself", async () => {
        const { disputes, oracle, report } = await vetoed();
        await report();

        await disputes.close(1n, 1n);

        expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Pending);
      });

      it("is done in passing when the next revision is challenged", async () => {
        const { disputes, escrow, challenger, stranger, report } = await vetoed();
        await report();

        await expect(disputes.connect(stranger).challenge(1n, 1n, 1n, GROSS, EVIDENCE))
          .to.emit(disputes, "DisputeEnded")
          .withArgs(1n, 1n, 1n, DISPUTE.Closed, CHALLENGE_BOND);

        expect(await escrow.creditOf(challenger)).to.equal(CHALLENGE_BOND);
        const { id, revision, status } = await disputes.disputeOf(1n, 1n);
        expect([id, revision, status]).to.deep.equal([2n, 1n, DISPUTE.Open]);
        const first = await disputes.disputeNumbered(1n);
        expect([first.id, first.revision, first.status]).to.deep.equal([1n, 0n, DISPUTE.Closed]);
      });
    });
  }
});
