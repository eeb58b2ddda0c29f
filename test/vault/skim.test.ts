import { expect } from "chai";
import { withFee } from "../support/vaultFees.ts";
import { DAY, usdc } from "../support/units.ts";
import { TREASURY } from "../support/vaultTerms.ts";
import { at, emptyVault, livingVault, networkHelpers, now, SHARE_UNIT, VESTING_CAP } from "../support/vaultAlone.ts";

describe("GpuYieldVault.skim", () => {
  describe("when the caller has no role", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await livingVault();

      await expect(vault.connect(stranger).skim())
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("given nobody has sent tokens straight to the vault", () => {
    it("reverts", async () => {
      const { vault } = await livingVault();

      await expect(vault.skim()).to.be.revertedWithCustomError(vault, "GpuYieldVault_NothingToSkim");
    });
  });

  describe("given a donation", () => {
    const donation = usdc("9_000.000001");

    it("changes nothing until it is skimmed", async () => {
      const { vault, lens, asset, other, law, start } = await livingVault();

      await at(start + DAY, () => asset.connect(other).transfer(vault, donation));

      const { cash, nav } = await vault.state();
      expect([cash, nav]).to.deep.equal([law.cash, law.navAt(start + DAY)]);
      expect(await lens.entryPrice()).to.equal(law.entryPriceAt(start + DAY, SHARE_UNIT));
    });

    it("is taken in to the unit, and joins what is locked over the cap", async () => {
      const { vault, lens, asset, other, law, start } = await livingVault();
      const t = start + 2n * DAY;
      await asset.connect(other).transfer(vault, donation);
      const before = law.entryPriceAt(t, SHARE_UNIT);
      law.skim(t, donation);

      const skim = at(t, () => vault.skim());

      await expect(skim).to.emit(vault, "Skimmed").withArgs(donation);
      await expect(skim).to.emit(vault, "IncomeLocked").withArgs(donation, law.locked.x32, law.locked.end);
      expect(await lens.entryPrice()).to.equal(before);
      expect((await vault.state()).cash).to.equal(law.cash);
      await networkHelpers.time.increaseTo(t + 30n * DAY);
      expect((await vault.state()).nav).to.equal(law.navAt(t + 30n * DAY));
    });

    it("cannot be skimmed twice", async () => {
      const { vault, asset, other } = await livingVault();
      await asset.connect(other).transfer(vault, donation);
      await vault.skim();

      await expect(vault.skim()).to.be.revertedWithCustomError(vault, "GpuYieldVault_NothingToSkim");
    });
  });

  describe("given a fee is owed", () => {
    it("leaves it alone, and counts as no profit", async () => {
      const fixture = await withFee();
      const { vault, asset, other } = fixture;
      const before = await vault.fee();
      expect(before.owed).to.be.greaterThan(0n);
      await expect(vault.skim()).to.be.revertedWithCustomError(vault, "GpuYieldVault_NothingToSkim");
      await asset.connect(other).transfer(vault, 7n);

      await expect(vault.skim()).to.emit(vault, "Skimmed").withArgs(7n);

      const after = await vault.fee();
      expect([after.owed, after.sourceCash]).to.deep.equal([before.owed, before.sourceCash]);
    });
  });

  describe("given a donation to a vault without shares", () => {
    it("is the treasury's with the first deposit, not the depositor's", async () => {
      const { vault, asset, other, depositor, law } = await emptyVault();
      await asset.connect(other).transfer(vault, usdc("1_000"));
      const t = (await now()) + 10n;
      law.skim(t, usdc("1_000"));
      const locked = law.lockedX32At(t + 1n);
      await at(t, () => vault.skim());
      expect((await vault.state()).vestsAt).to.equal(t + VESTING_CAP);

      const deposit = at(t + 1n, () => vault.connect(depositor).deposit(usdc("10"), depositor));

      const shares = (assets: bigint) => assets * 10n ** 6n;
      const [left, minted] = [usdc("1_000"), shares(usdc("1_000"))];
      await expect(deposit).to.emit(vault, "RemainderCredited").withArgs(TREASURY, left, minted, locked);
      await expect(deposit)
        .to.emit(vault, "Deposit")
        .withArgs(depositor, depositor, usdc("10"), shares(usdc("10")));
      await networkHelpers.time.increase(VESTING_CAP);
      expect(await vault.maxWithdraw(depositor)).to.equal(usdc("10"));
      expect(await vault.maxWithdraw(TREASURY)).to.equal(usdc("1_000"));
    });
  });
});
