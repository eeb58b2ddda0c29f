import { expect } from "chai";
import { shouldGuardEntries } from "../support/entryGuards.ts";
import { DAY } from "../support/units.ts";
import { at, emptyVault, ethers, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.mint", () => {
  shouldGuardEntries(({ vault, depositor }, assets, receiver) =>
    vault.connect(depositor).mint(assets * 10n ** 6n, receiver),
  );

  describe("given an empty vault", () => {
    it("charges a whole unit for a single share", async () => {
      const { vault, asset, depositor } = await emptyVault();

      await expect(vault.connect(depositor).mint(1n, depositor)).to.changeTokenBalance(ethers, asset, depositor, -1n);
    });
  });

  describe("given rent that vests and hardware that depreciates", () => {
    it("charges the NAV of that second, rounded up", async () => {
      const { vault, asset, other, receiver, law, start } = await livingVault();
      const t = start + 4n * DAY + 1n;
      const shares = 98_765_432_109_876_543n;
      const assets = law.mint(t, shares);

      const mint = at(t, () => vault.connect(other).mint(shares, receiver));

      await expect(mint).to.emit(vault, "Deposit").withArgs(other, receiver, assets, shares);
      await expect(mint).to.emit(vault, "Transfer").withArgs(ethers.ZeroAddress, receiver, shares);
      await expect(mint).to.changeTokenBalances(ethers, asset, [other, vault], [-assets, assets]);
      expect(await vault.balanceOf(receiver)).to.equal(shares);
      expect(await vault.totalSupply()).to.equal(law.supply);
      expect((await vault.state()).cash).to.equal(law.cash);
    });

    it("returns the assets", async () => {
      const { vault, other, law, start } = await livingVault();

      expect(await vault.connect(other).mint.staticCall(7n * 10n ** 12n, other)).to.equal(
        law.assetsUp(start, 7n * 10n ** 12n),
      );
    });
  });
});
