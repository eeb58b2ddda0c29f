import { expect } from "chai";
import { CHALLENGE_BOND, DISPUTE, LONG_WINDOW, networkHelpers, writeOver } from "../support/disputesFixture.ts";
import { STATUS } from "../support/statementFixture.ts";
import { AWARD, LEAST_STAKE, overturned, STAKE, staked, young } from "../support/stakesFixture.ts";
import { HOUR, usdc } from "../support/units.ts";

const { time } = networkHelpers;

const THIRD = CHALLENGE_BOND / 3n;

describe("ReporterStakes.claimAward", () => {
  describe("when the dispute did not end for its challengers", () => {
    it("reverts where there is none", async () => {
      const { stakes, claim } = await staked();

      await expect(claim()).to.be.revertedWithCustomError(stakes, "ReporterStakes_NoAward").withArgs(1n, DISPUTE.None);
    });

    it("reverts while it lasts, where the report was upheld, and where the guardian voided it", async () => {
      const { stakes, disputes, oracle, arbiter, guardian, challenge, defend, claim } = await staked();
      const refused = (outcome: bigint) =>
        expect(claim()).to.be.revertedWithCustomError(stakes, "ReporterStakes_NoAward").withArgs(1n, outcome);
      await challenge("gross");
      await refused(DISPUTE.Open);
      await defend();
      await refused(DISPUTE.Defended);
      const snapshot = await networkHelpers.takeSnapshot();
      await disputes.connect(arbiter).decide(1n, 1n, true);
      await refused(DISPUTE.Upheld);
      await snapshot.restore();
      await oracle.connect(guardian).veto(1n, 1n);
      await disputes.close(1n, 1n);

      await refused(DISPUTE.Closed);
    });
  });

  it("reverts for disputes that may not put a report in dispute", async () => {
    const { stakes, stranger, made } = await overturned();

    await expect(stakes.claimAward(stranger, 1n, made, made))
      .to.be.revertedWithCustomError(stakes, "ReporterStakes_NotDisputes")
      .withArgs(stranger);
  });

  it("reverts for another report than was disputed", async () => {
    const { stakes, disputes, made } = await overturned();
    const { contentHash } = await disputes.disputeNumbered(1n);
    const other = { ...made, gross: made.gross + 1n };

    await expect(stakes.claimAward(disputes, 1n, other, made))
      .to.be.revertedWithCustomError(stakes, "ReporterStakes_OtherReport")
      .withArgs((error: string) => error !== contentHash, contentHash);
  });

  it("reverts once the guardian has stopped it", async () => {
    const { stakes, disputes, guardian, claim } = await overturned();
    await stakes.connect(guardian).stopAward(disputes, 1n);
    await time.increase(LONG_WINDOW);

    await expect(claim()).to.be.revertedWithCustomError(stakes, "ReporterStakes_Ended").withArgs(1n, AWARD.Stopped);
  });

  it("reverts once the oracle has written over the period", async () => {
    const fixture = await overturned();
    const { oracle, claim, submitCorrection } = fixture;
    await submitCorrection();
    await time.increase(LONG_WINDOW);
    await writeOver(fixture);

    await expect(claim()).to.be.revertedWithCustomError(oracle, "RevenueOracle_Overwritten");
  });

  describe("when every challenge came in the report's first hour", () => {
    it("reverts in its last second, and pays in the next", async () => {
      const { stakes, submittedAt, challenge, decideAgainst, claim } = await young();
      const challengeAt = async (second: bigint) => {
        await time.setNextBlockTimestamp(second);
        await challenge("gross");
        await decideAgainst();
        await time.increase(LONG_WINDOW);
      };
      const snapshot = await networkHelpers.takeSnapshot();
      await challengeAt(submittedAt + HOUR - 1n);
      await expect(claim()).to.be.revertedWithCustomError(stakes, "ReporterStakes_NobodyEarned").withArgs(1n);
      await snapshot.restore();
      await challengeAt(submittedAt + HOUR);

      await expect(claim()).to.emit(stakes, "AwardPaid").withArgs(1n, 1n, 1n, CHALLENGE_BOND);
    });
  });

  describe("given the arbiter has found that the report is false", () => {
    it("waits for one long window, to the second, and then takes the whole bond in equal parts", async () => {
      const { stakes, disputes, escrow, stakeEscrow, quorum, challenger, reporters, stakesOf, claim } =
        await overturned();
      const due = (await disputes.disputeNumbered(1n)).decidedAt + LONG_WINDOW;
      const snapshot = await networkHelpers.takeSnapshot();
      await time.setNextBlockTimestamp(due - 1n);
      await expect(claim())
        .to.be.revertedWithCustomError(stakes, "ReporterStakes_NotYet")
        .withArgs(due, due - 1n);
      await snapshot.restore();
      await time.setNextBlockTimestamp(due);

      const paid = claim();

      await expect(paid).to.emit(stakes, "AwardPaid").withArgs(1n, 1n, 1n, CHALLENGE_BOND);
      const parts = [THIRD, THIRD, THIRD + 1n];
      for (const [i, part] of parts.entries()) {
        await expect(paid)
          .to.emit(stakes, "StakeTaken")
          .withArgs(reporters[i], 1n, part, STAKE - part);
      }
      expect(await stakesOf(reporters)).to.deep.equal([...parts.map((part) => STAKE - part), STAKE]);
      // Its bond, and as much out of the stakes.
      const credits = [await escrow.creditOf(challenger), await stakeEscrow.creditOf(challenger)];
      expect(credits).to.deep.equal([CHALLENGE_BOND, CHALLENGE_BOND]);
      expect([await stakes.awardOf(disputes, 1n), await stakes.awardedFor(1n, 1n)]).to.deep.equal([AWARD.Paid, 1n]);
      expect(await quorum.activeSeats()).to.equal(0b1111n);
    });

    it("pays once", async () => {
      const { stakes, claim } = await overturned();
      await time.increase(LONG_WINDOW);
      await claim();

      await expect(claim()).to.be.revertedWithCustomError(stakes, "ReporterStakes_Ended").withArgs(1n, AWARD.Paid);
    });

    it("pays once a period, whatever is found of its next revision", async () => {
      const { stakes, disputes, challenge, decideAgainst, submitCorrection, claim } = await overturned();
      const next = await submitCorrection();
      await time.increase(3_600n);
      await challenge("gross");
      await decideAgainst();
      await time.increase(LONG_WINDOW);
      await claim();

      await expect(stakes.claimAward(disputes, 2n, next, next))
        .to.be.revertedWithCustomError(stakes, "ReporterStakes_AlreadyAwarded")
        .withArgs(1n, 1n, 1n);
    });

    it("leaves the first dispute's award to it, also while a later one runs", async () => {
      const { challenge, submitCorrection, claim, creditsOf, challenger, stranger } = await overturned();
      await submitCorrection();
      await time.increase(LONG_WINDOW - 3_600n);
      await challenge("energyWh", stranger);
      await time.increase(3_600n);

      await claim();

      expect(await creditsOf(challenger)).to.equal(2n * CHALLENGE_BOND);
    });

    it("is one bond for all challengers, in equal parts, but for those of the first hour", async () => {
      const { creditsOf, challenger, stranger, operator, submittedAt, ...rest } = await young();
      await rest.challenge("otherOpex", challenger);
      await time.setNextBlockTimestamp(submittedAt + HOUR);
      await rest.challenge("gross", challenger);
      await rest.challenge("energyWh", stranger);
      await rest.challenge("energyCost", operator);
      await rest.decideAgainst();
      await time.increase(LONG_WINDOW);

      await rest.claim();

      const credits = await Promise.all([challenger, stranger, operator].map((who) => creditsOf(who)));
      expect(credits).to.deep.equal([2n * CHALLENGE_BOND + THIRD, CHALLENGE_BOND + THIRD, CHALLENGE_BOND + THIRD + 1n]);
    });

    it("takes no more of anybody than it has, and the more of the others", async () => {
      const { reporters, stakesOf, leaveWith, claim } = await overturned();
      await leaveWith(usdc("100"), ...reporters.slice(1, 2));

      await claim();

      expect(await stakesOf(reporters)).to.deep.equal([STAKE - usdc("450"), 0n, STAKE - usdc("450"), STAKE]);
    });

    it("takes all the stakes where they are less than the bond, and nothing of who did not sign", async () => {
      const { creditsOf, challenger, reporters, stakesOf, leaveWith, claim } = await overturned();
      await leaveWith(usdc("100"), ...reporters.slice(0, 3));

      await claim();

      expect(await stakesOf(reporters)).to.deep.equal([0n, 0n, 0n, STAKE]);
      expect(await creditsOf(challenger)).to.equal(CHALLENGE_BOND + usdc("300"));
    });

    it("reverts where nothing is left of them", async () => {
      const { stakes, reporters, leaveWith, claim } = await overturned();
      await leaveWith(0n, ...reporters.slice(0, 3));

      await expect(claim()).to.be.revertedWithCustomError(stakes, "ReporterStakes_NothingStaked").withArgs(1n);
    });

    it("makes a seat inactive that has less than the least stake by it", async () => {
      const { quorum, reporters, leaveWith, post, claim } = await overturned();
      const [first] = reporters;
      if (!first) throw new Error("nobody reports");
      await leaveWith(LEAST_STAKE, first);
      await post(first, THIRD - 1n);
      expect(await quorum.activeSeats()).to.equal(0b1111n);

      await expect(claim()).to.emit(quorum, "SeatsChanged").withArgs(1n, 0b1110n);

      expect(await quorum.threshold()).to.equal(3n);
    });
  });

  for (const [how, end] of [
    ["the reporters have conceded", (fixture: Awaited<ReturnType<typeof staked>>) => fixture.concede()],
    [
      "the reporters have said nothing",
      async ({ disputes, submitCorrection }: Awaited<ReturnType<typeof staked>>) => {
        await time.increaseTo((await disputes.disputeOf(1n, 1n)).answerBy);
        await disputes.timeout(1n, 1n);
        return submitCorrection();
      },
    ],
    [
      "the arbiter has said nothing",
      async ({ disputes, defend, submitCorrection }: Awaited<ReturnType<typeof staked>>) => {
        await defend();
        await time.increaseTo((await disputes.disputeOf(1n, 1n)).arbiterBy);
        await disputes.timeout(1n, 1n);
        return submitCorrection();
      },
    ],
  ] as const) {
    describe(`given ${how}`, () => {
      const given = async () => {
        const fixture = await staked();
        await fixture.challenge("gross");
        return { ...fixture, standing: await end(fixture) };
      };

      it("waits until the period is final", async () => {
        const { stakes, standing, claim } = await given();

        await expect(claim(standing))
          .to.be.revertedWithCustomError(stakes, "ReporterStakes_NotFinal")
          .withArgs(1n, 1n, STATUS.Pending);
      });

      it("waits one long window more, to the second, and then takes half of the bond", async () => {
        const { stakes, oracle, creditsOf, challenger, reporters, standing, stakesOf, waitForAward, claim } =
          await given();
        const due = (await oracle.reportOf(1n, 1n)).finalAt + LONG_WINDOW;
        await waitForAward();
        await time.setNextBlockTimestamp(due);

        await expect(claim(standing))
          .to.emit(stakes, "AwardPaid")
          .withArgs(1n, 1n, 1n, CHALLENGE_BOND / 2n);

        const parts = [166_666_666n, 166_666_667n, 166_666_667n];
        expect(await stakesOf(reporters)).to.deep.equal([...parts.map((part) => STAKE - part), STAKE]);
        expect(await creditsOf(challenger)).to.equal((CHALLENGE_BOND * 3n) / 2n);
      });
    });
  }

  describe("given no arbiter has decided", () => {
    it("reverts a second before the long window is over", async () => {
      const { stakes, oracle, challenge, concede, claim } = await staked();
      await challenge("gross");
      const standing = await concede();
      const due = (await oracle.reportOf(1n, 1n)).finalAt + LONG_WINDOW;
      await time.setNextBlockTimestamp(due - 1n);

      await expect(claim(standing))
        .to.be.revertedWithCustomError(stakes, "ReporterStakes_NotYet")
        .withArgs(due, due - 1n);
    });

    it("reverts for another report than is final", async () => {
      const { stakes, oracle, made, challenge, concede, waitForAward, claim } = await staked();
      await challenge("gross");
      await concede();
      await waitForAward();
      const { contentHash } = await oracle.reportOf(1n, 1n);

      await expect(claim({ ...made, gross: made.gross - 2n }))
        .to.be.revertedWithCustomError(stakes, "ReporterStakes_OtherReport")
        .withArgs((given: string) => given !== contentHash, contentHash);
    });

    for (const field of [
      "end",
      "gpuSecondsAvailable",
      "gpuSecondsSold",
      "gross",
      "energyWh",
      "energyCost",
      "otherOpex",
      "evidenceRoot",
    ] as const) {
      it(`pays who named "${field}" where it was put right, and nobody who named another one`, async () => {
        const { creditsOf, made, challenger, stranger, challenge, concede, waitForAward, claim } = await staked();
        await challenge(field);
        await challenge(field === "gross" ? "energyWh" : "gross", stranger);
        const put = field === "evidenceRoot" ? `0x${"ab".repeat(32)}` : made[field] - 1n;
        // What ends a second earlier has fewer seconds.
        const shorter = field === "end" ? { gpuSecondsAvailable: made.gpuSecondsAvailable - 256n } : {};
        const standing = await concede({ [field]: put, ...shorter });
        await waitForAward();

        await claim(standing);

        expect(await creditsOf(challenger)).to.equal((CHALLENGE_BOND * 3n) / 2n);
        expect(await creditsOf(stranger)).to.equal(CHALLENGE_BOND);
      });
    }

    it("reverts where what was named has stayed as it was", async () => {
      const { stakes, challenge, concede, waitForAward, claim } = await staked();
      await challenge("energyCost");
      const standing = await concede();
      await waitForAward();

      await expect(claim(standing)).to.be.revertedWithCustomError(stakes, "ReporterStakes_NobodyEarned").withArgs(1n);
    });
  });
});
