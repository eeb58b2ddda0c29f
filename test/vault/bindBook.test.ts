import { expect } from "chai";
import { emptyVault, ethers } from "../support/vaultAlone.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

describe("GpuYieldVault.bindBook", () => {
  async function unbound() {
    const fixture = await emptyVault();
    const vault = await ethers.deployContract("GpuYieldVault", [fixture.manager, fixture.asset, vaultTerms()]);
    return { ...fixture, vault };
  }

  describe("when the caller has no role", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await unbound();

      await expect(vault.connect(stranger).bindBook(stranger))
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("given no book is bound", () => {
    describe("when the book is the zero address", () => {
      it("reverts", async () => {
        const { vault } = await unbound();

        await expect(vault.bindBook(ethers.ZeroAddress)).to.be.revertedWithCustomError(
          vault,
          "GpuYieldVault_ZeroAddress",
        );
      });
    });

    describe("when the book is an account", () => {
      it("binds it", async () => {
        const { vault, book } = await unbound();
        expect(await vault.book()).to.equal(ethers.ZeroAddress);

        await expect(vault.bindBook(book)).to.emit(vault, "BookBound").withArgs(book);
        expect(await vault.book()).to.equal(book);
      });
    });
  });

  describe("given a book is bound", () => {
    it("reverts with it: once and for life", async () => {
      const { vault, book, other } = await emptyVault();

      await expect(vault.bindBook(other))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_BookAlreadyBound")
        .withArgs(book);
      expect(await vault.book()).to.equal(book);
    });
  });
});
