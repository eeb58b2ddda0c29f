import { expect } from "chai";
import { DAY, NEVER, usdc } from "../support/units.ts";
import { at, emptyVault, ethers, livingVault, SHARE_UNIT } from "../support/vaultAlone.ts";

describe("GpuYieldVault.fund", () => {
  describe("when the caller is not the book", () => {
    it("reverts with the caller", async () => {
      const { vault, admin } = await livingVault();

      await expect(vault.connect(admin).fund(admin, 1n, NEVER))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotBook")
        .withArgs(admin);
    });
  });

  describe("given the vault is paused", () => {
    it("reverts: a pause stops draws", async () => {
      const { vault, admin, book } = await livingVault();
      await vault.connect(admin).pause();

      await expect(vault.connect(book).fund(book, 1n, NEVER)).to.be.revertedWithCustomError(
        vault,
        "GpuYieldVault_Paused",
      );
    });
  });

  describe("given cash of 1,000", () => {
    async function withCash() {
      const fixture = await emptyVault();
      await fixture.vault.connect(fixture.depositor).deposit(usdc("1_000"), fixture.depositor);
      return fixture;
    }

    describe("when one unit more than the cash is drawn", () => {
      it("reverts with both numbers", async () => {
        const { vault, book } = await withCash();

        await expect(vault.connect(book).fund(book, usdc("1_000") + 1n, NEVER))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
          .withArgs(usdc("1_000") + 1n, usdc("1_000"));
      });
    });

    describe("when all of it is drawn", () => {
      it("pays the receiver, and cash becomes value to the unit", async () => {
        const { vault, asset, book, receiver } = await withCash();

        const fund = vault.connect(book).fund(receiver, usdc("1_000"), NEVER);

        await expect(fund).to.emit(vault, "Funded").withArgs(receiver, usdc("1_000"));
        await expect(fund).to.changeTokenBalances(ethers, asset, [vault, receiver], [-usdc("1_000"), usdc("1_000")]);
        const { cash, value, nav } = await vault.state();
        expect([cash, value, nav]).to.deep.equal([0n, usdc("1_000"), usdc("1_000")]);
      });

      it("keeps the book's next due item", async () => {
        const { vault, book } = await withCash();

        await vault.connect(book).fund(book, usdc("1_000"), 4_000_000_000n);

        expect((await vault.state()).nextDue).to.equal(4_000_000_000n);
      });
    });
  });

  describe("given rent that vests and hardware that wears", () => {
    it("moves no price", async () => {
      const { vault, book, law, start } = await livingVault();
      const t = start + 2n * DAY;
      const before = law.entryPriceAt(t, SHARE_UNIT);
      law.fund(t, usdc("100_000"));

      await at(t, () => vault.connect(book).fund(book, usdc("100_000"), NEVER));

      expect(await vault.entryPrice()).to.equal(before);
      expect(law.entryPriceAt(t, SHARE_UNIT)).to.equal(before);
    });
  });
});
