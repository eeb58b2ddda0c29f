import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { ContractTransactionResponse } from "ethers";
import { emptyVault, ethers, livingVault } from "./vaultAlone.ts";
import { MAX_UINT256, usdc } from "./units.ts";

type Fixture = Awaited<ReturnType<typeof emptyVault>>;

/** Leaves with what is worth `assets` base units, in a vault in which a unit is worth 10^6 shares. */
export type Leave = (
  fixture: Fixture,
  caller: HardhatEthersSigner,
  assets: bigint,
  receiver: string,
  owner: string,
) => Promise<ContractTransactionResponse>;

/** What every exit refuses and what none may refuse. */
export function shouldGuardExits(leave: Leave): void {
  const deposited = usdc("1_000");
  const withDeposit = async () => {
    const fixture = await emptyVault();
    await fixture.vault.connect(fixture.depositor).deposit(deposited, fixture.depositor);
    return fixture;
  };

  describe("given a caller who does not own the shares", () => {
    describe("when it has no allowance", () => {
      it("reverts with what it would need", async () => {
        const fixture = await withDeposit();
        const { vault, stranger, depositor } = fixture;

        await expect(leave(fixture, stranger, 5n, stranger.address, depositor.address))
          .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
          .withArgs(stranger, 0n, 5_000_000n);
      });
    });

    describe("when its allowance is one share short", () => {
      it("reverts", async () => {
        const fixture = await withDeposit();
        const { vault, stranger, depositor } = fixture;
        await vault.connect(depositor).approve(stranger, 4_999_999n);

        await expect(leave(fixture, stranger, 5n, stranger.address, depositor.address))
          .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
          .withArgs(stranger, 4_999_999n, 5_000_000n);
      });
    });

    describe("when its allowance is enough", () => {
      it("spends it", async () => {
        const fixture = await withDeposit();
        const { vault, asset, stranger, depositor } = fixture;
        await vault.connect(depositor).approve(stranger, 5_000_001n);

        const exit = leave(fixture, stranger, 5n, stranger.address, depositor.address);

        await expect(exit).to.changeTokenBalances(ethers, asset, [vault, stranger], [-5n, 5n]);
        expect(await vault.allowance(depositor, stranger)).to.equal(1n);
      });
    });

    describe("when its allowance is infinite", () => {
      it("leaves it infinite", async () => {
        const fixture = await withDeposit();
        const { vault, stranger, depositor } = fixture;
        await vault.connect(depositor).approve(stranger, MAX_UINT256);

        await leave(fixture, stranger, 5n, stranger.address, depositor.address);

        expect(await vault.allowance(depositor, stranger)).to.equal(MAX_UINT256);
      });
    });
  });

  describe("given an owner", () => {
    describe("when it asks for more than its shares", () => {
      it("reverts with balance and need", async () => {
        const fixture = await withDeposit();
        const { vault, depositor } = fixture;

        await expect(leave(fixture, depositor, deposited + 1n, depositor.address, depositor.address))
          .to.be.revertedWithCustomError(vault, "ERC20InsufficientBalance")
          .withArgs(depositor, deposited * 10n ** 6n, (deposited + 1n) * 10n ** 6n);
      });
    });

    describe("when the cash has become hardware", () => {
      it("reverts with what there is, and pays that to the unit", async () => {
        const fixture = await withDeposit();
        const { vault, asset, source, depositor } = fixture;
        await vault.connect(source).fund(source, usdc("999"));

        await expect(leave(fixture, depositor, usdc("1") + 1n, depositor.address, depositor.address))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
          .withArgs(usdc("1") + 1n, usdc("1"));
        await expect(leave(fixture, depositor, usdc("1"), depositor.address, depositor.address)).to.changeTokenBalance(
          ethers,
          asset,
          depositor,
          usdc("1"),
        );
        expect((await vault.state()).cash).to.equal(0n);
      });
    });

    describe("when the receiver is the zero address", () => {
      it("reverts with the token's error", async () => {
        const fixture = await withDeposit();

        await expect(leave(fixture, fixture.depositor, 1n, ethers.ZeroAddress, fixture.depositor.address))
          .to.be.revertedWithCustomError(fixture.asset, "ERC20InvalidReceiver")
          .withArgs(ethers.ZeroAddress);
      });
    });

    describe("when it takes nothing", () => {
      it("pays nothing and burns nothing", async () => {
        const fixture = await withDeposit();
        const { vault, depositor } = fixture;

        await expect(leave(fixture, depositor, 0n, depositor.address, depositor.address))
          .to.emit(vault, "Withdraw")
          .withArgs(depositor, depositor, depositor, 0n, 0n);
      });
    });

    describe("when it takes all", () => {
      it("empties the vault", async () => {
        const fixture = await withDeposit();
        const { vault, depositor } = fixture;

        await leave(fixture, depositor, deposited, depositor.address, depositor.address);

        expect(await vault.totalSupply()).to.equal(0n);
        expect(await vault.totalAssets()).to.equal(0n);
      });
    });
  });

  describe("given the vault is paused", () => {
    it("pays all the same: no pause blocks an exit", async () => {
      const fixture = await livingVault();
      const { vault, asset, admin, depositor, receiver } = fixture;
      await vault.connect(admin).pause();
      const before = await asset.balanceOf(receiver);

      await leave(fixture, depositor, 1_000_000n, receiver.address, depositor.address);

      expect(await asset.balanceOf(receiver)).to.be.greaterThan(before);
    });
  });
}
