import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { CAP_WHOLE_TOKENS, at, emptyVault, ethers, livingVault, now, post, postAt } from "./vaultAlone.ts";
import { usdc } from "./units.ts";
import { TREASURY } from "./vaultTerms.ts";

type Fixture = Awaited<ReturnType<typeof emptyVault>>;

/** Enters with `assets` base units, in a vault in which a unit is worth 10^6 shares. */
export type Enter = (fixture: Fixture, assets: bigint, receiver: string) => Promise<ContractTransactionResponse>;

/** What every entrance refuses, whatever it is called with. The depositor is the one who enters. */
export function shouldGuardEntries(enter: Enter): void {
  const room = CAP_WHOLE_TOKENS * 10n ** 6n;

  describe("given the vault is paused", () => {
    it("reverts", async () => {
      const fixture = await livingVault();
      const { vault, admin, depositor } = fixture;
      await vault.connect(admin).pause();

      await expect(enter(fixture, 1n, depositor.address)).to.be.revertedWithCustomError(vault, "GpuYieldVault_Paused");
    });
  });

  describe("given an empty vault", () => {
    describe("when the amount is zero", () => {
      it("reverts: no shares for nothing", async () => {
        const fixture = await emptyVault();

        await expect(enter(fixture, 0n, fixture.depositor.address)).to.be.revertedWithCustomError(
          fixture.vault,
          "GpuYieldVault_ZeroShares",
        );
      });
    });

    describe("when the receiver is the zero address", () => {
      it("reverts", async () => {
        const fixture = await emptyVault();

        await expect(enter(fixture, 1n, ethers.ZeroAddress))
          .to.be.revertedWithCustomError(fixture.vault, "ERC20InvalidReceiver")
          .withArgs(ethers.ZeroAddress);
      });
    });

    describe("when the amount is one unit above the cap", () => {
      it("reverts with the room that is left", async () => {
        const fixture = await emptyVault();

        await expect(enter(fixture, room + 1n, fixture.depositor.address))
          .to.be.revertedWithCustomError(fixture.vault, "GpuYieldVault_CapExceeded")
          .withArgs(room + 1n, room);
      });
    });

    describe("when the amount is the cap", () => {
      it("lets it in, and not one unit more", async () => {
        const fixture = await emptyVault();
        const { vault, depositor } = fixture;

        await enter(fixture, room, depositor.address);

        expect(await vault.balanceOf(depositor)).to.equal(room * 10n ** 6n);
        await expect(enter(fixture, 1n, depositor.address))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_CapExceeded")
          .withArgs(1n, 0n);
      });
    });

    describe("when the amount is beyond any number the vault keeps", () => {
      it("reverts cleanly", async () => {
        const fixture = await emptyVault();

        await expect(enter(fixture, 2n ** 200n, fixture.depositor.address))
          .to.be.revertedWithCustomError(fixture.vault, "GpuYieldVault_CapExceeded")
          .withArgs(2n ** 200n, room);
      });
    });
  });

  describe("given a total loss", () => {
    it("reverts with the supply that is worth nothing", async () => {
      const fixture = await emptyVault();
      const { vault, source, depositor } = fixture;
      await vault.connect(depositor).deposit(usdc("100"), depositor);
      await vault.connect(source).fund(source, usdc("100"));
      await post(fixture, { value: -(usdc("100") << 32n) });

      await expect(enter(fixture, usdc("1"), depositor.address))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NothingLeft")
        .withArgs(usdc("100") * 10n ** 6n);
    });
  });

  describe("given everybody has left while rent was locked", () => {
    it("leaves what was locked to the treasury, and a share costs what the first one did", async () => {
      const fixture = await emptyVault();
      const { vault, other, depositor, law } = fixture;
      const t = (await now()) + 10n;
      const all = usdc("1_000") * 10n ** 6n;
      law.deposit(t, usdc("1_000"));
      law.post(t + 2n, usdc("50"), 0n, 0n, 432_000n);
      law.redeem(t + 3n, all);
      const locked = law.lockedX32At(t + 4n);
      await at(t, () => vault.connect(other).deposit(usdc("1_000"), other));
      await postAt(t + 2n, fixture, { cashIn: usdc("50"), vestOver: 432_000n });
      await at(t + 3n, () => vault.connect(other).redeem(all, other, other));

      const entry = at(t + 4n, () => enter(fixture, 1_000n, depositor.address));

      const shares = law.cash * 10n ** 6n;
      await expect(entry).to.emit(vault, "RemainderCredited").withArgs(TREASURY, law.cash, shares, locked);
      await expect(entry).to.emit(vault, "Transfer").withArgs(ethers.ZeroAddress, TREASURY, shares);
      const { locked: stillLocked, cash, nav } = await vault.state();
      expect([stillLocked, nav, cash]).to.deep.equal([0n, cash, law.cash + 1_000n]);
      expect(await vault.balanceOf(depositor)).to.equal(1_000n * 10n ** 6n);
      expect([await vault.maxWithdraw(depositor), await vault.maxWithdraw(TREASURY)]).to.deep.equal([1_000n, law.cash]);
    });
  });
}
