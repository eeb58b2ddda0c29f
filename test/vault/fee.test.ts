import { expect } from "chai";
import { DAY, usdc } from "../support/units.ts";
import { FEE_BPS, withFee } from "../support/vaultFees.ts";
import { emptyVault, ethers, livingVault, networkHelpers, post, posting } from "../support/vaultAlone.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

describe("GpuYieldVault.post, the fee", () => {
  describe("given no rent has vested", () => {
    it("takes nothing of the first: all of it is locked", async () => {
      const fixture = await emptyVault();
      const { vault, source, treasury, depositor } = fixture;
      await vault.setFee(FEE_BPS, treasury);
      await vault.connect(depositor).deposit(usdc("10_000"), depositor);

      await post(fixture, { cashIn: usdc("1_000"), vestOver: DAY });

      const { args } = (await vault.queryFilter(vault.filters.Posted(source))).at(-1) ?? {};
      expect(args?.fee).to.equal(0n);
      expect([...(await vault.fee())]).to.deep.equal([FEE_BPS, treasury.address, usdc("1_000"), 0n, 0n, 0n]);
    });
  });

  describe("given rent has vested", () => {
    it("takes its part of what vested out of the next, and locks the rest", async () => {
      const { vault, lens, source, treasury } = await withFee();

      const { args } = (await vault.queryFilter(vault.filters.Posted(source))).at(-1) ?? {};
      expect([args?.cashIn, args?.fee, args?.locked]).to.deep.equal([usdc("500"), usdc("100"), usdc("400") << 32n]);
      const { cash, nav } = await vault.state();
      expect([cash, nav]).to.deep.equal([usdc("11_400"), usdc("11_000")]);
      expect(await lens.entryPrice()).to.equal(
        (10n ** 24n * (usdc("11_000") + 1n)) / (usdc("10_000") * 10n ** 6n + 10n ** 6n),
      );
      // What came in, less what is locked, is profit: the fee was part of it.
      expect([...(await vault.fee())]).to.deep.equal([
        FEE_BPS,
        treasury.address,
        usdc("1_500"),
        usdc("1_100"),
        usdc("1_000"),
        usdc("100"),
      ]);
    });

    it("takes no more than the gain, and the rest of the next", async () => {
      const { treasury, ...fixture } = await emptyVault();
      const { vault, source, depositor } = fixture;
      await vault.setFee(FEE_BPS, treasury);
      await vault.connect(depositor).deposit(usdc("10_000"), depositor);
      await post(fixture, { cashIn: usdc("1_000"), vestOver: DAY });
      await networkHelpers.time.increase(DAY);

      await post(fixture, { cashIn: usdc("30"), vestOver: DAY });
      await post(fixture, { cashIn: usdc("500"), vestOver: 10n * DAY });

      const logs = await vault.queryFilter(vault.filters.Posted(source));
      // The fee of 30 was locked by nobody, and so is profit at once: 103 of 1,030, of which 30 were taken.
      expect(logs.slice(-2).map(({ args }) => args.fee)).to.deep.equal([usdc("30"), usdc("73")]);
    });

    it("lets no source spend what is owed", async () => {
      const { vault, source } = await withFee();
      const { cash } = await vault.state();
      const { owed } = await vault.fee();

      await expect(vault.connect(source).post(posting({ cashIn: 1n })))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_AssetsMissing")
        .withArgs(cash + owed, cash + owed + 1n);
    });

    it("takes nothing of what replaces value: principal comes back", async () => {
      const fixture = await withFee();
      const { vault, source, stranger } = fixture;
      await vault.connect(source).fund(stranger, usdc("5_000"));
      const { owed } = await vault.fee();

      await post(fixture, { cashIn: usdc("5_000"), value: -(usdc("5_000") << 32n) });

      expect((await vault.fee()).owed).to.equal(owed);
    });

    it("takes nothing of a recovery to an old high", async () => {
      const fixture = await withFee();
      const { vault, source, stranger } = fixture;
      await vault.connect(source).fund(stranger, usdc("5_000"));
      await networkHelpers.time.increase(10n * DAY);
      await post(fixture, { cashIn: usdc("100"), vestOver: DAY });
      await vault.collectFee();
      expect((await vault.fee()).mark).to.be.at.least(usdc("1_500"));
      await post(fixture, { value: -(usdc("3_000") << 32n) });
      await post(fixture, { cashIn: usdc("2_800"), vestOver: DAY });
      await networkHelpers.time.increase(DAY);

      await post(fixture, { cashIn: usdc("50") });

      expect((await vault.fee()).profit).to.be.within(usdc("1_390"), usdc("1_500"));
      expect((await vault.fee()).owed).to.equal(0n);
    });
  });
});

