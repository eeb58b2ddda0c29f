import { expect } from "chai";
import { signPermit } from "../support/permits.ts";
import { DAY, MAX_UINT256, usdc } from "../support/units.ts";
import { at, ethers, livingVault } from "../support/vaultAlone.ts";

describe("VaultRouter", () => {
  async function withRouter() {
    const fixture = await livingVault();
    const router = await ethers.deployContract("VaultRouter");
    const { asset, vault, other, depositor } = fixture;
    await asset.connect(other).approve(router, MAX_UINT256);
    await vault.connect(depositor).approve(router, MAX_UINT256);
    const isEmpty = async () => {
      expect(await asset.balanceOf(router)).to.equal(0n);
      expect(await vault.balanceOf(router)).to.equal(0n);
      expect(await asset.allowance(router, vault)).to.equal(0n);
    };
    return { ...fixture, router, isEmpty, t: fixture.start + 2n * DAY };
  }

  describe("mint", () => {
    const shares = 12_345n * 10n ** 12n;

    it("reverts with both numbers when the shares would cost one unit more than the maximum", async () => {
      const { router, vault, other, law, t } = await withRouter();
      const assets = law.mint(t, shares);

      await expect(at(t, () => router.connect(other).mint(vault, other, shares, assets - 1n)))
        .to.be.revertedWithCustomError(router, "VaultRouter_TooManyAssets")
        .withArgs(assets, assets - 1n);
    });

    it("mints for the maximum, and keeps nothing", async () => {
      const { router, vault, asset, other, receiver, law, t, isEmpty } = await withRouter();
      const assets = law.mint(t, shares);

      const mint = at(t, () => router.connect(other).mint(vault, receiver, shares, assets));

      await expect(mint).to.emit(vault, "Deposit").withArgs(router, receiver, assets, shares);
      await expect(mint).to.changeTokenBalances(ethers, asset, [other, vault], [-assets, assets]);
      expect(await vault.balanceOf(receiver)).to.equal(shares);
      await isEmpty();
    });
  });

  describe("deposit", () => {
    it("reverts with both numbers when it would mint one share fewer than the minimum", async () => {
      const { router, vault, other, law, t } = await withRouter();
      const shares = law.deposit(t, usdc("900"));

      await expect(at(t, () => router.connect(other).deposit(vault, other, usdc("900"), shares + 1n)))
        .to.be.revertedWithCustomError(router, "VaultRouter_TooFewShares")
        .withArgs(shares, shares + 1n);
    });

    it("deposits for the minimum, and keeps nothing", async () => {
      const { router, vault, other, receiver, law, t, isEmpty } = await withRouter();
      const shares = law.deposit(t, usdc("900"));

      await expect(at(t, () => router.connect(other).deposit(vault, receiver, usdc("900"), shares)))
        .to.emit(vault, "Deposit")
        .withArgs(router, receiver, usdc("900"), shares);
      await isEmpty();
    });
  });

  describe("withdraw", () => {
    it("reverts with both numbers when the exit would burn one share more than the maximum", async () => {
      const { router, vault, depositor, law, t } = await withRouter();
      const shares = law.withdraw(t, usdc("500"));

      await expect(at(t, () => router.connect(depositor).withdraw(vault, depositor, usdc("500"), shares - 1n)))
        .to.be.revertedWithCustomError(router, "VaultRouter_TooManyShares")
        .withArgs(shares, shares - 1n);
    });

    it("pays the receiver for the maximum", async () => {
      const { router, vault, depositor, receiver, law, t, isEmpty } = await withRouter();
      const shares = law.withdraw(t, usdc("500"));

      await expect(at(t, () => router.connect(depositor).withdraw(vault, receiver, usdc("500"), shares)))
        .to.emit(vault, "Withdraw")
        .withArgs(router, receiver, depositor, usdc("500"), shares);
      await isEmpty();
    });

    it("spends nobody's shares but the caller's", async () => {
      const { router, vault, stranger } = await withRouter();

      await expect(router.connect(stranger).withdraw(vault, stranger, usdc("500"), MAX_UINT256))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
        .withArgs(router, 0n, (value: bigint) => value > 0n);
    });
  });

  describe("redeem", () => {
    const shares = 10n ** 15n;

    it("reverts with both numbers when it would pay one unit less than the minimum", async () => {
      const { router, vault, depositor, law, t } = await withRouter();
      const assets = law.redeem(t, shares);

      await expect(at(t, () => router.connect(depositor).redeem(vault, depositor, shares, assets + 1n)))
        .to.be.revertedWithCustomError(router, "VaultRouter_TooFewAssets")
        .withArgs(assets, assets + 1n);
    });

    it("pays the receiver the minimum", async () => {
      const { router, vault, depositor, receiver, law, t, isEmpty } = await withRouter();
      const assets = law.redeem(t, shares);

      await expect(at(t, () => router.connect(depositor).redeem(vault, receiver, shares, assets)))
        .to.emit(vault, "Withdraw")
        .withArgs(router, receiver, depositor, assets, shares);
      await isEmpty();
    });
  });

  describe("selfPermit", () => {
    it("goes with a mint in one call", async () => {
      const { router, vault, asset, other, law, t, isEmpty } = await withRouter();
      await asset.connect(other).approve(router, 0n);
      const assets = law.mint(t, 10n ** 15n);
      const { v, r, s } = await signPermit(asset, other, router, assets, MAX_UINT256);
      const { interface: calls } = router;

      await at(t, () =>
        router
          .connect(other)
          .multicall([
            calls.encodeFunctionData("selfPermit", [asset.target, assets, MAX_UINT256, v, r, s]),
            calls.encodeFunctionData("mint", [vault.target, other.address, 10n ** 15n, assets]),
          ]),
      );

      expect(await vault.balanceOf(other)).to.equal(10n ** 15n);
      await isEmpty();
    });

    it("is no failure when somebody has used the permit first", async () => {
      const { router, asset, other } = await withRouter();
      const { v, r, s } = await signPermit(asset, other, router, 5n, MAX_UINT256);
      await asset.permit(other, router, 5n, MAX_UINT256, v, r, s);

      await router.connect(other).selfPermit(asset, 5n, MAX_UINT256, v, r, s);

      expect(await asset.allowance(other, router)).to.equal(5n);
    });
  });

  describe("given a vault whose preview is too high", () => {
    it("gives back what the vault did not take", async () => {
      const { router, asset, other } = await withRouter();
      const vault = await ethers.deployContract("MockGenerousVault", [asset]);
      const before = await asset.balanceOf(other);

      await router.connect(other).mint(vault, other, 100n, 107n);

      expect(before - (await asset.balanceOf(other))).to.equal(100n);
      expect(await asset.balanceOf(router)).to.equal(0n);
      expect(await asset.allowance(router, vault)).to.equal(0n);
    });
  });
});
