import { expect } from "chai";
import { FINE } from "../support/moneyLaw.ts";
import { ceilDiv, DAY, HOUR, MAX_UINT256, usdc } from "../support/units.ts";
import { at, livingVault, networkHelpers, SHARE_UNIT } from "../support/vaultAlone.ts";

const NONE = { loss: 0n, slope: 0n, watched: 0n, ended: 0n };

describe("GpuYieldVault.turnLateness", () => {
  /** 600,000 of the value is late from second `t` on, and leavers lose it over 90 days. */
  async function late() {
    const fixture = await livingVault();
    const { vault, book, law, start } = fixture;
    const t = start + DAY;
    const slope = (usdc("600_000") * FINE) / (90n * DAY);
    law.turnLate(t, 0n, slope);
    await at(t, () => vault.connect(book).turnLateness({ ...NONE, slope, watched: 600_000n }));
    return { ...fixture, t, slope };
  }

  describe("when the caller is not the book", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await livingVault();

      await expect(vault.connect(stranger).turnLateness(NONE))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotBook")
        .withArgs(stranger);
    });
  });

  describe("given nothing is late", () => {
    it("leaves the exit price at the entry price, and says so", async () => {
      const { vault } = await livingVault();

      expect(await vault.exitBelowEntry()).to.equal(false);
      expect(await vault.exitPrice()).to.equal(await vault.entryPrice());
      const { unrealisedLoss, watched, ended } = await vault.state();
      expect([unrealisedLoss, watched, ended]).to.deep.equal([0n, 0n, 0n]);
    });

    describe("when a loss below zero is posted, as rounding may", () => {
      it("pays leavers no more than the NAV", async () => {
        const { vault, book } = await livingVault();

        await vault.connect(book).turnLateness({ ...NONE, loss: -1n });

        const { nav, totalAssets, unrealisedLoss } = await vault.state();
        expect([totalAssets, unrealisedLoss]).to.deep.equal([nav, 0n]);
        expect(await vault.exitBelowEntry()).to.equal(false);
      });
    });

    for (const [name, change, bits] of [
      ["less is watched than nothing", { ...NONE, watched: -1n }, 64n],
      ["fewer have ended than none", { ...NONE, ended: -1n }, 16n],
    ] as const) {
      describe(`when ${name}`, () => {
        it("reverts", async () => {
          const { vault, book } = await livingVault();

          await expect(vault.connect(book).turnLateness(change))
            .to.be.revertedWithCustomError(vault, "SafeCastOverflowedUintDowncast")
            .withArgs(bits, MAX_UINT256);
        });
      });
    }
  });

  describe("given a part of the value is late", () => {
    it("tells what changed", async () => {
      const { vault, book } = await livingVault();

      await expect(vault.connect(book).turnLateness({ loss: 5n, slope: -3n, watched: 2n, ended: 1n }))
        .to.emit(vault, "LatenessTurned")
        .withArgs([5n, -3n, 2n, 1n]);
    });

    it("moves no price in that second", async () => {
      const { vault, law, t } = await late();

      const price = law.entryPriceAt(t, SHARE_UNIT);

      expect([await vault.entryPrice(), await vault.exitPrice()]).to.deep.equal([price, price]);
      expect(await vault.exitBelowEntry()).to.equal(false);
    });

    for (const after of [1n, HOUR, 45n * DAY, 80n * DAY]) {
      it(`leavers share the NAV less the loss rounded up, and entrants pay the NAV, ${after} s later`, async () => {
        const { vault, law, t, slope } = await late();
        await networkHelpers.time.increaseTo(t + after);
        const loss = ceilDiv(slope * after, FINE);

        const { nav, totalAssets, unrealisedLoss } = await vault.state();

        expect([nav, totalAssets, unrealisedLoss]).to.deep.equal([law.navAt(t + after), nav - loss, loss]);
        expect(await vault.totalAssets()).to.equal(totalAssets);
        expect(await vault.entryPrice()).to.equal(law.entryPriceAt(t + after, SHARE_UNIT));
        expect(await vault.exitPrice()).to.equal(law.exitPriceAt(t + after, SHARE_UNIT));
        expect(await vault.exitBelowEntry()).to.equal(true);
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
      const { vault, depositor, law, t } = await late();
      const leaving = t + 30n * DAY;
      const shares = 10n ** 17n;
      const before = law.entryPriceAt(leaving, SHARE_UNIT);
      const paid = law.redeem(leaving, shares);

      await expect(at(leaving, () => vault.connect(depositor).redeem(shares, depositor, depositor)))
        .to.emit(vault, "Withdraw")
        .withArgs(depositor, depositor, depositor, paid, shares);

      expect(await vault.entryPrice()).to.equal(law.entryPriceAt(leaving, SHARE_UNIT));
      expect(await vault.entryPrice()).to.be.greaterThan(before);
      expect(await vault.exitPrice()).to.equal(law.exitPriceAt(leaving, SHARE_UNIT));
    });

    it("burns for a withdrawal what it takes at the exit price", async () => {
      const { vault, depositor, law, t } = await late();
      const leaving = t + 30n * DAY;
      const shares = law.withdraw(leaving, usdc("100_000"));

      await expect(at(leaving, () => vault.connect(depositor).withdraw(usdc("100_000"), depositor, depositor)))
        .to.emit(vault, "Withdraw")
        .withArgs(depositor, depositor, depositor, usdc("100_000"), shares);
    });

    it("never pays below zero, whatever is unrealised", async () => {
      const { vault, book, depositor, law, t } = await late();
      law.turnLate(t + 1n, usdc("2_000_000") * FINE, 0n);
      await at(t + 1n, () => vault.connect(book).turnLateness({ ...NONE, loss: usdc("2_000_000") * FINE }));

      expect(law.exitAt(t + 1n)).to.equal(0n);
      expect(await vault.totalAssets()).to.equal(0n);
      expect(await vault.exitPrice()).to.equal(law.exitPriceAt(t + 1n, SHARE_UNIT)); // the virtual asset's
      expect(await vault.maxWithdraw(depositor)).to.equal(0n);
    });
  });

  describe("given all of it is cured", () => {
    it("returns the exit price to the entry price, and closes the book on it", async () => {
      const { vault, book, t, slope } = await late();
      const cured = t + 20n * DAY;

      await at(cured, () =>
        vault.connect(book).turnLateness({ ...NONE, loss: -slope * 20n * DAY, slope: -slope, watched: -600_000n }),
      );

      const { nav, totalAssets, watched } = await vault.state();
      expect([totalAssets, watched]).to.deep.equal([nav, 0n]);
      expect(await vault.exitBelowEntry()).to.equal(false);
      await networkHelpers.time.increase(100n * DAY);
      expect(await vault.exitPrice()).to.equal(await vault.entryPrice());
    });

    it("leaves nothing behind when the same is late again", async () => {
      const { vault, book, t, slope } = await late();
      await at(t + DAY, () =>
        vault.connect(book).turnLateness({ ...NONE, loss: -slope * DAY, slope: -slope, watched: -600_000n }),
      );
      const again = t + 50n * DAY;

      await at(again, () => vault.connect(book).turnLateness({ ...NONE, slope, watched: 600_000n }));

      await networkHelpers.time.increaseTo(again + 10n * DAY);
      expect((await vault.state()).unrealisedLoss).to.equal(ceilDiv(slope * 10n * DAY, FINE));
    });
  });
});
