import { expect } from "chai";
import { shouldGuardExits } from "../support/exitGuards.ts";
import { DAY, usdc } from "../support/units.ts";
import { at, ethers, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.withdraw", () => {
  shouldGuardExits(({ vault }, caller, assets, receiver, owner) =>
    vault.connect(caller).withdraw(assets, receiver, owner),
  );

  describe("given rent that vests and hardware that depreciates", () => {
    it("burns shares at the NAV of that second, rounded up", async () => {
      const { vault, asset, depositor, receiver, law, start } = await livingVault();
      const t = start + 6n * DAY + 5n;
      const assets = usdc("54_321.000001");
      const held = await vault.balanceOf(depositor);
      const shares = law.withdraw(t, assets);

      const withdraw = at(t, () => vault.connect(depositor).withdraw(assets, receiver, depositor));

      await expect(withdraw).to.emit(vault, "Withdraw").withArgs(depositor, receiver, depositor, assets, shares);
      await expect(withdraw).to.emit(vault, "Transfer").withArgs(depositor, ethers.ZeroAddress, shares);
      await expect(withdraw).to.changeTokenBalances(ethers, asset, [vault, receiver], [-assets, assets]);
      expect(await vault.balanceOf(depositor)).to.equal(held - shares);
      expect(await vault.totalSupply()).to.equal(law.supply);
      expect((await vault.state()).cash).to.equal(law.cash);
    });

    it("returns the shares", async () => {
      const { vault, depositor, law, start } = await livingVault();

      expect(await vault.connect(depositor).withdraw.staticCall(usdc("7"), depositor, depositor)).to.equal(
        law.sharesUp(start, usdc("7")),
      );
    });
  });
});
