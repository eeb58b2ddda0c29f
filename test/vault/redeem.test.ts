import { expect } from "chai";
import { shouldGuardExits } from "../support/exitGuards.ts";
import { DAY } from "../support/units.ts";
import { at, ethers, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.redeem", () => {
  shouldGuardExits(({ vault }, caller, assets, receiver, owner) =>
    vault.connect(caller).redeem(assets * 10n ** 6n, receiver, owner),
  );

  describe("given rent that vests and hardware that depreciates", () => {
    it("pays the NAV of that second, rounded down", async () => {
      const { vault, asset, depositor, receiver, law, start } = await livingVault();
      const t = start + 6n * DAY + 5n;
      const shares = 54_321_000_001_234_567n;
      const held = await vault.balanceOf(depositor);
      const assets = law.redeem(t, shares);

      const redeem = at(t, () => vault.connect(depositor).redeem(shares, receiver, depositor));

      await expect(redeem).to.emit(vault, "Withdraw").withArgs(depositor, receiver, depositor, assets, shares);
      await expect(redeem).to.emit(vault, "Transfer").withArgs(depositor, ethers.ZeroAddress, shares);
      await expect(redeem).to.changeTokenBalances(ethers, asset, [vault, receiver], [-assets, assets]);
      expect(await vault.balanceOf(depositor)).to.equal(held - shares);
      expect(await vault.totalSupply()).to.equal(law.supply);
      expect((await vault.state()).cash).to.equal(law.cash);
    });

    it("returns the assets", async () => {
      const { vault, depositor, law, start } = await livingVault();

      expect(await vault.connect(depositor).redeem.staticCall(7n * 10n ** 12n, depositor, depositor)).to.equal(
        law.assetsDown(start, 7n * 10n ** 12n),
      );
    });
  });
});
