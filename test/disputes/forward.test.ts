import { expect } from "chai";
import { forfeitedAccountOf } from "../support/custody.ts";
import { challenged } from "../support/disputesFixture.ts";

describe("ReportDisputes.forward", () => {
  it("refuses where nothing was forfeited", async () => {
    const { disputes } = await challenged();

    await expect(disputes.forward(1n))
      .to.be.revertedWithCustomError(disputes, "ReportDisputes_NothingToForward")
      .withArgs(1n);
  });

  it("leaves the money where the vault's side refuses it, and locks nothing (39)", async () => {
    const { disputes, arbiter, escrow, workouts, defend } = await challenged();
    await defend();
    await disputes.connect(arbiter).decide(1n, 1n, true);
    const forfeited = await disputes.forfeitedOf(1n);

    // Nothing is financed here.
    await expect(disputes.forward(1n)).to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced").withArgs(1n);

    const held = await escrow.balanceOf(disputes, forfeitedAccountOf(1n));
    expect([await disputes.forfeitedOf(1n), held]).to.deep.equal([forfeited, forfeited]);
  });
});
