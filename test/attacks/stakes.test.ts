import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { CHALLENGE_BOND, DISPUTE, LONG_WINDOW, networkHelpers } from "../support/disputesFixture.ts";
import { submitReport } from "../support/reports.ts";
import { RELEASE_DELAY, STAKE, staked, type Staking } from "../support/stakesFixture.ts";
import { DAY, HOUR } from "../support/units.ts";

const { time } = networkHelpers;

/** What these people have: tokens, stakes and credits. */
async function wealthOf(
  { asset, stakes, creditsOf }: Pick<Staking, "asset" | "stakes" | "creditsOf">,
  people: readonly HardhatEthersSigner[],
) {
  const parts = await Promise.all(
    people.map(async (who) => [await asset.balanceOf(who), await stakes.stakeOf(who), await creditsOf(who)]),
  );
  return parts.flat().reduce((sum, part) => sum + part, 0n);
}

/** Three who have signed, and who challenges them. */
const together = ({ reporters, challenger }: Staking) => [...reporters.slice(0, 3), challenger];

const ENDS: Record<string, { end: (story: Staking) => Promise<void>; paid: bigint; lost: bigint }> = {
  "is conceded": {
    end: async ({ concede, waitForAward, claim }) => {
      const standing = await concede();
      await waitForAward();
      await claim(standing);
    },
    paid: CHALLENGE_BOND / 2n,
    lost: 0n,
  },
  "is overturned by the arbiter": {
    end: async ({ decideAgainst, claim }) => {
      await decideAgainst();
      await time.increase(LONG_WINDOW);
      await claim();
    },
    paid: CHALLENGE_BOND,
    lost: 0n,
  },
  "is never answered": {
    end: async ({ disputes, submitCorrection, waitForAward, claim }) => {
      await time.increaseTo((await disputes.disputeOf(1n, 1n)).answerBy);
      await disputes.timeout(1n, 1n);
      const standing = await submitCorrection();
      await waitForAward();
      await claim(standing);
    },
    paid: CHALLENGE_BOND / 2n,
    lost: 0n,
  },
  "is upheld": {
    end: async ({ disputes, arbiter, defend }) => {
      await defend();
      await disputes.connect(arbiter).decide(1n, 1n, true);
    },
    paid: 0n,
    lost: CHALLENGE_BOND,
  },
};

describe("Attacks: reporters' stakes", () => {
  describe("60 a quorum that concedes to itself", () => {
    it("60 signers and their challenger gain nothing, however their dispute ends", async () => {
      for (const [how, { end, paid, lost }] of Object.entries(ENDS)) {
        const story = await staked();
        const { stakes, bond, challenger, reporters, challenge } = story;
        const before = await wealthOf(story, together(story));
        const [alone, operators] = [await wealthOf(story, [challenger]), await bond.bondOf(1n)];
        await challenge("gross");

        await end(story);

        expect(await wealthOf(story, together(story)), how).to.equal(before - lost);
        expect((await wealthOf(story, [challenger])) - alone, how).to.equal(paid - lost);
        expect(await stakes.stakeOf(reporters[3] ?? challenger), how).to.equal(STAKE);
        expect(await bond.bondOf(1n), how).to.equal(operators);
      }
    });

    it("60 gain nothing by many challenges of one report, or of its revisions", async () => {
      const story = await staked();
      const { disputes, oracle, challenge, concede, made, waitForAward, stakes } = story;
      const before = await wealthOf(story, together(story));
      for (const field of ["gross", "energyWh", "energyCost"]) await challenge(field);
      const standing = await concede({ gross: made.gross - 1n, energyCost: made.energyCost - 1n });
      await time.increase(HOUR);
      await challenge("otherOpex");
      await time.increaseTo((await disputes.disputeOf(1n, 1n)).answerBy);
      await disputes.timeout(1n, 1n);
      const last = { ...standing, revision: 2n, otherOpex: made.otherOpex - 1n };
      await submitReport(oracle, last, story.reporters.slice(0, 3));
      await waitForAward();
      await stakes.claimAward(disputes, 1n, made, last);

      await expect(stakes.claimAward(disputes, 2n, standing, last))
        .to.be.revertedWithCustomError(stakes, "ReporterStakes_AlreadyAwarded")
        .withArgs(1n, 1n, 1n);
      expect(await wealthOf(story, together(story))).to.equal(before);
    });

    it("60 who copies a signature pays who made it up; together they gain nothing", async () => {
      const story = await staked();
      const [liar, ...copiers] = story.reporters.slice(0, 3);
      if (!liar) throw new Error("nobody reports");
      const friends = [liar, story.challenger];
      const [before, copied] = [await wealthOf(story, friends), await wealthOf(story, copiers)];
      await story.challenge("gross");
      await story.decideAgainst();
      await time.increase(LONG_WINDOW);

      await story.claim();

      const paid = copied - (await wealthOf(story, copiers));
      expect(paid).to.equal((CHALLENGE_BOND * 2n) / 3n + 1n);
      expect((await wealthOf(story, friends)) - before).to.equal(paid);
    });

    it("60 who has signed and leaves at once pays all the same", async () => {
      const story = await staked();
      const { stakes, reporters, challenge, disputes } = story;
      const [first] = reporters;
      if (!first) throw new Error("nobody reports");
      await challenge("gross");
      await stakes.connect(first).resign();
      // One seat of four is inactive: the others answer.
      const { set, signers, signatures } = await story.word(reporters.slice(1));
      await disputes.defend(1n, 1n, set, signers, signatures);
      await disputes.connect(story.arbiter).decide(1n, 1n, false);
      await time.increase(LONG_WINDOW);
      expect(await stakes.freeAt(first)).to.be.greaterThan((await story.now()) + RELEASE_DELAY - 10n * DAY);

      await story.claim();

      expect(await stakes.stakeOf(first)).to.equal(STAKE - CHALLENGE_BOND / 3n);
      await expect(stakes.connect(first).withdraw(1n, first)).to.be.revertedWithCustomError(
        stakes,
        "ReporterStakes_NotYet",
      );
    });
  });

  it("an arbiter and a challenger take one bond a period, and nothing once the guardian has stopped it", async () => {
    const story = await staked();
    const { stakes, disputes, guardian, reporters, challenge, decideAgainst, claim, stakesOf } = story;
    await challenge("gross");
    await challenge("energyWh");
    await decideAgainst();
    const snapshot = await networkHelpers.takeSnapshot();
    await time.increase(LONG_WINDOW);
    await claim();
    const left = (await stakesOf(reporters)).reduce((sum, stake) => sum + stake, 0n);
    expect(left).to.equal(4n * STAKE - CHALLENGE_BOND);
    await snapshot.restore();

    await stakes.connect(guardian).stopAward(disputes, 1n);
    await time.increase(LONG_WINDOW);

    await expect(claim()).to.be.revertedWithCustomError(stakes, "ReporterStakes_Ended");
    expect(await stakesOf(reporters)).to.deep.equal([STAKE, STAKE, STAKE, STAKE]);
    expect((await disputes.disputeOf(1n, 1n)).status).to.equal(DISPUTE.Overturned);
  });
});
