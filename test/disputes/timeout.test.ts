import { expect } from "chai";
import {
  ANSWER_WINDOW,
  ARBITER_WINDOW,
  CHALLENGE_BOND,
  challenged,
  DISPUTE,
  disputesAround,
  ethers,
  EVIDENCE,
  GROSS,
  networkHelpers,
  now,
  OPERATOR_BOND,
  pending,
  defended,
} from "../support/disputesFixture.ts";
import { STATUS } from "../support/statementFixture.ts";
import { HOUR } from "../support/units.ts";

const { time } = networkHelpers;

describe("ReportDisputes.timeout", () => {
  describe("given no dispute", () => {
    it("reverts with where it stands", async () => {
      const { disputes } = await pending();

      await expect(disputes.timeout(1n, 1n))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
        .withArgs(1n, 1n, DISPUTE.None);
    });
  });

  for (const [given, fixture, field] of [
    ["the reporters have not answered", challenged, "answerBy"],
    ["the arbiter has not decided", defended, "arbiterBy"],
  ] as const) {
    describe(`given ${given}`, () => {
      it("waits for the very second (37)", async () => {
        const { disputes } = await fixture();
        const { [field]: deadline } = await disputes.disputeOf(1n, 1n);
        await time.setNextBlockTimestamp(deadline - 1n);

        await expect(disputes.timeout(1n, 1n))
          .to.be.revertedWithCustomError(disputes, "ReportDisputes_TooEarly")
          .withArgs(deadline, deadline - 1n);
      });

      it("decides for the challenger from then on, whoever calls", async () => {
        const { disputes, oracle, escrow, bond, challenger, stranger } = await fixture();
        const { [field]: deadline } = await disputes.disputeOf(1n, 1n);
        await time.setNextBlockTimestamp(deadline);

        await expect(disputes.connect(stranger).timeout(1n, 1n))
          .to.emit(disputes, "DisputeEnded")
          .withArgs(1n, 1n, 1n, DISPUTE.Overturned, CHALLENGE_BOND);

        expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
        expect(await escrow.creditOf(challenger)).to.equal(CHALLENGE_BOND);
        expect(await bond.bondOf(1n)).to.equal(OPERATOR_BOND);
      });

      it("does so once (37)", async () => {
        const { disputes } = await fixture();
        await time.increase(ANSWER_WINDOW + ARBITER_WINDOW);
        await disputes.timeout(1n, 1n);

        await expect(disputes.timeout(1n, 1n))
          .to.be.revertedWithCustomError(disputes, "ReportDisputes_WrongStatus")
          .withArgs(1n, 1n, DISPUTE.Overturned);
      });
    });
  }

  describe("given an arbiter that can't act at all", () => {
    it("locks nothing (39)", async () => {
      const { disputes, oracle, manager, governor, arbiter } = await defended();
      const data = manager.interface.encodeFunctionData("revokeRole", [4n, arbiter.address]);
      await manager.connect(governor).schedule(manager, data, 0);
      await time.increase(ARBITER_WINDOW * 2n);
      await manager.connect(governor).execute(manager, data);
      await expect(disputes.connect(arbiter).decide(1n, 1n, true))
        .to.be.revertedWithCustomError(disputes, "AccessManagedUnauthorized")
        .withArgs(arbiter);

      await disputes.timeout(1n, 1n);

      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
    });
  });

  describe("given the guardian has voided the report", () => {
    it("reverts: it is closed instead", async () => {
      const { disputes, oracle, guardian } = await challenged();
      await oracle.connect(guardian).veto(1n, 1n);
      await time.increase(ANSWER_WINDOW);

      await expect(disputes.timeout(1n, 1n))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotDisputed")
        .withArgs(1n, 1n, STATUS.Void);
    });
  });

  describe("given a rollup whose sequencer stops", () => {
    async function onRollup() {
      const feed = await ethers.deployContract("MockUptimeFeed");
      const fixture = await disputesAround(undefined, await feed.getAddress());
      await fixture.disputes.connect(fixture.challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE);
      return { ...fixture, feed };
    }

    it("lets no deadline pass while it is down", async () => {
      const { disputes, feed } = await onRollup();
      await feed.set(1n, await now());
      await time.increase(10n * ANSWER_WINDOW);
      const at = (await now()) + HOUR;
      await time.setNextBlockTimestamp(at);

      await expect(disputes.timeout(1n, 1n))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_TooEarly")
        .withArgs(ethers.MaxUint256, at);
    });

    it("gives the reporters their whole time once it is back, to the second", async () => {
      const { disputes, feed, defend } = await onRollup();
      await time.increase(10n * ANSWER_WINDOW);
      const back = await now();
      await feed.set(0n, back);
      const deadline = back + ANSWER_WINDOW;
      expect(await disputes.deadlineOf(1n, 1n)).to.equal(deadline);
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(deadline - 1n);
      await expect(disputes.timeout(1n, 1n))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_TooEarly")
        .withArgs(deadline, deadline - 1n);
      await time.setNextBlockTimestamp(deadline);
      await disputes.timeout(1n, 1n);
      await snapshot.restore();
      await time.setNextBlockTimestamp(deadline - 1n);
      await defend();

      expect((await disputes.disputeOf(1n, 1n)).status).to.equal(DISPUTE.Defended);
    });

    it("gives the arbiter its whole time, too", async () => {
      const { disputes, feed, defend, arbiter } = await onRollup();
      await defend();
      await time.increase(10n * ARBITER_WINDOW);
      const back = await now();
      await feed.set(0n, back);
      await time.setNextBlockTimestamp(back + ARBITER_WINDOW - 1n);

      await disputes.connect(arbiter).decide(1n, 1n, true);

      expect((await disputes.disputeOf(1n, 1n)).status).to.equal(DISPUTE.Upheld);
    });
  });
});
