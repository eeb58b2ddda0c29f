import { expect } from "chai";
import {
  DRAWN,
  drawnInto,
  escrow,
  ethers,
  LONG_WINDOW,
  MILESTONE,
  networkHelpers,
} from "../support/drawEscrowFixture.ts";
import { usdc } from "../support/units.ts";

const { time } = networkHelpers;

describe("DrawEscrow.giveBack", () => {
  describe("given terms without milestones", () => {
    it("reverts", async () => {
      const { drawEscrow } = await escrow();

      await expect(drawEscrow.giveBack(2n))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NoMilestones")
        .withArgs(2n);
    });
  });

  describe("when reporters may still attest", () => {
    it("is refused until the last second, and done in the next (37)", async () => {
      const { drawEscrow, closesAt } = await drawnInto();

      await time.setNextBlockTimestamp(closesAt - 1n);
      await expect(drawEscrow.giveBack(1n))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_StillOpen")
        .withArgs(1n, closesAt);
      await time.setNextBlockTimestamp(closesAt);
      await expect(drawEscrow.giveBack(1n)).to.emit(drawEscrow, "MoneyReturned").withArgs(1n, DRAWN);
    });
  });

  describe("given nothing that could go back", () => {
    it("reverts where nothing was drawn", async () => {
      const { drawEscrow, closesAt } = await escrow();
      await time.increaseTo(closesAt);

      await expect(drawEscrow.giveBack(1n))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NothingToReturn")
        .withArgs(1n);
    });

    it("reverts where all of it was earned, paid or not", async () => {
      const { drawEscrow, operator, attest, closesAt } = await drawnInto();
      for (const milestone of [MILESTONE.Ordered, MILESTONE.Delivered, MILESTONE.InService]) await attest(milestone);
      await time.increaseTo(closesAt);

      await expect(drawEscrow.giveBack(1n))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NothingToReturn")
        .withArgs(1n);
      await drawEscrow.connect(operator).pay(1n, operator);
      await expect(drawEscrow.giveBack(1n)).to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NothingToReturn");
    });
  });

  describe("given no source of the vault finances the cluster", () => {
    it("reverts", async () => {
      const { financier, drawEscrow, stranger } = await drawnInto();

      for (const manager of [ethers.ZeroAddress, stranger.address]) {
        await financier.handOver(manager);
        await expect(drawEscrow.giveBack(1n))
          .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NoMilestones")
          .withArgs(1n);
      }
    });
  });

  it("gives all of it back to the vault where nothing was reached, whoever calls, once", async () => {
    const { asset, financier, drawEscrow, stranger, closesAt } = await drawnInto();
    await time.increaseTo(closesAt);
    expect(await drawEscrow.giveBack.staticCall(1n)).to.equal(DRAWN);

    const giving = drawEscrow.connect(stranger).giveBack(1n);

    await expect(giving).to.emit(drawEscrow, "MoneyReturned").withArgs(1n, DRAWN);
    await expect(giving).to.emit(financier, "DrawReturned").withArgs(1n, DRAWN);
    await expect(giving).to.changeTokenBalances(ethers, asset, [drawEscrow, financier], [-DRAWN, DRAWN]);
    const { earned, returned } = await drawEscrow.escrowOf(1n);
    expect([earned, returned]).to.deep.equal([0n, DRAWN]);
    expect(await asset.allowance(drawEscrow, financier)).to.equal(0n);
    await expect(drawEscrow.giveBack(1n))
      .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NothingToReturn")
      .withArgs(1n);
  });

  for (const [what, reached, back] of [
    ["was ordered", [1n], usdc("5_600_000")],
    ["was delivered", [1n, 2n], usdc("1_600_000")],
  ] as const) {
    for (const isPaid of [true, false]) {
      it(`gives back what was not earned by what ${what}, with the rest ${isPaid ? "" : "not "}paid`, async () => {
        const { asset, drawEscrow, operator, settleMilestone, closesAt } = await drawnInto();
        for (const milestone of reached) await settleMilestone(milestone);
        if (isPaid) await drawEscrow.connect(operator).pay(1n, operator);
        await time.increaseTo(closesAt);

        await expect(drawEscrow.giveBack(1n)).to.emit(drawEscrow, "MoneyReturned").withArgs(1n, back);

        const { earned, returned } = await drawEscrow.escrowOf(1n);
        expect([earned, returned]).to.deep.equal([DRAWN - back, back]);
        expect(await asset.balanceOf(drawEscrow)).to.equal(isPaid ? 0n : DRAWN - back);
      });
    }
  }

  for (const [what, status] of [
    ["is being resolved", 5n],
    ["has ended", 4n],
  ] as const) {
    describe(`given a facility that ${what}`, () => {
      it("gives back at once", async () => {
        const { drawEscrow, say } = await drawnInto();
        await say({ status });

        await expect(drawEscrow.giveBack(1n)).to.emit(drawEscrow, "MoneyReturned").withArgs(1n, DRAWN);
      });
    });
  }

  describe("given a milestone that may still be undone", () => {
    it("gives it back in a resolution, where it clears no more", async () => {
      const { asset, drawEscrow, operator, attest, say } = await drawnInto();
      await attest(MILESTONE.Ordered);
      await say({ status: 5n });

      await expect(drawEscrow.giveBack(1n)).to.emit(drawEscrow, "MoneyReturned").withArgs(1n, DRAWN);

      await time.increase(LONG_WINDOW);
      await expect(drawEscrow.connect(operator).pay(1n, operator)).to.be.revertedWithCustomError(
        drawEscrow,
        "DrawEscrow_NothingToPay",
      );
      expect(await asset.balanceOf(drawEscrow)).to.equal(0n);
    });

    it("keeps it at the deadline, until it has cleared or is undone", async () => {
      const { admin, asset, drawEscrow, attest, closesAt } = await drawnInto();
      await time.setNextBlockTimestamp(closesAt - 1n);
      await attest(MILESTONE.Ordered, { reachedAt: closesAt - 100n });

      await drawEscrow.giveBack(1n);
      expect(await asset.balanceOf(drawEscrow)).to.equal(usdc("2_400_000"));
      await drawEscrow.connect(admin).veto(1n);
      await drawEscrow.giveBack(1n);

      expect(await asset.balanceOf(drawEscrow)).to.equal(0n);
    });
  });

  it("leaves other clusters' money alone", async () => {
    const { asset, financier, facility, drawEscrow, closesAt } = await drawnInto();
    await financier.set(2n, facility);
    await financier.drawInto(drawEscrow, 2n, 100n, 100n);
    await time.increaseTo(closesAt);

    await drawEscrow.giveBack(2n);

    expect(await asset.balanceOf(drawEscrow)).to.equal(DRAWN);
  });
});

describe("DrawEscrow.escrowOf", () => {
  it("tells until when milestones count", async () => {
    const { drawEscrow, closesAt } = await escrow();

    expect((await drawEscrow.escrowOf(1n)).closesAt).to.equal(closesAt);
  });
});