describe("GpuYieldVault.collectFee", () => {
  describe("given nothing is due or owed", () => {
    it("reverts", async () => {
      const { vault } = await livingVault();

      await expect(vault.collectFee()).to.be.revertedWithCustomError(vault, "GpuYieldVault_NoFee");
    });
  });

  describe("given a fee is owed", () => {
    it("is anybody's call, and pays the recipient", async () => {
      const { vault, asset, stranger, treasury } = await withFee();
      const { owed } = await vault.fee();

      const collected = vault.connect(stranger).collectFee();

      await expect(collected).to.emit(vault, "FeePaid");
      const { args } = (await vault.queryFilter(vault.filters.FeePaid())).at(-1) ?? {};
      expect(args?.recipient).to.equal(treasury.address);
      expect(args?.amount).to.be.at.least(owed);
      expect(await asset.balanceOf(treasury)).to.equal(args?.amount);
      expect((await vault.fee()).owed).to.equal(0n);
    });

    it("takes what is due by then out of what is locked, and moves no price", async () => {
      const { vault, lens } = await withFee();
      await networkHelpers.time.increase(5n * DAY - 1n);
      const before = await vault.state();
      const prices = [await lens.entryPrice(), await lens.exitPrice()];
      const { profit, mark, owed } = await vault.fee();
      const due = (profit - mark) / 10n;

      await vault.collectFee();

      const { args } = (await vault.queryFilter(vault.filters.FeeAccrued())).at(-1) ?? {};
      expect(args?.amount).to.be.within(due, due + usdc("0.01"));
      const after = await vault.state();
      expect(before.cash - after.cash).to.equal(args?.amount);
      expect((await vault.fee()).mark).to.equal(args?.mark);
      // A second has passed, in which some of the rent has vested; the fee is no part of it.
      expect(after.nav - before.nav).to.be.within(0n, usdc("0.001"));
      expect(await lens.entryPrice()).to.be.at.least(prices[0]);
      const paid = (await vault.queryFilter(vault.filters.FeePaid())).at(-1)?.args.amount ?? 0n;
      expect(paid).to.equal(owed + (args?.amount ?? 0n));
    });

    it("keeps what can't be paid: a blocked recipient stops no posting, and gets it later", async () => {
      const { manager, source, depositor, treasury, stranger } = await emptyVault();
      const asset = await ethers.deployContract("MockBlocklistToken", [6]);
      const vault = await ethers.deployContract("GpuYieldVault", [
        manager,
        asset,
        vaultTerms({ capWholeTokens: 1_000_000n, feeBps: FEE_BPS, feeRecipient: treasury.address }),
      ]);
      await vault.bindSource(source);
      for (const account of [depositor, source]) await asset.mint(account, usdc("100_000"));
      await asset.connect(depositor).approve(vault, usdc("100_000"));
      await vault.connect(depositor).deposit(usdc("10_000"), depositor);
      const fixture = { vault, asset, source };
      await post(fixture, { cashIn: usdc("1_000"), vestOver: DAY });
      await networkHelpers.time.increase(DAY);
      await asset.setBlocked(treasury, true);

      await post(fixture, { cashIn: usdc("500"), vestOver: 10n * DAY });
      const { owed } = await vault.fee();
      expect(owed).to.equal(usdc("100"));
      await expect(vault.collectFee()).to.be.revert(ethers);

      // The governor is not stopped either: what is owed is carried, and still nobody's cash.
      const { cash } = await vault.state();
      await expect(vault.setFee(500n, stranger)).not.to.emit(vault, "FeePaid");
      const carried = (await vault.fee()).owed;
      expect(carried).to.be.at.least(owed);
      expect((await asset.balanceOf(vault)) - (await vault.state()).cash).to.equal(carried);
      expect((await vault.state()).cash).to.be.within(cash - usdc("20"), cash);
      await post(fixture, { cashIn: 5n });
      await vault.collectFee();
      expect(await asset.balanceOf(stranger)).to.be.at.least(carried);
      expect((await vault.fee()).owed).to.equal(0n);
    });
  });
});

describe("GpuYieldVault.setFee", () => {
  describe("when the caller has no role", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await livingVault();

      await expect(vault.connect(stranger).setFee(1n, stranger))
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("when the rate is above a fifth", () => {
    it("reverts with the rate and the cap", async () => {
      const { vault, treasury } = await livingVault();

      await expect(vault.setFee(2_001n, treasury))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_FeeAboveCap")
        .withArgs(2_001n, 2_000n);
      await vault.setFee(2_000n, treasury);
    });
  });

  describe("when the recipient is the zero address", () => {
    it("reverts", async () => {
      const { vault } = await livingVault();

      await expect(vault.setFee(1n, ethers.ZeroAddress)).to.be.revertedWithCustomError(
        vault,
        "GpuYieldVault_ZeroAddress",
      );
    });
  });

  describe("given profit and a fee on it", () => {
    it("pays the old recipient by the old rate, and starts from the profit of now", async () => {
      const { vault, asset, treasury, other } = await withFee();
      await networkHelpers.time.increase(20n * DAY);

      const change = vault.setFee(2_000n, other);

      await expect(change).to.emit(vault, "FeeChanged").withArgs(FEE_BPS, 2_000n, treasury, other);
      await expect(change).to.emit(vault, "FeePaid").withArgs(treasury, usdc("100"));
      expect(await asset.balanceOf(treasury)).to.equal(usdc("100"));
      // All 1,500 are profit now; on 500 of it no fee was taken, and by the new rate none ever is.
      const { bps, recipient, profit, mark, owed } = await vault.fee();
      expect([bps, recipient, profit, mark, owed]).to.deep.equal([
        2_000n,
        other.address,
        usdc("1_500"),
        usdc("1_500"),
        0n,
      ]);
    });

    it("charges by the new rate what comes from then on", async () => {
      const fixture = await withFee();
      const { vault, other } = fixture;
      await networkHelpers.time.increase(20n * DAY);
      await vault.setFee(2_000n, other);
      await post(fixture, { cashIn: usdc("100"), vestOver: DAY });
      await networkHelpers.time.increase(DAY);

      await post(fixture, { cashIn: usdc("100"), vestOver: DAY });

      expect((await vault.fee()).owed).to.equal(usdc("20"));
    });

    it("moves no price", async () => {
      const { vault, other } = await withFee();
      await networkHelpers.time.increase(20n * DAY);
      const { nav } = await vault.state();

      await vault.setFee(0n, other);

      expect((await vault.state()).nav).to.equal(nav);
    });
  });
});
