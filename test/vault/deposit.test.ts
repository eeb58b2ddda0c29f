import { expect } from "chai";
import { shouldGuardEntries } from "../support/entryGuards.ts";
import { DAY, usdc } from "../support/units.ts";
import { at, ethers, livingVault, SHARE_UNIT } from "../support/vaultAlone.ts";

describe("GpuYieldVault.deposit", () => {
  shouldGuardEntries(({ vault, depositor }, assets, receiver) => vault.connect(depositor).deposit(assets, receiver));

  describe("given rent that vests and hardware that depreciates", () => {
    describe("when the caller has too few tokens", () => {
      it("reverts with the token's error", async () => {
        const { vault, asset, stranger } = await livingVault();
        await asset.connect(stranger).approve(vault, usdc("1_000"));
        await asset.burn(stranger, (await asset.balanceOf(stranger)) - 5n);

        await expect(vault.connect(stranger).deposit(6n, stranger))
          .to.be.revertedWithCustomError(asset, "ERC20InsufficientBalance")
          .withArgs(stranger, 5n, 6n);
      });
    });

    describe("when the caller has the tokens", () => {
      it("mints shares at the NAV of that second, rounded down", async () => {
        const { vault, asset, other, receiver, law, start } = await livingVault();
        const t = start + 3n * DAY + 7n;
        const assets = usdc("123_456.789012");
        const shares = law.deposit(t, assets);

        const deposit = at(t, () => vault.connect(other).deposit(assets, receiver));

        await expect(deposit).to.emit(vault, "Deposit").withArgs(other, receiver, assets, shares);
        await expect(deposit).to.emit(vault, "Transfer").withArgs(ethers.ZeroAddress, receiver, shares);
        await expect(deposit).to.changeTokenBalances(ethers, asset, [other, vault], [-assets, assets]);
        expect(await vault.balanceOf(receiver)).to.equal(shares);
        expect(await vault.totalSupply()).to.equal(law.supply);
        expect((await vault.state()).cash).to.equal(law.cash);
      });

      it("returns the shares", async () => {
        const { vault, other, law, start } = await livingVault();

        expect(await vault.connect(other).deposit.staticCall(usdc("7"), other)).to.equal(
          law.sharesDown(start, usdc("7")),
        );
      });

      it("leaves the price where it was but for the rounding, which stays in the vault", async () => {
        const { vault, lens, other, law, start } = await livingVault();
        const t = start + 5n * DAY;
        const before = law.entryPriceAt(t, SHARE_UNIT);
        law.deposit(t, usdc("1_000.000007"));

        await at(t, () => vault.connect(other).deposit(usdc("1_000.000007"), other));

        const after = await lens.entryPrice();
        expect(after).to.equal(law.entryPriceAt(t, SHARE_UNIT));
        expect(after - before).to.be.within(0n, 1n);
      });

      it("takes a single unit for a little less than 10^6 shares", async () => {
        const { vault, other, law, start } = await livingVault();
        const shares = law.deposit(start + DAY, 1n);

        await at(start + DAY, () => vault.connect(other).deposit(1n, other));

        expect(await vault.balanceOf(other)).to.equal(shares);
        expect(shares).to.be.below(10n ** 6n);
      });
    });
  });
});
