import { expect } from "chai";
import { livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.unpause", () => {
  describe("when the caller has no role", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await livingVault();

      await expect(vault.connect(stranger).unpause())
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("given the vault is open", () => {
    it("reverts", async () => {
      const { vault } = await livingVault();

      await expect(vault.unpause()).to.be.revertedWithCustomError(vault, "GpuYieldVault_NotPaused");
    });
  });

  describe("given the vault is paused", () => {
    it("opens it, and says by whom", async () => {
      const { vault, lens, admin, other } = await livingVault();
      await vault.pause();

      await expect(vault.unpause()).to.emit(vault, "Unpaused").withArgs(admin);

      expect(await lens.paused()).to.equal(false);
      await vault.connect(other).deposit(1n, other);
    });
  });
});
