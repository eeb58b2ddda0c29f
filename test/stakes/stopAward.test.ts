import { expect } from "chai";
import { DISPUTE, LONG_WINDOW, networkHelpers } from "../support/disputesFixture.ts";
import { AWARD, overturned, STAKE, staked } from "../support/stakesFixture.ts";

const { time } = networkHelpers;

describe("ReporterStakes.stopAward", () => {
  it("refuses everybody but the guardian", async () => {
    const { stakes, disputes, arbiter } = await overturned();

    await expect(stakes.connect(arbiter).stopAward(disputes, 1n))
      .to.be.revertedWithCustomError(stakes, "AccessManagedUnauthorized")
      .withArgs(arbiter);
  });

  it("reverts before the dispute has ended for its challengers", async () => {
    const { stakes, disputes, guardian, challenge } = await staked();
    for (const outcome of [DISPUTE.None, DISPUTE.Open]) {
      await expect(stakes.connect(guardian).stopAward(disputes, 1n))
        .to.be.revertedWithCustomError(stakes, "ReporterStakes_NoAward")
        .withArgs(1n, outcome);
      if (outcome === DISPUTE.None) await challenge("gross");
    }
  });

  it("reverts once it is paid", async () => {
    const { stakes, disputes, guardian, claim } = await overturned();
    await time.increase(LONG_WINDOW);
    await claim();

    await expect(stakes.connect(guardian).stopAward(disputes, 1n))
      .to.be.revertedWithCustomError(stakes, "ReporterStakes_Ended")
      .withArgs(1n, AWARD.Paid);
  });

  it("leaves the stakes as they are, for ever", async () => {
    const { stakes, disputes, guardian, reporters, stakesOf } = await overturned();

    await expect(stakes.connect(guardian).stopAward(disputes, 1n))
      .to.emit(stakes, "AwardStopped")
      .withArgs(disputes, 1n);

    expect(await stakesOf(reporters)).to.deep.equal([STAKE, STAKE, STAKE, STAKE]);
    expect(await stakes.awardOf(disputes, 1n)).to.equal(AWARD.Stopped);
    await expect(stakes.connect(guardian).stopAward(disputes, 1n))
      .to.be.revertedWithCustomError(stakes, "ReporterStakes_Ended")
      .withArgs(1n, AWARD.Stopped);
  });
});
