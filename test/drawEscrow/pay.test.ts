import { expect } from "chai";
import {
  DRAWN,
  drawnInto,
  escrow,
  escrowAround,
  ethers,
  LONG_WINDOW,
  MILESTONE,
  networkHelpers,
  now,
  type Escrowed,
} from "../support/drawEscrowFixture.ts";
import { usdc } from "../support/units.ts";

/** Ordered: 2,400,000 of 8,000,000 have cleared. */
async function ordered(): Promise<Escrowed> {
  const fixture = await drawnInto();
  await fixture.settleMilestone(MILESTONE.Ordered);
  return fixture;
}

describe("DrawEscrow.pay", () => {
  describe("when anyone but the operator calls", () => {
    it("reverts with both (42)", async () => {
      const { drawEscrow, operator, stranger } = await ordered();

      await expect(drawEscrow.connect(stranger).pay(1n, stranger))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NotOperator")
        .withArgs(1n, stranger, operator);
    });
  });

  describe("given nothing earned", () => {
    it("reverts", async () => {
      const { drawEscrow, operator } = await drawnInto();

      await expect(drawEscrow.connect(operator).pay(1n, operator))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NothingToPay")
        .withArgs(1n);
    });
  });

  describe("given that what is earned may still be undone", () => {
    it("reverts until the last second, and says when it clears", async () => {
      const { drawEscrow, operator, attest } = await drawnInto();
      await attest(MILESTONE.Ordered);
      const clearsAt = (await now()) + LONG_WINDOW;
      await networkHelpers.time.setNextBlockTimestamp(clearsAt - 1n);

      await expect(drawEscrow.connect(operator).pay(1n, operator))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NotCleared")
        .withArgs(1n, clearsAt);
      expect((await drawEscrow.escrowOf(1n)).cleared).to.equal(0n);
      await networkHelpers.time.setNextBlockTimestamp(clearsAt);
      await drawEscrow.connect(operator).pay(1n, operator);
    });
  });

  describe("given that more is drawn", () => {
    it("pays what had cleared, and the rest when it has", async () => {
      const { asset, financier, drawEscrow, operator } = await ordered();
      await financier.drawInto(drawEscrow, 1n, 100n, 100n);
      const clearsAt = (await now()) + LONG_WINDOW;

      await drawEscrow.connect(operator).pay(1n, operator);
      expect(await asset.balanceOf(operator)).to.equal(usdc("2_400_000"));
      await networkHelpers.time.increaseTo(clearsAt);
      await drawEscrow.connect(operator).pay(1n, operator);

      expect(await asset.balanceOf(operator)).to.equal(usdc("2_400_000.000030"));
    });
  });

  describe("given a milestone and nothing drawn", () => {
    it("reverts", async () => {
      const { drawEscrow, operator, settleMilestone } = await escrow();
      await settleMilestone(MILESTONE.Ordered);

      await expect(drawEscrow.connect(operator).pay(1n, operator))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NothingToPay")
        .withArgs(1n);
    });
  });

  describe("given no source of the vault finances the cluster", () => {
    it("reverts", async () => {
      const { financier, drawEscrow, operator, stranger } = await ordered();

      for (const manager of [ethers.ZeroAddress, stranger.address]) {
        await financier.handOver(manager);
        await expect(drawEscrow.connect(operator).pay(1n, operator))
          .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NoMilestones")
          .withArgs(1n);
      }
    });
  });

  it("pays what is earned to whom the operator names, once", async () => {
    const { asset, drawEscrow, operator, receiver } = await ordered();
    const amount = usdc("2_400_000");
    expect(await drawEscrow.connect(operator).pay.staticCall(1n, receiver)).to.equal(amount);

    const payment = drawEscrow.connect(operator).pay(1n, receiver);

    await expect(payment).to.emit(drawEscrow, "MilestonePaid").withArgs(1n, receiver, amount);
    await expect(payment).to.changeTokenBalances(ethers, asset, [drawEscrow, receiver], [-amount, amount]);
    expect((await drawEscrow.escrowOf(1n)).paid).to.equal(amount);
    await expect(drawEscrow.connect(operator).pay(1n, receiver))
      .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NothingToPay")
      .withArgs(1n);
  });

  it("pays the rest as it is earned, and all of it in the end", async () => {
    const { asset, drawEscrow, operator, receiver, settleMilestone } = await ordered();
    await drawEscrow.connect(operator).pay(1n, receiver);

    await settleMilestone(MILESTONE.Delivered);
    await drawEscrow.connect(operator).pay(1n, receiver);
    expect(await asset.balanceOf(receiver)).to.equal(usdc("6_400_000"));
    await settleMilestone(MILESTONE.InService);
    await drawEscrow.connect(operator).pay(1n, receiver);

    expect(await asset.balanceOf(receiver)).to.equal(DRAWN);
    expect(await asset.balanceOf(drawEscrow)).to.equal(0n);
  });

  it("pays no other cluster's money", async () => {
    const { asset, financier, facility, drawEscrow, operator, settleMilestone } = await ordered();
    await financier.set(2n, facility);
    await financier.drawInto(drawEscrow, 2n, 100n, 100n);
    await settleMilestone(MILESTONE.Ordered, { cluster: 2n });

    await drawEscrow.connect(operator).pay(2n, operator);

    expect(await asset.balanceOf(operator)).to.equal(30n);
  });

  it("pays what was earned before the deadline after it, and after the rest went back", async () => {
    const { asset, drawEscrow, operator, closesAt } = await ordered();
    await networkHelpers.time.increaseTo(closesAt);
    await drawEscrow.giveBack(1n);

    await drawEscrow.connect(operator).pay(1n, operator);

    expect(await asset.balanceOf(operator)).to.equal(usdc("2_400_000"));
    expect(await asset.balanceOf(drawEscrow)).to.equal(0n);
  });

  describe("when the token refuses the receiver", () => {
    it("can be redirected (17)", async () => {
      const { asset, financier, drawEscrow, operator, receiver, settleMilestone } = await escrowAround(
        "MockBlocklistToken",
        [6],
      );
      const token = await ethers.getContractAt("MockBlocklistToken", asset);
      await financier.drawInto(drawEscrow, 1n, 100n, 100n);
      await settleMilestone(MILESTONE.Ordered);
      await token.setBlocked(operator, true);

      await expect(drawEscrow.connect(operator).pay(1n, operator))
        .to.be.revertedWithCustomError(token, "Blocked")
        .withArgs(operator);
      await drawEscrow.connect(operator).pay(1n, receiver);

      expect(await asset.balanceOf(receiver)).to.equal(30n);
    });
  });

  describe("when the token calls back", () => {
    it("refuses to be entered twice (18)", async () => {
      const { asset, financier, drawEscrow, operator, settleMilestone } = await escrowAround("MockReentrantToken", [6]);
      const token = await ethers.getContractAt("MockReentrantToken", asset);
      await financier.drawInto(drawEscrow, 1n, 100n, 100n);
      await settleMilestone(MILESTONE.Ordered);
      await token.arm(2, drawEscrow, drawEscrow.interface.encodeFunctionData("giveBack", [1n]));

      await drawEscrow.connect(operator).pay(1n, operator);

      expect([await token.calls(), await token.succeeded(), await asset.balanceOf(operator)]).to.deep.equal([
        1n,
        false,
        30n,
      ]);
      expect(drawEscrow.interface.parseError(await token.answer())?.name).to.equal("ReentrancyGuardReentrantCall");
    });
  });

  describe("when the token answers nothing at all", () => {
    it("pays all the same (15)", async () => {
      const { asset, financier, drawEscrow, operator, settleMilestone } = await escrowAround("MockNoReturnToken", [6]);
      await financier.drawInto(drawEscrow, 1n, 100n, 100n);
      await settleMilestone(MILESTONE.Ordered);

      await drawEscrow.connect(operator).pay(1n, operator);

      expect(await asset.balanceOf(operator)).to.equal(30n);
    });
  });
});
