import { expect } from "chai";
import { DAY } from "../support/units.ts";
import { at, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.pause", () => {
  describe("when the caller has no role", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await livingVault();

      await expect(vault.connect(stranger).pause())
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("given the vault is paused", () => {
    it("reverts", async () => {
      const { vault } = await livingVault();
      await vault.pause();

      await expect(vault.pause()).to.be.revertedWithCustomError(vault, "GpuYieldVault_Paused");
    });
  });

  describe("given the vault is open", () => {
    it("pauses it, and says by whom", async () => {
      const { vault, lens, admin } = await livingVault();
      expect(await lens.paused()).to.equal(false);

      await expect(vault.pause()).to.emit(vault, "Paused").withArgs(admin);
      expect(await lens.paused()).to.equal(true);
    });

    it("closes entrances and no exit", async () => {
      const { vault, depositor } = await livingVault();
      const [assets, shares] = [await vault.maxWithdraw(depositor), await vault.maxRedeem(depositor)];

      await vault.pause();

      expect(await vault.maxDeposit(depositor)).to.equal(0n);
      expect(await vault.maxMint(depositor)).to.equal(0n);
      expect(assets).to.be.greaterThan(0n);
      expect(await vault.maxWithdraw(depositor)).to.be.at.least(assets);
      expect(await vault.maxRedeem(depositor)).to.be.within(shares - shares / 1_000n, shares);
    });

    it("moves no number: what is locked vests on, what depreciates depreciates on", async () => {
      const { vault, law, start } = await livingVault();

      await at(start + 3n * DAY, () => vault.pause());

      expect((await vault.state()).nav).to.equal(law.navAt(start + 3n * DAY));
    });
  });
});
