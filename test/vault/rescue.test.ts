import { expect } from "chai";
import { emptyVault, ethers, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.rescue", () => {
  describe("when the caller has no role", () => {
    it("reverts with the caller", async () => {
      const { vault, asset, stranger } = await livingVault();

      await expect(vault.connect(stranger).rescue(asset, stranger))
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("when the token is the asset", () => {
    it("reverts with it", async () => {
      const { vault, asset, admin } = await livingVault();

      await expect(vault.rescue(asset, admin))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotRescuable")
        .withArgs(asset);
    });
  });

  describe("when the token is the share", () => {
    it("reverts with it, also for shares that lie in the vault", async () => {
      const { vault, admin, depositor } = await livingVault();
      await vault.connect(depositor).transfer(vault, 5n);

      await expect(vault.rescue(vault, admin))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotRescuable")
        .withArgs(vault);
    });
  });

  describe("when the token is any other", () => {
    it("sends out all of it", async () => {
      const { vault, receiver } = await emptyVault();
      const lost = await ethers.deployContract("MockToken", ["Lost", "LOST", 18]);
      await lost.mint(vault, 77n);

      const rescue = vault.rescue(lost, receiver);

      await expect(rescue).to.emit(vault, "Rescued").withArgs(lost, receiver, 77n);
      await expect(rescue).to.changeTokenBalances(ethers, lost, [vault, receiver], [-77n, 77n]);
    });
  });

  describe("when the token answers nothing", () => {
    it("sends it out all the same", async () => {
      const { vault, receiver } = await emptyVault();
      const lost = await ethers.deployContract("MockNoReturnToken", [6]);
      await lost.mint(vault, 77n);

      await vault.rescue(lost, receiver);

      expect(await lost.balanceOf(receiver)).to.equal(77n);
    });
  });
});
