import { expect } from "chai";
import { emptyVault, ethers } from "../support/vaultAlone.ts";

describe("GpuYieldVault.bindSource", () => {
  describe("when the caller has no role", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await emptyVault();

      await expect(vault.connect(stranger).bindSource(stranger))
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("when the source is the zero address", () => {
    it("reverts", async () => {
      const { vault } = await emptyVault();

      await expect(vault.bindSource(ethers.ZeroAddress)).to.be.revertedWithCustomError(
        vault,
        "GpuYieldVault_ZeroAddress",
      );
    });
  });

  describe("when the source is bound already", () => {
    it("reverts with it", async () => {
      const { vault, source } = await emptyVault();

      await expect(vault.bindSource(source))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_SourceAlreadyBound")
        .withArgs(source);
    });
  });

  describe("when the source is new", () => {
    it("binds it", async () => {
      const { vault, source, other } = await emptyVault();
      expect(await vault.isSource(other)).to.equal(false);

      await expect(vault.bindSource(other)).to.emit(vault, "SourceBound").withArgs(other);

      expect(await vault.isSource(other)).to.equal(true);
      expect(await vault.sources()).to.deep.equal([source.address, other.address]);
    });
  });

  describe("given eight sources", () => {
    it("reverts with the most there may be", async () => {
      const { vault } = await emptyVault();
      for (let i = 0; i < 7; ++i) await vault.bindSource(ethers.Wallet.createRandom());

      await expect(vault.bindSource(ethers.Wallet.createRandom()))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooManySources")
        .withArgs(8n);
    });
  });
});

describe("GpuYieldVault.unbindSource", () => {
  /** Three sources: an account, and two contracts that say whether they are idle. */
  async function withSources() {
    const fixture = await emptyVault();
    const idle = await ethers.deployContract("MockAssetSource");
    const busy = await ethers.deployContract("MockAssetSource");
    await idle.setIdle(true);
    await fixture.vault.bindSource(idle);
    await fixture.vault.bindSource(busy);
    return { ...fixture, idle, busy };
  }

  describe("when the caller has no role", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger, idle } = await withSources();

      await expect(vault.connect(stranger).unbindSource(idle))
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("when it is no source", () => {
    it("reverts with it", async () => {
      const { vault, other } = await withSources();

      await expect(vault.unbindSource(other))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotSource")
        .withArgs(other);
    });
  });

  describe("when the source holds something", () => {
    it("reverts with it", async () => {
      const { vault, busy } = await withSources();

      await expect(vault.unbindSource(busy))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_SourceInUse")
        .withArgs(busy);
    });
  });

  describe("when the source holds nothing", () => {
    it("unbinds it, and leaves the others", async () => {
      const { vault, source, idle, busy } = await withSources();

      await expect(vault.unbindSource(idle)).to.emit(vault, "SourceUnbound").withArgs(idle);

      expect(await vault.isSource(idle)).to.equal(false);
      expect(await vault.isSource(busy)).to.equal(true);
      expect(await vault.sources()).to.deep.equal([source.address, await busy.getAddress()]);
    });

    it("unbinds the last one of the list too", async () => {
      const { vault, source, idle, busy } = await withSources();
      await busy.setIdle(true);

      await vault.unbindSource(busy);

      expect(await vault.sources()).to.deep.equal([source.address, await idle.getAddress()]);
    });
  });
});
