import { expect } from "chai";
import { KINK, kinkWord, markdownWord } from "@gpu-yield-vaults/sdk/model";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { ceilDiv, DAY, HOUR, NEVER, usdc } from "../support/units.ts";
import { at, livingVault, MARKDOWN, networkHelpers, now, post, TICK_SECONDS } from "../support/vaultAlone.ts";

describe("GpuYieldVault.accrue", () => {
  /** Depreciation that stops at one tick, and a facility that becomes delinquent at the next but one. */
  async function planned() {
    const fixture = await livingVault();
    const { slope } = fixture;
    const stop = (await now()) / TICK_SECONDS + 10n;
    const late = stop + 2n;
    const lossSlope = ceilDiv(usdc("300_000") * ONE_X32, MARKDOWN);
    const word = markdownWord({ lossSlope, depreciation: 0n, delinquent: 300_000n });
    await post(fixture, {
      kinks: [
        { kind: KINK.slope, tick: stop, word: kinkWord({ slope: -slope }) },
        { kind: KINK.markdownAdded, tick: late, word },
      ],
    });
    return { ...fixture, stop: stop * TICK_SECONDS, late: late * TICK_SECONDS, lossSlope, word };
  }

  describe("given nothing is due", () => {
    it("does nothing", async () => {
      const { vault } = await planned();

      expect(await vault.accrue.staticCall(10n)).to.equal(0n);
      await expect(vault.accrue(10n)).not.to.emit(vault, "Accrued");
    });
  });

  describe("given a kink is due", () => {
    it("is anybody's call: carries it out, and tells what comes next", async () => {
      const { vault, stranger, stop, late } = await planned();
      await networkHelpers.time.increaseTo(stop + 5n);

      await expect(vault.connect(stranger).accrue(10n)).to.emit(vault, "Accrued").withArgs(1n, late);
    });

    it("returns how many ticks it carried out", async () => {
      const { vault, late } = await planned();
      await networkHelpers.time.increaseTo(late);

      expect(await vault.accrue.staticCall(1n)).to.equal(1n);
      expect(await vault.accrue.staticCall(5n)).to.equal(2n);
    });

    it("goes on where it was left off", async () => {
      const { vault, late } = await planned();
      await networkHelpers.time.increaseTo(late + 1n);

      await expect(vault.accrue(1n)).to.emit(vault, "Accrued").withArgs(1n, late);
      await expect(vault.accrue(1n))
        .to.emit(vault, "Accrued")
        .withArgs(1n, late + MARKDOWN);
    });

    it("changes no number that views have shown", async () => {
      const { vault, late, lossSlope } = await planned();
      await networkHelpers.time.increaseTo(late + DAY);
      const shown = await vault.state();

      await at(late + DAY + 1n, () => vault.accrue(10n));

      const after = await vault.state();
      expect([after.value, after.delinquentValue, after.nextKink]).to.deep.equal([
        shown.value,
        shown.delinquentValue,
        shown.nextKink,
      ]);
      expect(after.unrealisedLoss).to.equal(ceilDiv(lossSlope * (DAY + 1n), ONE_X32));
    });
  });

  describe("given depreciation has ended at a tick", () => {
    it("the value stands still from then on, whether anybody calls or not", async () => {
      const { vault, law, stop } = await planned();
      const value = law.valueX32At(stop) / ONE_X32;

      for (const later of [0n, 1n, HOUR]) {
        await networkHelpers.time.increaseTo(stop + later);
        expect((await vault.state()).value).to.equal(value);
      }
    });
  });

  describe("given a facility has become delinquent at a tick", () => {
    it("leavers forgo a part that grows in a straight line, then all of it", async () => {
      const { vault, late, lossSlope } = await planned();

      for (const after of [0n, 1n, 45n * DAY, MARKDOWN - 1n, MARKDOWN, MARKDOWN + 50n * DAY]) {
        await networkHelpers.time.increaseTo(late + after);
        const state = await vault.state();
        const grown = lossSlope * (after < MARKDOWN ? after : MARKDOWN);
        expect(state.unrealisedLoss).to.equal(ceilDiv(grown, ONE_X32));
        expect(state.delinquentValue).to.equal(usdc("300_000"));
        expect(state.nextKink).to.equal(after < MARKDOWN ? late + MARKDOWN : NEVER);
        expect((await vault.state()).unrealisedLoss > 0n).to.equal(after !== 0n);
        expect(await vault.exitBelowTolerance()).to.equal(state.unrealisedLoss * 10_000n > state.nav * 50n);
      }
    });

    it("does not stop who leaves: the exit carries it out and is paid the exit price", async () => {
      const { vault, depositor, law, late, lossSlope, stop, slope } = await planned();
      const t = late + 10n * DAY;
      law.turn(stop, 0n, -slope);
      law.turnDelinquent(late, 0n, lossSlope);
      const paid = law.redeem(t, 10n ** 17n);

      const exit = at(t, () => vault.connect(depositor).redeem(10n ** 17n, depositor, depositor));

      await expect(exit)
        .to.emit(vault, "Withdraw")
        .withArgs(depositor, depositor, depositor, paid, 10n ** 17n);
      await expect(exit)
        .to.emit(vault, "Accrued")
        .withArgs(2n, late + MARKDOWN);
    });
  });
});
