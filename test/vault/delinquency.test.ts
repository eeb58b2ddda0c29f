import { expect } from "chai";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { ceilDiv, DAY, HOUR, MAX_UINT256, usdc } from "../support/units.ts";
import { vaultTerms } from "../support/vaultTerms.ts";
import {
  at,
  emptyVault,
  ethers,
  livingVault,
  networkHelpers,
  now,
  post,
  postAt,
  posting,
  SHARE_UNIT,
} from "../support/vaultAlone.ts";

describe("GpuYieldVault.post, what is delinquent", () => {
  /** 600,000 of the value is delinquent from second `t` on, and leavers lose it over 90 days. */
  async function late() {
    const fixture = await livingVault();
    const { law, start } = fixture;
    const t = start + DAY;
    const lossSlope = (usdc("600_000") * ONE_X32) / (90n * DAY);
    law.turnDelinquent(t, 0n, lossSlope);
    await postAt(t, fixture, { lossSlope, delinquent: 600_000n });
    return { ...fixture, t, lossSlope };
  }

  describe("given nothing is delinquent", () => {
    it("leaves the exit price at the entry price, and says so", async () => {
      const { vault, lens } = await livingVault();

      expect((await vault.state()).unrealisedLoss > 0n).to.equal(false);
      expect(await lens.exitPrice()).to.equal(await lens.entryPrice());
      const { unrealisedLoss, delinquentValue } = await vault.state();
      expect([unrealisedLoss, delinquentValue]).to.deep.equal([0n, 0n]);
    });

    describe("when a loss below zero is posted, as rounding may", () => {
      it("pays leavers no more than the NAV", async () => {
        const fixture = await livingVault();
        const { vault } = fixture;

        await post(fixture, { loss: -1n });

        const { nav, totalAssets, unrealisedLoss } = await vault.state();
        expect([totalAssets, unrealisedLoss]).to.deep.equal([nav, 0n]);
        expect((await vault.state()).unrealisedLoss > 0n).to.equal(false);
      });
    });
  });

  describe("given a part of the value is delinquent", () => {
    it("tells what changed", async () => {
      const fixture = await livingVault();
      const { vault, source } = fixture;

      await expect(post(fixture, { loss: 5n, lossSlope: -3n, delinquent: 2n }))
        .to.emit(vault, "DelinquencyPosted")
        .withArgs(source, 5n, -3n, 2n);
    });

    it("moves no price in that second", async () => {
      const { vault, lens, law, t } = await late();

      const price = law.entryPriceAt(t, SHARE_UNIT);

      expect([await lens.entryPrice(), await lens.exitPrice()]).to.deep.equal([price, price]);
      expect((await vault.state()).unrealisedLoss > 0n).to.equal(false);
    });

    for (const after of [1n, HOUR, 45n * DAY, 80n * DAY]) {
      it(`leavers share the NAV less the loss rounded up, and entrants pay the NAV, ${after} s later`, async () => {
        const { vault, lens, law, t, lossSlope } = await late();
        await networkHelpers.time.increaseTo(t + after);
        const loss = ceilDiv(lossSlope * after, ONE_X32);

        const { nav, totalAssets, unrealisedLoss } = await vault.state();

        expect([nav, totalAssets, unrealisedLoss]).to.deep.equal([law.navAt(t + after), nav - loss, loss]);
        expect(await vault.totalAssets()).to.equal(totalAssets);
        expect(await lens.entryPrice()).to.equal(law.entryPriceAt(t + after, SHARE_UNIT));
        expect(await lens.exitPrice()).to.equal(law.exitPriceAt(t + after, SHARE_UNIT));
        expect((await vault.state()).unrealisedLoss > 0n).to.equal(true);
        const shares = 123_456_789_012_345n;
        expect(await vault.previewMint(shares)).to.equal(law.assetsUp(t + after, shares));
        expect(await vault.previewDeposit(usdc("7"))).to.equal(law.sharesDown(t + after, usdc("7")));
        expect(await vault.convertToAssets(shares)).to.equal(law.paidDown(t + after, shares));
        expect(await vault.previewRedeem(shares)).to.equal(law.paidDown(t + after, shares));
        expect(await vault.previewWithdraw(usdc("7"))).to.equal(law.burnedUp(t + after, usdc("7")));
        expect(await vault.convertToShares(usdc("7"))).to.equal(
          (usdc("7") * (law.supply + 10n ** 6n)) / (totalAssets + 1n),
        );
      });
    }

    it("pays a leaver the exit price to the unit, and what it forgoes is for those who stay", async () => {
      const { vault, lens, depositor, law, t } = await late();
      const leaving = t + 30n * DAY;
      const shares = 10n ** 17n;
      const before = law.entryPriceAt(leaving, SHARE_UNIT);
      const paid = law.redeem(leaving, shares);

      await expect(at(leaving, () => vault.connect(depositor).redeem(shares, depositor, depositor)))
        .to.emit(vault, "Withdraw")
        .withArgs(depositor, depositor, depositor, paid, shares);

      expect(await lens.entryPrice()).to.equal(law.entryPriceAt(leaving, SHARE_UNIT));
      expect(await lens.entryPrice()).to.be.greaterThan(before);
      expect(await lens.exitPrice()).to.equal(law.exitPriceAt(leaving, SHARE_UNIT));
    });

    it("never pays below zero, whatever is unrealised", async () => {
      const { vault, law, t, ...fixture } = await late();
      await postAt(t + 1n, { vault, ...fixture }, { loss: usdc("2_000_000") * ONE_X32 });

      const { nav, totalAssets, unrealisedLoss } = await vault.state();
      expect([totalAssets, unrealisedLoss]).to.deep.equal([0n, nav]);
      expect(nav).to.equal(law.navAt(t + 1n));
      expect(await vault.maxWithdraw(fixture.depositor)).to.equal(0n);
    });

    it("is cured by taking away exactly what was put", async () => {
      const { vault, lens, t, lossSlope, ...fixture } = await late();

      await postAt(
        t + 9n * DAY,
        { vault, ...fixture },
        { loss: -lossSlope * 9n * DAY, lossSlope: -lossSlope, delinquent: -600_000n },
      );

      expect((await vault.state()).unrealisedLoss > 0n).to.equal(false);
      expect(await lens.exitPrice()).to.equal(await lens.entryPrice());
      expect(await vault.maxDeposit(fixture.depositor)).to.be.greaterThan(0n);
    });
  });
});

