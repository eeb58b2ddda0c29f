import { expect } from "chai";
import { challengeStory, CHALLENGE_BOND, OPERATOR_BOND } from "../support/challengeStory.ts";
import { at, ethers, LONG_WINDOW } from "../support/protocol.ts";
import { STATUS } from "../support/statementFixture.ts";
import { HOUR } from "../support/units.ts";

describe("Story: a challenge that the reporters concede", () => {
  /** Three hours after the report, a quorum corrects what was rented out to nine tenths. */
  async function conceded() {
    const story = await challengeStory();
    const { disputes, other, report, reportedAt, correction } = story;
    const { corrected, signers, signatures } = await correction({ gross: (report.gross * 9n) / 10n });
    const correctedAt = reportedAt + 3n * HOUR;
    await at(correctedAt, () => disputes.connect(other).correct(corrected, signers, signatures));
    return { ...story, corrected, correctedAt };
  }

  it("replaces the report in the same transaction, for the long window", async () => {
    const { oracle, corrected, correctedAt } = await conceded();

    const { status, revision, gross, finalAt } = await oracle.reportOf(1n, 1n);
    expect([status, revision, gross, finalAt]).to.deep.equal([
      STATUS.Pending,
      1n,
      corrected.gross,
      correctedAt + LONG_WINDOW,
    ]);
  });

  it("gives the challenger its bond back, and takes nothing of the operator's", async () => {
    const { escrow, bond, asset, challenger } = await conceded();

    await expect(escrow.connect(challenger).claim(challenger)).to.changeTokenBalances(
      ethers,
      asset,
      [escrow, challenger],
      [-CHALLENGE_BOND, CHALLENGE_BOND],
    );
    expect(await bond.bondOf(1n)).to.equal(OPERATOR_BOND);
  });

  it("settles on the corrected report; what was paid in too much waits for the next", async () => {
    const { report, corrected, correctedAt, shares, lens } = await conceded();

    await at(correctedAt + LONG_WINDOW, () => shares.settle(1n));

    const { settledPeriods, distributed, lockbox } = await lens.facility(1n);
    expect([settledPeriods, distributed, lockbox]).to.deep.equal([1n, corrected.gross, report.gross - corrected.gross]);
  });
});
