import { expect } from "chai";
import { ethers, networkHelpers } from "../support/disputesFixture.ts";
import { submitReport } from "../support/reports.ts";
import { RELEASE_DELAY, STAKE, staked } from "../support/stakesFixture.ts";

const { time } = networkHelpers;

const given = async () => {
  const fixture = await staked();
  const [a, b, c, d] = fixture.reporters;
  if (!a || !b || !c || !d) throw new Error("too few reporters");
  return { ...fixture, a, b, c, d };
};

describe("ReporterStakes.resign", () => {
  it("makes the seat inactive at once; the threshold stays", async () => {
    const { stakes, quorum, a, now } = await given();

    const left = stakes.connect(a).resign();

    await expect(left).to.emit(quorum, "SeatsChanged").withArgs(1n, 0b1110n);
    await expect(left)
      .to.emit(stakes, "ReporterLeft")
      .withArgs(a, (await now()) + RELEASE_DELAY);
    expect([await quorum.isReporter(a), await quorum.threshold()]).to.deep.equal([true, 3n]);
  });

  it("takes it out of every quorum, and leaves the others theirs", async () => {
    const { stakes, quorum, oracle, nextReport, a, b, c, d } = await given();
    await stakes.connect(a).resign();
    const report = await nextReport();

    await expect(submitReport(oracle, report, [a, b, c]))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_InactiveSeat")
      .withArgs(a);
    await submitReport(oracle, report, [b, c, d]);
  });

  it("counts the delay anew", async () => {
    const { stakes, a, now } = await given();
    await stakes.connect(a).resign();
    await time.increase(1_000n);

    await stakes.connect(a).resign();

    expect(await stakes.freeAt(a)).to.equal((await now()) + RELEASE_DELAY);
  });
});

describe("ReporterStakes.withdraw", () => {
  it("refuses who has not left", async () => {
    const { stakes, a } = await given();

    await expect(stakes.connect(a).withdraw(1n, a))
      .to.be.revertedWithCustomError(stakes, "ReporterStakes_NotLeaving")
      .withArgs(a);
  });

  it("refuses nothing, and more than is there", async () => {
    const { stakes, stakeEscrow, a } = await given();
    await stakes.connect(a).resign();
    await time.increase(RELEASE_DELAY);

    await expect(stakes.connect(a).withdraw(0n, a)).to.be.revertedWithCustomError(stakes, "ReporterStakes_ZeroAmount");
    await expect(stakes.connect(a).withdraw(STAKE + 1n, a)).to.be.revertedWithCustomError(
      stakeEscrow,
      "CollateralEscrow_AboveBalance",
    );
  });

  it("pays ninety days after leaving, in that very second, to whom the reporter names", async () => {
    const { stakes, asset, a, receiver } = await given();
    await stakes.connect(a).resign();
    const free = await stakes.freeAt(a);
    const snapshot = await networkHelpers.takeSnapshot();
    await time.setNextBlockTimestamp(free - 1n);
    await expect(stakes.connect(a).withdraw(STAKE, receiver))
      .to.be.revertedWithCustomError(stakes, "ReporterStakes_NotYet")
      .withArgs(free, free - 1n);
    await snapshot.restore();
    await time.setNextBlockTimestamp(free);

    const withdrawn = stakes.connect(a).withdraw(STAKE - 5n, receiver);

    await expect(withdrawn)
      .to.emit(stakes, "StakeWithdrawn")
      .withArgs(a, receiver, STAKE - 5n, 5n);
    await expect(withdrawn).to.changeTokenBalance(ethers, asset, receiver, STAKE - 5n);
  });

  it("starts anew for who has come back in between", async () => {
    const { stakes, a, post, now } = await given();
    await stakes.connect(a).resign();
    await time.increase(RELEASE_DELAY);
    await post(a, 1n);
    await expect(stakes.connect(a).withdraw(1n, a)).to.be.revertedWithCustomError(stakes, "ReporterStakes_NotLeaving");

    await stakes.connect(a).resign();

    expect(await stakes.freeAt(a)).to.equal((await now()) + RELEASE_DELAY);
  });
});
