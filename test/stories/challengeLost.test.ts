import { expect } from "chai";
import { encodeBytes32String, id } from "ethers";
import { challengeStory, CHALLENGE_BOND, OPERATOR_BOND } from "../support/challengeStory.ts";
import { at, DEPOSIT, ethers, networkHelpers, WINDOW } from "../support/protocol.ts";
import { STATUS } from "../support/statementFixture.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const { time } = networkHelpers;

describe("Story: a challenge that is lost", () => {
  /** The reporters defend their report, and a day later the arbiter says that it stands. */
  async function lost() {
    const story = await challengeStory();
    const { disputes, arbiter, reportedAt, defendAt } = story;
    await defendAt(reportedAt + 2n * HOUR);
    const decidedAt = reportedAt + DAY;
    await at(decidedAt, () => disputes.connect(arbiter).decide(1n, 1n, true));
    return { ...story, decidedAt };
  }

  it("settles nothing while it lasts, though the rent is there", async () => {
    const { vault, oracle, reportedAt, defendAt, shares, lens } = await challengeStory();
    await defendAt(reportedAt + 2n * HOUR);

    await at(reportedAt + WINDOW + HOUR, () => shares.settle(1n));

    const { settledPeriods, reported, distributed } = await lens.facility(1n);
    expect([settledPeriods, reported, distributed]).to.deep.equal([0n, 0n, 0n]);
    expect((await vault.state()).nav).to.equal(DEPOSIT - 1n); // the unit that the draw's line was rounded by
    expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Disputed);
  });

  it("settles in full in the second of the decision", async () => {
    const { shares, lens, report, decidedAt } = await lost();

    await at(decidedAt + 1n, () => shares.settle(1n));

    const { settledPeriods, reported, distributed, lockbox, earned } = await lens.facility(1n);
    expect([settledPeriods, reported, distributed, lockbox]).to.deep.equal([1n, report.gross, report.gross, 0n]);
    const costs = report.energyCost + report.otherOpex;
    expect(earned).to.equal(costs + ((report.gross - costs - usdc("5_000")) * 2_000n) / 10_000n);
  });

  it("costs the challenger its bond, and the operator nothing", async () => {
    const { disputes, escrow, bond, challenger } = await lost();

    expect(await escrow.creditOf(challenger)).to.equal(0n);
    expect([await bond.bondOf(1n), await disputes.forfeitedOf(1n)]).to.deep.equal([OPERATOR_BOND, CHALLENGE_BOND]);
  });

  it("brings the bond to the depositors: it moves no price at once, and vests over the cap", async () => {
    const { disputes, escrow, vault, asset, other, decidedAt, vaultLens } = await lost();
    const before = await vault.state();
    const price = await vaultLens.entryPrice();
    const forwardedAt = decidedAt + HOUR;

    const forward = at(forwardedAt, () => disputes.connect(other).forward(1n));

    await expect(forward).to.emit(disputes, "Forwarded").withArgs(1n, CHALLENGE_BOND);
    await expect(forward).to.changeTokenBalances(ethers, asset, [escrow, vault], [-CHALLENGE_BOND, CHALLENGE_BOND]);
    const after = await vault.state();
    expect([after.cash - before.cash, after.locked, after.nav]).to.deep.equal([
      CHALLENGE_BOND,
      CHALLENGE_BOND,
      before.nav,
    ]);
    expect([await vaultLens.entryPrice(), after.vestsAt]).to.deep.equal([price, forwardedAt + 90n * DAY]);
    await time.increaseTo(forwardedAt + DAY);
    expect((await vault.state()).locked).to.equal(ceilDiv(CHALLENGE_BOND * 89n, 90n));
    await expect(disputes.forward(1n))
      .to.be.revertedWithCustomError(disputes, "ReportDisputes_NothingToForward")
      .withArgs(1n);
  });

  it("can't be tried again", async () => {
    const { disputes, challenger } = await lost();

    await expect(disputes.connect(challenger).challenge(1n, 1n, 0n, encodeBytes32String("energyWh"), id("another")))
      .to.be.revertedWithCustomError(disputes, "ReportDisputes_AlreadyUpheld")
      .withArgs(1n, 1n, 0n);
  });
});
