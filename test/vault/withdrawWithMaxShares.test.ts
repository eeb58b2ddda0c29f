import { expect } from "chai";
import { shouldGuardExits } from "../support/exitGuards.ts";
import { DAY, MAX_UINT256, usdc } from "../support/units.ts";
import { at, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.withdrawWithMaxShares", () => {
  shouldGuardExits(({ vault }, caller, assets, receiver, owner) =>
    vault.connect(caller).withdrawWithMaxShares(assets, receiver, owner, MAX_UINT256),
  );

  describe("given a price that moves", () => {
    describe("when the exit would burn one share more than the maximum", () => {
      it("reverts with both numbers", async () => {
        const { vault, depositor, law, start } = await livingVault();
        const t = start + 2n * DAY;
        const shares = law.withdraw(t, usdc("500"));

        await expect(
          at(t, () => vault.connect(depositor).withdrawWithMaxShares(usdc("500"), depositor, depositor, shares - 1n)),
        )
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooManyShares")
          .withArgs(shares, shares - 1n);
      });
    });

    describe("when the exit burns the maximum", () => {
      it("pays", async () => {
        const { vault, depositor, receiver, law, start } = await livingVault();
        const t = start + 2n * DAY;
        const shares = law.withdraw(t, usdc("500"));

        await expect(
          at(t, () => vault.connect(depositor).withdrawWithMaxShares(usdc("500"), receiver, depositor, shares)),
        )
          .to.emit(vault, "Withdraw")
          .withArgs(depositor, receiver, depositor, usdc("500"), shares);
      });
    });
  });
});
