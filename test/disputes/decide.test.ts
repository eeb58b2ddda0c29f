import { expect } from "chai";
import {
  CHALLENGE_BOND,
  challenged,
  DISPUTE,
  ethers,
  EVIDENCE,
  GROSS,
  networkHelpers,
  now,
  OPERATOR_BOND,
  defended,
} from "../support/disputesFixture.ts";
import { STATUS } from "../support/statementFixture.ts";
import { DAY } from "../support/units.ts";

const { time } = networkHelpers;
const ENERGY = ethers.encodeBytes32String("energyWh");

describe("ReportDisputes.decide", () => {
  for (const who of ["governor", "curator", "guardian", "operator", "challenger", "stranger"] as const) {
    it(`is refused to the ${who} (42)`, async () => {
      const fixture = await defended();
      const { disputes } = fixture;

      await expect(disputes.connect(fixture[who]).decide(1n, 1n, true))
        .to.be.revertedWithCustomError(disputes, "AccessManagedUnauthorized")
        .withArgs(fixture[who]);
    });
  }

  describe("given the reporters have not answered", () => {
    it("reverts with where it stands", async () => {
      const { disputes, arbiter } = await challenged();

      await expect(disputes.connect(arbiter).decide(1n, 1n, true))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
        .withArgs(1n, 1n, DISPUTE.Open);
    });
  });

  describe("when it is decided already", () => {
    it("reverts (37)", async () => {
      const { disputes, arbiter } = await defended();
      await disputes.connect(arbiter).decide(1n, 1n, true);

      await expect(disputes.connect(arbiter).decide(1n, 1n, false))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
        .withArgs(1n, 1n, DISPUTE.Upheld);
    });
  });

  describe("when the deadline has passed", () => {
    it("is heard in its last second and refused in the next (37)", async () => {
      const { disputes, arbiter } = await defended();
      const { arbiterBy } = await disputes.disputeOf(1n, 1n);
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(arbiterBy);
      await expect(disputes.connect(arbiter).decide(1n, 1n, true))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_TooLate")
        .withArgs(arbiterBy, arbiterBy);
      await snapshot.restore();
      await time.setNextBlockTimestamp(arbiterBy - 1n);
      await disputes.connect(arbiter).decide(1n, 1n, true);

      expect((await disputes.disputeOf(1n, 1n)).status).to.equal(DISPUTE.Upheld);
    });
  });

  describe("when the guardian has voided the report meanwhile", () => {
    for (const stands of [true, false]) {
      it(`reverts, also if the report ${stands ? "stood" : "fell"}: it is closed instead`, async () => {
        const { disputes, oracle, guardian, arbiter } = await defended();
        await oracle.connect(guardian).veto(1n, 1n);

        await expect(disputes.connect(arbiter).decide(1n, 1n, stands))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotDisputed")
          .withArgs(1n, 1n, STATUS.Void);
      });
    }
  });

  describe("when the report stands", () => {
    it("is final in that second, and the challengers' bonds are forfeited", async () => {
      const { disputes, oracle, escrow, bond, arbiter, challenger, stranger, made } = await defended();
      await disputes.connect(stranger).challenge(1n, 1n, 0n, ENERGY, EVIDENCE);
      await time.increaseTo(made.finalAt + DAY);

      const decision = disputes.connect(arbiter).decide(1n, 1n, true);

      await expect(decision).to.emit(disputes, "DisputeEnded").withArgs(1n, 1n, 1n, DISPUTE.Upheld, 0n);
      const { status, finalAt } = await oracle.reportOf(1n, 1n);
      expect([status, finalAt]).to.deep.equal([STATUS.Final, await now()]);
      expect(await oracle.progressOf(1n)).to.deep.equal([1n, 1n]);
      expect(await disputes.forfeitedOf(1n)).to.equal(2n * CHALLENGE_BOND);
      expect([await escrow.creditOf(challenger), await escrow.creditOf(stranger)]).to.deep.equal([0n, 0n]);
      expect(await bond.bondOf(1n)).to.equal(OPERATOR_BOND);
    });

    it("is not final before its own window ends, while the guardian may veto it", async () => {
      const { disputes, oracle, arbiter, guardian, made } = await defended();

      await disputes.connect(arbiter).decide(1n, 1n, true);

      const { status, finalAt } = await oracle.reportOf(1n, 1n);
      expect([status, finalAt]).to.deep.equal([STATUS.Pending, made.finalAt]);
      await oracle.connect(guardian).veto(1n, 1n);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
    });
  });

  describe("when the report falls", () => {
    it("is void, and every challenger has its bond back, whose field it was", async () => {
      const { disputes, oracle, escrow, bond, arbiter, challenger, stranger } = await defended();
      await disputes.connect(stranger).challenge(1n, 1n, 0n, ENERGY, EVIDENCE);

      const decision = disputes.connect(arbiter).decide(1n, 1n, false);

      await expect(decision)
        .to.emit(disputes, "DisputeEnded")
        .withArgs(1n, 1n, 1n, DISPUTE.Overturned, 2n * CHALLENGE_BOND);
      expect((await disputes.disputeOf(1n, 1n)).decidedAt).to.equal(await now());
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
      expect([await escrow.creditOf(challenger), await escrow.creditOf(stranger)]).to.deep.equal([
        CHALLENGE_BOND,
        CHALLENGE_BOND,
      ]);
      expect(await bond.bondOf(1n)).to.equal(OPERATOR_BOND);
      expect(await disputes.forfeitedOf(1n)).to.equal(0n);
    });

    it("leaves room for the next revision, challenged at the first price", async () => {
      const { disputes, oracle, arbiter, report } = await defended();
      await disputes.connect(arbiter).decide(1n, 1n, false);

      await report();

      const { status, revision } = await oracle.reportOf(1n, 1n);
      expect([status, revision]).to.deep.equal([STATUS.Pending, 1n]);
      expect(await disputes.challengeBondOf(1n, 1n)).to.equal(CHALLENGE_BOND);
    });
  });

  describe("given two disputes of one cluster", () => {
    it("each is decided by itself", async () => {
      const { disputes, oracle, arbiter, stranger, report } = await defended();
      await report();
      await disputes.connect(stranger).challenge(1n, 2n, 0n, GROSS, EVIDENCE);
      expect((await oracle.finalityOf(1n)).challenged).to.equal(2n);

      await disputes.connect(arbiter).decide(1n, 1n, true);

      expect((await disputes.disputeOf(1n, 2n)).status).to.equal(DISPUTE.Open);
      expect((await oracle.finalityOf(1n)).challenged).to.equal(1n);
      expect([await oracle.statusOf(1n, 1n), await oracle.statusOf(1n, 2n)]).to.deep.equal([
        STATUS.Final,
        STATUS.Disputed,
      ]);
    });
  });
});
