import { expect } from "chai";
import { usdc } from "../support/units.ts";
import { CAP_WHOLE_TOKENS, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.lowerCap", () => {
  describe("when the caller has no role", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await livingVault();

      await expect(vault.connect(stranger).lowerCap(1))
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  for (const cap of [CAP_WHOLE_TOKENS, CAP_WHOLE_TOKENS + 1n]) {
    describe(`when ${cap} is not lower`, () => {
      it("reverts with both numbers", async () => {
        const { vault } = await livingVault();

        await expect(vault.lowerCap(cap))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_CapNotLower")
          .withArgs(cap, CAP_WHOLE_TOKENS);
      });
    });
  }

  for (const cap of [CAP_WHOLE_TOKENS - 1n, 0n]) {
    describe(`when ${cap} is lower`, () => {
      it("lowers the cap", async () => {
        const { vault, lens, law } = await livingVault();

        await expect(vault.lowerCap(cap))
          .to.emit(vault, "CapChanged")
          .withArgs(CAP_WHOLE_TOKENS * usdc("1"), cap * usdc("1"));
        expect(await lens.cap()).to.equal(cap * usdc("1"));
        expect((await vault.state()).cash).to.equal(law.cash);
      });
    });
  }
});
