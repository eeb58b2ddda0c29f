import { expect } from "chai";
import {
  acting,
  CHALLENGE_BOND,
  challenged,
  DISPUTE,
  EVIDENCE,
  GROSS,
  networkHelpers,
  now,
  OPERATOR_BOND,
  defended,
  WINDOW,
} from "../support/disputesFixture.ts";
import { STATUS } from "../support/statementFixture.ts";
import { DAY } from "../support/units.ts";

const { time } = networkHelpers;

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
    it("is pending for an ordinary window, and the challenger's bond is forfeited", async () => {
      const { disputes, oracle, escrow, bond, arbiter, challenger } = await defended();

      const decision = disputes.connect(arbiter).decide(1n, 1n, true);

      await expect(decision).to.emit(disputes, "DisputeEnded").withArgs(1n, 1n, 1n, DISPUTE.Upheld, 0n, 0n);
      const { status, finalAt } = await oracle.reportOf(1n, 1n);
      expect([status, finalAt]).to.deep.equal([STATUS.Pending, (await now()) + WINDOW]);
      expect(await disputes.forfeitedOf(1n)).to.equal(CHALLENGE_BOND);
      expect([await escrow.creditOf(challenger), await bond.bondOf(1n), await bond.holdsOn(1n)]).to.deep.equal([
        0n,
        OPERATOR_BOND,
        0n,
      ]);
    });

    it("costs the next challenger twice as much, and the one after four times", async () => {
      const { disputes, asset, arbiter, stranger, defend } = await defended();

      for (const price of [2n, 4n]) {
        await disputes.connect(arbiter).decide(1n, 1n, true);
        expect(await disputes.challengeBondOf(1n, 1n)).to.equal(price * CHALLENGE_BOND);
        const balance = await asset.balanceOf(stranger);
        await disputes.connect(stranger).challenge(1n, 1n, GROSS, EVIDENCE);
        expect(balance - (await asset.balanceOf(stranger))).to.equal(price * CHALLENGE_BOND);
        await defend();
      }

      const { upheld, bond } = await disputes.disputeOf(1n, 1n);
      expect([upheld, bond]).to.deep.equal([2n, 4n * CHALLENGE_BOND]);
      expect(await disputes.challengeBondOf(1n, 2n)).to.equal(CHALLENGE_BOND);
    });

    it("needs the reporters' word anew when it is challenged again (34)", async () => {
      const { disputes, quorum, arbiter, stranger, word } = await defended();
      const { set, signers, signatures } = await word();
      await disputes.connect(arbiter).decide(1n, 1n, true);
      await disputes.connect(stranger).challenge(1n, 1n, GROSS, EVIDENCE);

      await expect(disputes.defend(1n, 1n, set, signers, signatures)).to.be.revertedWithCustomError(
        quorum,
        "ReporterQuorum_BadSignature",
      );
    });

    it("becomes final when its window has passed", async () => {
      const { disputes, oracle, arbiter } = await defended();
      await disputes.connect(arbiter).decide(1n, 1n, true);
      await time.increase(WINDOW);

      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Final);
      expect((await oracle.finalReport(1n, 1n)).isFinal).to.equal(true);
    });
  });

  describe("when the report falls", () => {
    it("is void, and the challenger has its bond back and as much of the operator's", async () => {
      const { disputes, oracle, escrow, bond, arbiter, challenger } = await defended();

      const decision = disputes.connect(arbiter).decide(1n, 1n, false);

      await expect(decision)
        .to.emit(disputes, "DisputeEnded")
        .withArgs(1n, 1n, 1n, DISPUTE.Overturned, CHALLENGE_BOND, CHALLENGE_BOND);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
      expect(await escrow.creditOf(challenger)).to.equal(2n * CHALLENGE_BOND);
      expect([await bond.bondOf(1n), await bond.holdsOn(1n)]).to.deep.equal([OPERATOR_BOND - CHALLENGE_BOND, 0n]);
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

    it("locks nothing where the operator has no bond at all", async () => {
      const { disputes, escrow, bond, arbiter, challenger } = await defended();
      const slasher = await acting(await disputes.getAddress());
      await bond.connect(slasher).seize(1n, OPERATOR_BOND);

      await expect(disputes.connect(arbiter).decide(1n, 1n, false))
        .to.emit(disputes, "DisputeEnded")
        .withArgs(1n, 1n, 1n, DISPUTE.Overturned, CHALLENGE_BOND, 0n);
      expect(await escrow.creditOf(challenger)).to.equal(CHALLENGE_BOND);
    });
  });

  describe("given two disputes of one cluster", () => {
    it("each is decided by itself", async () => {
      const { disputes, oracle, bond, arbiter, stranger, report } = await defended();
      await report();
      await disputes.connect(stranger).challenge(1n, 2n, GROSS, EVIDENCE);
      expect([await bond.holdsOn(1n), (await oracle.finalityOf(1n)).challenged]).to.deep.equal([2n, 2n]);

      await disputes.connect(arbiter).decide(1n, 1n, true);

      expect((await disputes.disputeOf(1n, 2n)).status).to.equal(DISPUTE.Open);
      expect([await bond.holdsOn(1n), (await oracle.finalityOf(1n)).challenged]).to.deep.equal([1n, 1n]);
      await time.increase(DAY);
      expect([await oracle.statusOf(1n, 1n), await oracle.statusOf(1n, 2n)]).to.deep.equal([
        STATUS.Final,
        STATUS.Disputed,
      ]);
    });
  });
});