describe("GpuYieldVault, the limit of what may be delinquent", () => {
  for (const { decimals, limit } of [
    { decimals: 6, limit: 200n },
    { decimals: 8, limit: 200n },
    { decimals: 18, limit: 200n },
    { decimals: 6, limit: 0n },
    { decimals: 6, limit: 1_000n },
  ]) {
    describe(`given ${decimals} decimals and a limit of ${limit} bps`, () => {
      /** 1,000,000 whole tokens in cash: what may be delinquent is a round number of them. */
      async function opened() {
        const { manager, source, depositor } = await emptyVault();
        const unit = 10n ** BigInt(decimals);
        const asset = await ethers.deployContract("MockToken", ["Token", "TOK", decimals]);
        const vault = await ethers.deployContract("GpuYieldVault", [
          manager,
          asset,
          vaultTerms({ capWholeTokens: 2_000_000n, delinquencyLimitBps: limit, toleranceBps: 0n }),
        ]);
        const lens = await ethers.deployContract("VaultLens", [vault]);
        await vault.bindSource(source);
        await asset.mint(depositor, 2_000_000n * unit);
        await asset.mint(source, 2_000_000n * unit);
        await asset.connect(depositor).approve(vault, MAX_UINT256);
        await vault.connect(depositor).deposit(1_000_000n * unit, depositor);
        return { vault, lens, asset, source, depositor, unit, most: (1_000_000n * limit) / 10_000n };
      }

      it("takes deposits while just the limit is delinquent", async () => {
        const { vault, source, depositor, unit, most } = await opened();
        await vault.connect(source).post(posting({ delinquent: most }));

        expect(await vault.maxDeposit(depositor)).to.equal(1_000_000n * unit);
        expect((await vault.state()).delinquentValue).to.equal(most * unit);
        await vault.connect(depositor).deposit(unit, depositor);
        await vault.connect(depositor).mint(unit, depositor);
      });

      it("refuses them with one whole token more, until there is as much NAV", async () => {
        const { vault, lens, source, depositor, unit, most } = await opened();
        await vault.connect(source).post(posting({ delinquent: most + 1n }));

        for (const entry of [
          () => vault.connect(depositor).deposit(unit, depositor),
          () => vault.connect(depositor).mint(unit, depositor),
        ]) {
          await expect(entry())
            .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchDelinquent")
            .withArgs((most + 1n) * unit, 1_000_000n * unit);
        }
        expect([await vault.maxDeposit(depositor), await vault.maxMint(depositor)]).to.deep.equal([0n, 0n]);
        expect(await lens.depositStatus()).to.equal(3n);
      });

      it("lets everybody out all the while", async () => {
        const { vault, source, depositor, unit, most } = await opened();
        await vault.connect(source).post(posting({ delinquent: most + 1n }));

        await vault.connect(depositor).withdraw(1_000_000n * unit, depositor, depositor);

        expect((await vault.state()).cash).to.equal(0n);
      });
    });
  }
});

