import { expect } from "chai";
import { DAY, MAX_UINT256 } from "../support/units.ts";
import { ethers, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.transfer", () => {
  describe("when the receiver is the zero address", () => {
    it("reverts", async () => {
      const { vault, depositor } = await livingVault();

      await expect(vault.connect(depositor).transfer(ethers.ZeroAddress, 1n))
        .to.be.revertedWithCustomError(vault, "ERC20InvalidReceiver")
        .withArgs(ethers.ZeroAddress);
    });
  });

  describe("when the sender holds one share too few", () => {
    it("reverts with balance and need", async () => {
      const { vault, depositor, other } = await livingVault();
      const balance = await vault.balanceOf(depositor);

      await expect(vault.connect(depositor).transfer(other, balance + 1n))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientBalance")
        .withArgs(depositor, balance, balance + 1n);
    });
  });

  describe("when the sender holds the shares", () => {
    it("moves them, and nothing else", async () => {
      const { vault, depositor, other } = await livingVault();
      const balance = await vault.balanceOf(depositor);

      const transfer = vault.connect(depositor).transfer(other, balance);

      await expect(transfer).to.emit(vault, "Transfer").withArgs(depositor, other, balance);
      await expect(transfer).to.changeTokenBalances(ethers, vault, [depositor, other], [-balance, balance]);
      expect(await vault.totalSupply()).to.equal(balance);
      expect(await vault.connect(other).transfer.staticCall(depositor, 1n)).to.equal(true);
    });

    it("moves them to the sender itself without making any", async () => {
      const { vault, depositor } = await livingVault();

      await expect(vault.connect(depositor).transfer(depositor, 5n)).to.changeTokenBalance(
        ethers,
        vault,
        depositor,
        0n,
      );
    });

    it("works while the vault is paused", async () => {
      const { vault, depositor, other } = await livingVault();
      await vault.pause();

      await vault.connect(depositor).transfer(other, 5n);

      expect(await vault.balanceOf(other)).to.equal(5n);
    });
  });
});

describe("GpuYieldVault.transferFrom", () => {
  describe("when the allowance is one share short", () => {
    it("reverts with allowance and need", async () => {
      const { vault, depositor, stranger } = await livingVault();
      await vault.connect(depositor).approve(stranger, 6n);

      await expect(vault.connect(stranger).transferFrom(depositor, stranger, 7n))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
        .withArgs(stranger, 6n, 7n);
    });
  });

  describe("when the allowance is enough", () => {
    it("spends it", async () => {
      const { vault, depositor, stranger, other } = await livingVault();
      await vault.connect(depositor).approve(stranger, 7n);

      await expect(vault.connect(stranger).transferFrom(depositor, other, 6n)).to.changeTokenBalances(
        ethers,
        vault,
        [depositor, other],
        [-6n, 6n],
      );
      expect(await vault.allowance(depositor, stranger)).to.equal(1n);
    });
  });

  describe("when the allowance is infinite", () => {
    it("stays infinite", async () => {
      const { vault, depositor, stranger, other } = await livingVault();
      await vault.connect(depositor).approve(stranger, MAX_UINT256);

      expect(await vault.connect(stranger).transferFrom.staticCall(depositor, other, 6n)).to.equal(true);
      await vault.connect(stranger).transferFrom(depositor, other, 6n);

      expect(await vault.allowance(depositor, stranger)).to.equal(MAX_UINT256);
    });
  });
});

describe("GpuYieldVault.approve", () => {
  describe("when the spender is the zero address", () => {
    it("reverts", async () => {
      const { vault, depositor } = await livingVault();

      await expect(vault.connect(depositor).approve(ethers.ZeroAddress, 1n))
        .to.be.revertedWithCustomError(vault, "ERC20InvalidSpender")
        .withArgs(ethers.ZeroAddress);
    });
  });

  describe("when the spender is an account", () => {
    it("replaces its allowance", async () => {
      const { vault, depositor, stranger } = await livingVault();
      await vault.connect(depositor).approve(stranger, 9n);

      await expect(vault.connect(depositor).approve(stranger, 4n))
        .to.emit(vault, "Approval")
        .withArgs(depositor, stranger, 4n);
      expect(await vault.allowance(depositor, stranger)).to.equal(4n);
      expect(await vault.connect(depositor).approve.staticCall(stranger, DAY)).to.equal(true);
    });
  });
});
