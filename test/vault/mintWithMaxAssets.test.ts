import { expect } from "chai";
import { shouldGuardEntries } from "../support/entryGuards.ts";
import { DAY, MAX_UINT256 } from "../support/units.ts";
import { at, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.mintWithMaxAssets", () => {
  shouldGuardEntries(({ vault, depositor }, assets, receiver) =>
    vault.connect(depositor).mintWithMaxAssets(assets * 10n ** 6n, receiver, MAX_UINT256),
  );

  describe("given a price that moves", () => {
    const shares = 12_345n * 10n ** 12n;

    describe("when the shares would cost one unit more than the maximum", () => {
      it("reverts with both numbers", async () => {
        const { vault, other, law, start } = await livingVault();
        const t = start + 2n * DAY;
        const assets = law.mint(t, shares);

        await expect(at(t, () => vault.connect(other).mintWithMaxAssets(shares, other, assets - 1n)))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooManyAssets")
          .withArgs(assets, assets - 1n);
      });
    });

    describe("when the shares cost the maximum", () => {
      it("mints them", async () => {
        const { vault, other, receiver, law, start } = await livingVault();
        const t = start + 2n * DAY;
        const assets = law.mint(t, shares);

        await expect(at(t, () => vault.connect(other).mintWithMaxAssets(shares, receiver, assets)))
          .to.emit(vault, "Deposit")
          .withArgs(other, receiver, assets, shares);
      });
    });
  });
});