describe("GpuYieldVault, restricted income", () => {
  const RENT = usdc("900");

  /** 10,000 in cash; 2 % of it, 200, may be delinquent or vest as restricted income. */
  async function withShares() {
    const fixture = await emptyVault();
    await fixture.vault.connect(fixture.depositor).deposit(usdc("10_000"), fixture.depositor);
    return { ...fixture, t: (await now()) + 100n };
  }

  async function restricted() {
    const { t, ...fixture } = await withShares();
    await postAt(t, fixture, { cashIn: RENT, vestOver: 90n * DAY, restricted: true });
    return { ...fixture, t };
  }

  it("joins what vests, and a schedule of its own", async () => {
    const { t, ...fixture } = await withShares();
    const { vault } = fixture;

    const posted = postAt(t, fixture, { cashIn: RENT, vestOver: 90n * DAY, restricted: true });

    await expect(posted)
      .to.emit(vault, "RestrictedLocked")
      .withArgs(RENT * ONE_X32, (t + 90n * DAY) << 24n);
    const { locked, restrictedLocked, delinquentValue } = await vault.state();
    expect([locked, restrictedLocked, delinquentValue]).to.deep.equal([RENT, RENT, 0n]);
  });

  it("keeps deposits shut while more than the limit of it is locked, to the second", async () => {
    const { vault, depositor, t } = await restricted();
    // Of 900 over 90 days 200.5 are locked 20.05 days before the end, of a NAV of 10,699.5: 213.99 may be.
    const lockedAt = (second: bigint) => ceilDiv(RENT * ONE_X32 * (90n * DAY - second), 90n * DAY);
    const isShutAt = (second: bigint) => {
      const locked = ceilDiv(lockedAt(second), ONE_X32);
      return locked * 10_000n > (usdc("10_900") - locked) * 200n;
    };
    let opens = 0n;
    for (let step = 64n * DAY; step > 0n; step /= 2n) while (isShutAt(opens + step)) opens += step;
    ++opens;

    await expect(at(t + opens - 1n, () => vault.connect(depositor).deposit(1n, depositor)))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchDelinquent")
      .withArgs(ceilDiv(lockedAt(opens - 1n), ONE_X32), usdc("10_900") - ceilDiv(lockedAt(opens - 1n), ONE_X32));
    await at(t + opens, () => vault.connect(depositor).deposit(1n, depositor));
  });

  it("counts together with what is delinquent", async () => {
    const { vault, depositor, ...fixture } = await withShares();
    await post({ vault, ...fixture }, { cashIn: usdc("100"), vestOver: 90n * DAY, restricted: true });
    expect(await vault.maxDeposit(depositor)).to.be.greaterThan(0n);

    await post({ vault, ...fixture }, { delinquent: 101n });

    expect(await vault.maxDeposit(depositor)).to.equal(0n);
  });

  it("is none of ordinary rent's", async () => {
    const { vault, depositor, t, ...fixture } = await withShares();

    await expect(postAt(t, { vault, ...fixture }, { cashIn: RENT, vestOver: 90n * DAY })).not.to.emit(
      vault,
      "RestrictedLocked",
    );

    expect((await vault.state()).restrictedLocked).to.equal(0n);
    expect(await vault.maxDeposit(depositor)).to.be.greaterThan(0n);
  });

  it("moves the reopening by less than a second for a unit", async () => {
    const { vault, t, ...fixture } = await restricted();
    await postAt(t + 80n * DAY, { vault, ...fixture }, { cashIn: 1n, vestOver: 90n * DAY, restricted: true });
    await networkHelpers.time.increaseTo(t + 85n * DAY);

    const { restrictedLocked } = await vault.state();

    const aSecond = ceilDiv(RENT, 90n * DAY);
    expect(restrictedLocked).to.be.within((RENT * 5n) / 90n, (RENT * 5n) / 90n + aSecond);
  });

  it("is not shortened by a newer receipt of less time, but for its weight", async () => {
    const { vault, t, ...fixture } = await restricted();
    await postAt(t + 10n * DAY, { vault, ...fixture }, { cashIn: 1n, vestOver: DAY, restricted: true });
    await networkHelpers.time.increaseTo(t + 85n * DAY);

    const { restrictedLocked } = await vault.state();

    const aSecond = ceilDiv(RENT, 90n * DAY);
    expect(restrictedLocked).to.be.within((RENT * 5n) / 90n - aSecond, (RENT * 5n) / 90n);
  });

  it("is never more than what is locked: a loss takes both", async () => {
    const fixture = await restricted();
    const { vault } = fixture;
    await vault.connect(fixture.source).fund(fixture.stranger, usdc("5_000"));

    await post(fixture, { value: -(usdc("2_000") * ONE_X32) });

    const { locked, restrictedLocked } = await vault.state();
    expect([locked, restrictedLocked]).to.deep.equal([0n, 0n]);
  });

  it("is looked at no more once all has vested", async () => {
    const { vault, depositor, t } = await restricted();
    const flag = 1n << 249n;
    const vestingWord = async () => BigInt(await ethers.provider.getStorage(vault, 9n));
    expect((await vestingWord()) & flag).to.equal(flag);
    await networkHelpers.time.increaseTo(t + 90n * DAY);

    await vault.connect(depositor).deposit(1n, depositor);

    expect((await vestingWord()) & flag).to.equal(0n);
  });

  it("starts anew when the words were cleared before", async () => {
    const { t, ...fixture } = await restricted();
    const { vault } = fixture;
    await networkHelpers.time.increaseTo(t + 90n * DAY);
    await vault.accrue(1n);

    await expect(post(fixture, { cashIn: 5n, vestOver: DAY, restricted: true })).to.emit(vault, "RestrictedLocked");

    expect((await vault.state()).restrictedLocked).to.equal(5n);
  });
});
