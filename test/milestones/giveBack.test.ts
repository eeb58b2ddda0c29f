import { expect } from "chai";
import { DRAWN, drawnInto, escrow, ethers, MILESTONE, networkHelpers } from "../support/milestonesFixture.ts";
import { usdc } from "../support/units.ts";

const { time } = networkHelpers;

describe("Milestones.giveBack", () => {
  describe("given terms without milestones", () => {
    it("reverts", async () => {
      const { milestones } = await escrow();

      await expect(milestones.giveBack(2n))
        .to.be.revertedWithCustomError(milestones, "Milestones_NoMilestones")
        .withArgs(2n);
    });
  });

  describe("when reporters may still attest", () => {
    it("is refused until the last second, and done in the next (37)", async () => {
      const { milestones, closesAt } = await drawnInto();

      await time.setNextBlockTimestamp(closesAt - 1n);
      await expect(milestones.giveBack(1n))
        .to.be.revertedWithCustomError(milestones, "Milestones_StillOpen")
        .withArgs(1n, closesAt);
      await time.setNextBlockTimestamp(closesAt);
      await expect(milestones.giveBack(1n)).to.emit(milestones, "MoneyReturned").withArgs(1n, DRAWN);
    });
  });

  describe("given nothing that could go back", () => {
    it("reverts where nothing was drawn", async () => {
      const { milestones, closesAt } = await escrow();
      await time.increaseTo(closesAt);

      await expect(milestones.giveBack(1n))
        .to.be.revertedWithCustomError(milestones, "Milestones_NothingToReturn")
        .withArgs(1n);
    });

    it("reverts where all of it was earned, paid or not", async () => {
      const { milestones, operator, attest, closesAt } = await drawnInto();
      for (const milestone of [MILESTONE.Ordered, MILESTONE.Delivered, MILESTONE.InService]) await attest(milestone);
      await time.increaseTo(closesAt);

      await expect(milestones.giveBack(1n))
        .to.be.revertedWithCustomError(milestones, "Milestones_NothingToReturn")
        .withArgs(1n);
      await milestones.connect(operator).pay(1n, operator);
      await expect(milestones.giveBack(1n)).to.be.revertedWithCustomError(milestones, "Milestones_NothingToReturn");
    });
  });

  describe("given no source of the vault finances the cluster", () => {
    it("reverts", async () => {
      const { financier, milestones, stranger } = await drawnInto();

      for (const manager of [ethers.ZeroAddress, stranger.address]) {
        await financier.handOver(manager);
        await expect(milestones.giveBack(1n))
          .to.be.revertedWithCustomError(milestones, "Milestones_NoMilestones")
          .withArgs(1n);
      }
    });
  });

  it("gives all of it back to the vault where nothing was reached, whoever calls, once", async () => {
    const { asset, financier, milestones, stranger, closesAt } = await drawnInto();
    await time.increaseTo(closesAt);
    expect(await milestones.giveBack.staticCall(1n)).to.equal(DRAWN);

    const giving = milestones.connect(stranger).giveBack(1n);

    await expect(giving).to.emit(milestones, "MoneyReturned").withArgs(1n, DRAWN);
    await expect(giving).to.emit(financier, "DrawReturned").withArgs(1n, DRAWN);
    await expect(giving).to.changeTokenBalances(ethers, asset, [milestones, financier], [-DRAWN, DRAWN]);
    const { released, returned } = await milestones.escrowOf(1n);
    expect([released, returned]).to.deep.equal([0n, DRAWN]);
    expect(await asset.allowance(milestones, financier)).to.equal(0n);
    await expect(milestones.giveBack(1n))
      .to.be.revertedWithCustomError(milestones, "Milestones_NothingToReturn")
      .withArgs(1n);
  });

  for (const [what, reached, back] of [
    ["was ordered", [1n], usdc("5_600_000")],
    ["was delivered", [1n, 2n], usdc("1_600_000")],
  ] as const) {
    for (const isPaid of [true, false]) {
      it(`gives back what was not earned by what ${what}, with the rest ${isPaid ? "" : "not "}paid`, async () => {
        const { asset, milestones, operator, attest, closesAt } = await drawnInto();
        for (const milestone of reached) await attest(milestone);
        if (isPaid) await milestones.connect(operator).pay(1n, operator);
        await time.increaseTo(closesAt);

        await expect(milestones.giveBack(1n)).to.emit(milestones, "MoneyReturned").withArgs(1n, back);

        const { released, returned } = await milestones.escrowOf(1n);
        expect([released, returned]).to.deep.equal([DRAWN - back, back]);
        expect(await asset.balanceOf(milestones)).to.equal(isPaid ? 0n : DRAWN - back);
      });
    }
  }

  for (const [what, status] of [
    ["is being resolved", 5n],
    ["has ended", 4n],
  ] as const) {
    describe(`given a facility that ${what}`, () => {
      it("gives back at once", async () => {
        const { milestones, say } = await drawnInto();
        await say({ status });

        await expect(milestones.giveBack(1n)).to.emit(milestones, "MoneyReturned").withArgs(1n, DRAWN);
      });
    });
  }

  it("leaves other clusters' money alone", async () => {
    const { asset, financier, facility, milestones, closesAt } = await drawnInto();
    await financier.set(2n, facility);
    await financier.drawInto(milestones, 2n, 100n, 100n);
    await time.increaseTo(closesAt);

    await milestones.giveBack(2n);

    expect(await asset.balanceOf(milestones)).to.equal(DRAWN);
  });
});

describe("Milestones.escrowOf", () => {
  it("tells until when milestones count", async () => {
    const { milestones, closesAt } = await escrow();

    expect((await milestones.escrowOf(1n)).closesAt).to.equal(closesAt);
  });
});
