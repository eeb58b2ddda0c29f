import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { DRAWN, escrow, escrowAround, LONG_WINDOW, now } from "../support/drawEscrowFixture.ts";
import { usdc } from "../support/units.ts";

describe("DrawEscrow.constructor", () => {
  it("knows its vault, and the vault's asset", async () => {
    const { drawEscrow, financier, asset } = await escrow();

    expect([await drawEscrow.vault(), await drawEscrow.asset()]).to.deep.equal([
      await financier.getAddress(),
      await asset.getAddress(),
    ]);
  });
});

describe("DrawEscrow.onDraw", () => {
  describe("when anyone but the origination calls", () => {
    it("reverts", async () => {
      const { drawEscrow, operator } = await escrow();

      await expect(drawEscrow.connect(operator).onDraw(1n, 1n))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NotOrigination")
        .withArgs(operator);
    });
  });

  describe("given no source of the vault finances the cluster", () => {
    it("reverts, whoever calls", async () => {
      const { financier, drawEscrow, stranger } = await escrow();

      for (const manager of [ZeroAddress, stranger.address]) {
        await financier.handOver(manager);
        await expect(financier.drawInto(drawEscrow, 1n, 1n, 1n))
          .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NoMilestones")
          .withArgs(1n);
      }
    });
  });

  describe("when less arrived than was drawn", () => {
    it("reverts with both, whatever lies here already", async () => {
      const { financier, drawEscrow } = await escrow();
      await financier.drawInto(drawEscrow, 2n, 50n, 50n);

      await expect(financier.drawInto(drawEscrow, 1n, 99n, 100n))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_ShortTransfer")
        .withArgs(99n, 100n);
    });
  });

  describe("when the token keeps a part", () => {
    it("refuses it (13)", async () => {
      const { financier, drawEscrow } = await escrowAround("MockFeeToken", [6, 100]);

      await expect(financier.drawInto(drawEscrow, 1n, usdc("100"), usdc("100")))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_ShortTransfer")
        .withArgs(usdc("99"), usdc("100"));
    });
  });

  describe("given money that the token took away", () => {
    it("refuses every further draw until it is there again (14)", async () => {
      const { asset, financier, drawEscrow } = await escrow();
      await financier.drawInto(drawEscrow, 1n, 100n, 100n);
      await asset.burn(drawEscrow, 7n);

      for (const [sent, arrived] of [
        [0n, 0n],
        [7n, 0n],
        [8n, 1n],
      ] as const) {
        await expect(financier.drawInto(drawEscrow, 1n, sent, 10n))
          .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_ShortTransfer")
          .withArgs(arrived, 10n);
      }
      await financier.drawInto(drawEscrow, 1n, 17n, 10n);
    });
  });

  it("adds up draws, by cluster", async () => {
    const { financier, drawEscrow } = await escrow();

    const first = financier.drawInto(drawEscrow, 1n, 3n, 3n);
    await first;
    await expect(first)
      .to.emit(drawEscrow, "MoneyArrived")
      .withArgs(1n, 3n, 3n, (await now()) + LONG_WINDOW);
    const second = financier.drawInto(drawEscrow, 1n, DRAWN, DRAWN);
    await second;
    await expect(second)
      .to.emit(drawEscrow, "MoneyArrived")
      .withArgs(1n, DRAWN, DRAWN + 3n, (await now()) + LONG_WINDOW);
    await financier.drawInto(drawEscrow, 2n, 5n, 5n);

    const { drawn, earned, paid, returned } = await drawEscrow.escrowOf(1n);
    expect([drawn, earned, paid, returned]).to.deep.equal([DRAWN + 3n, 0n, 0n, 0n]);
    expect((await drawEscrow.escrowOf(2n)).drawn).to.equal(5n);
  });
});
