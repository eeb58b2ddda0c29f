import { expect } from "chai";
import { challengeStory, CHALLENGE_BOND, OPERATOR_BOND } from "../support/challengeStory.ts";
import { at, COST, DEPOSIT, ethers, LONG_WINDOW } from "../support/protocol.ts";
import { STATUS } from "../support/statementFixture.ts";
import { DAY, HOUR } from "../support/units.ts";

describe("Story: a challenge that is won", () => {
  /** The reporters defend their report, and a day later the arbiter says that it is false. */
  async function won() {
    const story = await challengeStory();
    const { disputes, arbiter, reportedAt, defendAt } = story;
    await defendAt(reportedAt + 2n * HOUR);
    const decidedAt = reportedAt + DAY;
    await at(decidedAt, () => disputes.connect(arbiter).decide(1n, 1n, false));
    return { ...story, decidedAt };
  }

  it("gives the challenger its bond back, and takes nothing of the operator's", async () => {
    const { escrow, bond, asset, challenger } = await won();

    await expect(escrow.connect(challenger).claim(challenger)).to.changeTokenBalances(
      ethers,
      asset,
      [escrow, challenger],
      [-CHALLENGE_BOND, CHALLENGE_BOND],
    );
    expect(await bond.bondOf(1n)).to.equal(OPERATOR_BOND);
  });

  it("moves no price", async () => {
    const { vault } = await won();

    const { cash, locked, nav } = await vault.state();
    // The unit is what the draw's line was rounded by.
    expect([cash, locked, nav]).to.deep.equal([DEPOSIT - COST, 0n, DEPOSIT - 1n]);
  });

  it("settles on the next revision, which takes the long window, and on no more than it says", async () => {
    const { oracle, report, decidedAt, correction, shares, lens } = await won();
    const { corrected, signers, signatures } = await correction({ gross: (report.gross * 9n) / 10n });
    await at(decidedAt + HOUR, () => oracle.submit(corrected, signers, signatures));
    const { status, finalAt } = await oracle.reportOf(1n, 1n);
    expect([status, finalAt]).to.deep.equal([STATUS.Pending, decidedAt + HOUR + LONG_WINDOW]);

    await at(finalAt, () => shares.settle(1n));

    const { settledPeriods, reported, distributed, lockbox, delinquentSince } = await lens.facility(1n);
    expect([settledPeriods, reported, distributed, lockbox]).to.deep.equal([
      1n,
      corrected.gross,
      corrected.gross,
      report.gross - corrected.gross,
    ]);
    expect(delinquentSince).to.equal(0n);
  });
});
