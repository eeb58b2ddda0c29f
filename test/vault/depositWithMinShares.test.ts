import { expect } from "chai";
import { shouldGuardEntries } from "../support/entryGuards.ts";
import { DAY, usdc } from "../support/units.ts";
import { at, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.depositWithMinShares", () => {
  shouldGuardEntries(({ vault, depositor }, assets, receiver) =>
    vault.connect(depositor).depositWithMinShares(assets, receiver, 0n),
  );

  describe("given a price that moves", () => {
    describe("when the deposit would mint one share fewer than the minimum", () => {
      it("reverts with both numbers", async () => {
        const { vault, other, law, start } = await livingVault();
        const t = start + 2n * DAY;
        const shares = law.deposit(t, usdc("500"));

        await expect(at(t, () => vault.connect(other).depositWithMinShares(usdc("500"), other, shares + 1n)))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooFewShares")
          .withArgs(shares, shares + 1n);
      });
    });

    describe("when the deposit mints the minimum", () => {
      it("mints it", async () => {
        const { vault, other, receiver, law, start } = await livingVault();
        const t = start + 2n * DAY;
        const shares = law.deposit(t, usdc("500"));

        await expect(at(t, () => vault.connect(other).depositWithMinShares(usdc("500"), receiver, shares)))
          .to.emit(vault, "Deposit")
          .withArgs(other, receiver, usdc("500"), shares);
      });
    });
  });
});
