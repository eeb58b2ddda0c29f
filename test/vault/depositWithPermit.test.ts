import { expect } from "chai";
import { Signature } from "ethers";
import { shouldGuardEntries } from "../support/entryGuards.ts";
import { signPermit } from "../support/permits.ts";
import { DAY, MAX_UINT256, usdc } from "../support/units.ts";
import { at, emptyVault, ethers, livingVault, now } from "../support/vaultAlone.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

const NO_SIGNATURE = { v: 27, r: ethers.ZeroHash, s: ethers.ZeroHash };

describe("GpuYieldVault.depositWithPermit", () => {
  shouldGuardEntries(({ vault, depositor }, assets, receiver) =>
    vault
      .connect(depositor)
      .depositWithPermit(assets, receiver, 0n, MAX_UINT256, NO_SIGNATURE.v, NO_SIGNATURE.r, NO_SIGNATURE.s),
  );

  /** `other` has tokens but has approved nothing. */
  async function withoutAllowance() {
    const fixture = await livingVault();
    await fixture.asset.connect(fixture.other).approve(fixture.vault, 0n);
    return fixture;
  }

  describe("given no allowance", () => {
    describe("when the permit is the caller's", () => {
      it("deposits with it", async () => {
        const { vault, asset, other, receiver, law, start } = await withoutAllowance();
        const t = start + DAY;
        const { v, r, s } = await signPermit(asset, other, vault, usdc("900"), MAX_UINT256);
        const shares = law.deposit(t, usdc("900"));

        await expect(
          at(t, () => vault.connect(other).depositWithPermit(usdc("900"), receiver, shares, MAX_UINT256, v, r, s)),
        )
          .to.emit(vault, "Deposit")
          .withArgs(other, receiver, usdc("900"), shares);
        expect(await asset.allowance(other, vault)).to.equal(0n);
        expect(await asset.nonces(other)).to.equal(1n);
      });
    });

    describe("when somebody has used the permit first", () => {
      it("deposits all the same", async () => {
        const { vault, asset, other, stranger } = await withoutAllowance();
        const { v, r, s } = await signPermit(asset, other, vault, usdc("900"), MAX_UINT256);
        await asset.connect(stranger).permit(other, vault, usdc("900"), MAX_UINT256, v, r, s);

        await expect(
          vault.connect(other).depositWithPermit(usdc("900"), other, 0n, MAX_UINT256, v, r, s),
        ).to.changeTokenBalance(ethers, asset, other, -usdc("900"));
      });
    });

    describe("when the permit was signed by somebody else", () => {
      it("reverts for want of an allowance", async () => {
        const { vault, asset, other, stranger } = await withoutAllowance();
        const { v, r, s } = await signPermit(asset, other, vault, usdc("900"), MAX_UINT256, { signer: stranger });

        await expect(vault.connect(other).depositWithPermit(usdc("900"), other, 0n, MAX_UINT256, v, r, s))
          .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
          .withArgs(vault, 0n, usdc("900"));
      });
    });

    describe("when the permit has expired", () => {
      it("reverts for want of an allowance", async () => {
        const { vault, asset, other } = await withoutAllowance();
        const deadline = await now();
        const { v, r, s } = await signPermit(asset, other, vault, usdc("900"), deadline);

        await expect(vault.connect(other).depositWithPermit(usdc("900"), other, 0n, deadline, v, r, s))
          .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
          .withArgs(vault, 0n, usdc("900"));
      });
    });
  });

  describe("given a permit and a minimum of shares", () => {
    describe("when the deposit would mint fewer", () => {
      it("reverts, and the permit stays unused", async () => {
        const { vault, asset, other, law, start } = await withoutAllowance();
        const { v, r, s } = await signPermit(asset, other, vault, usdc("900"), MAX_UINT256);
        const shares = law.deposit(start + DAY, usdc("900"));

        await expect(
          at(start + DAY, () =>
            vault.connect(other).depositWithPermit(usdc("900"), other, shares + 1n, MAX_UINT256, v, r, s),
          ),
        )
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooFewShares")
          .withArgs(shares, shares + 1n);
        expect(await asset.nonces(other)).to.equal(0n);
      });
    });
  });

  describe("given an asset without permits", () => {
    it("deposits from the allowance", async () => {
      const { admin, depositor, manager } = await emptyVault();
      const asset = await ethers.deployContract("MockNoReturnToken", [6]);
      const vault = await ethers.deployContract(
        "GpuYieldVault",
        [manager, asset, vaultTerms({ capWholeTokens: 5n })],
        admin,
      );
      await asset.mint(depositor, usdc("5"));
      await asset.connect(depositor).approve(vault, usdc("5"));
      const { v, r, s } = Signature.from({ ...NO_SIGNATURE, v: 28 });

      await vault.connect(depositor).depositWithPermit(usdc("5"), depositor, 0n, MAX_UINT256, v, r, s);

      expect(await vault.balanceOf(depositor)).to.equal(usdc("5") * 10n ** 6n);
    });
  });
});
