import { expect } from "chai";
import { shouldGuardExits } from "../support/exitGuards.ts";
import { DAY } from "../support/units.ts";
import { at, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.redeemWithMinAssets", () => {
  shouldGuardExits(({ vault }, caller, assets, receiver, owner) =>
    vault.connect(caller).redeemWithMinAssets(assets * 10n ** 6n, receiver, owner, 0n),
  );

  describe("given a price that moves", () => {
    const shares = 321n * 10n ** 12n;

    describe("when the exit would pay one unit less than the minimum", () => {
      it("reverts with both numbers", async () => {
        const { vault, depositor, law, start } = await livingVault();
        const t = start + 2n * DAY;
        const assets = law.redeem(t, shares);

        await expect(
          at(t, () => vault.connect(depositor).redeemWithMinAssets(shares, depositor, depositor, assets + 1n)),
        )
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooFewAssets")
          .withArgs(assets, assets + 1n);
      });
    });

    describe("when the exit pays the minimum", () => {
      it("pays", async () => {
        const { vault, depositor, receiver, law, start } = await livingVault();
        const t = start + 2n * DAY;
        const assets = law.redeem(t, shares);

        await expect(at(t, () => vault.connect(depositor).redeemWithMinAssets(shares, receiver, depositor, assets)))
          .to.emit(vault, "Withdraw")
          .withArgs(depositor, receiver, depositor, assets, shares);
      });
    });
  });
});
