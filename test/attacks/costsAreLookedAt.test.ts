import { expect } from "chai";
import { HOUR, usdc } from "../support/units.ts";
import { at, inServiceMonthly, LONG_WINDOW, MONTH, WINDOW } from "../support/protocol.ts";

/** Just below the cap of other running costs, of 256 GPUs for thirty days. */
const COSTS = usdc("500_000");

describe("Costs are looked at (attacks)", () => {
  for (const [what, before] of [
    ["a first report", 0n],
    ["a report after an ordinary one", 1n],
  ] as const) {
    it(`63 ${what} whose costs take all of the rent and more waits for the long window`, async () => {
      const { oracle, reportAt, inServiceAt } = await inServiceMonthly();
      for (let k = 1n; k <= before; k += 1n) {
        const t = inServiceAt + k * MONTH + HOUR;
        await reportAt(t, 1n);
        expect((await oracle.reportOf(1n, k)).finalAt).to.equal(t + WINDOW);
      }
      const t = inServiceAt + (before + 1n) * MONTH + HOUR;

      const { gross, energyCost, otherOpex } = await reportAt(t, 1n, { otherOpex: COSTS });

      expect(energyCost + otherOpex).to.be.greaterThan(gross);
      expect((await oracle.reportOf(1n, before + 1n)).finalAt).to.equal(t + LONG_WINDOW);
    });
  }

  it("63 costs a third above the last take the long window, and three tenths above do not", async () => {
    const { oracle, reportAt, inServiceAt } = await inServiceMonthly();
    const { energyCost, otherOpex } = await reportAt(inServiceAt + MONTH + HOUR, 1n);
    const last = energyCost + otherOpex;
    const most = last + (last * 3n) / 10n;
    const t = inServiceAt + 2n * MONTH + HOUR;
    await reportAt(t, 1n, { otherOpex: most - energyCost });
    expect((await oracle.reportOf(1n, 2n)).finalAt).to.equal(t + WINDOW);
    const next = inServiceAt + 3n * MONTH + HOUR;

    await reportAt(next, 1n, { otherOpex: (most * 13n) / 10n + 1n - energyCost });

    expect((await oracle.reportOf(1n, 3n)).finalAt).to.equal(next + LONG_WINDOW);
  });

  it("63 carried costs stand ahead of the vault for one period's rent or running costs at most", async () => {
    const { shares, lens, reportAt, payIn, inServiceAt } = await inServiceMonthly();
    const settled = async (period: bigint, changes: { otherOpex?: bigint } = {}) => {
      const t = inServiceAt + period * MONTH + HOUR;
      const { gross, energyCost, otherOpex } = await reportAt(t, 1n, changes);
      await payIn(1n, gross);
      await at(t + LONG_WINDOW, () => shares.settle(1n));
      const { carriedEnergy, carriedOther, earned, received } = await lens.facility(1n);
      return { gross, costs: energyCost + otherOpex, carried: carriedEnergy + carriedOther, earned, received };
    };
    const first = await settled(1n, { otherOpex: COSTS });
    const short = first.costs - first.gross;
    expect(first.carried).to.equal(short);
    expect((await settled(2n, { otherOpex: COSTS })).carried).to.equal(2n * short);
    expect(3n * short).to.be.greaterThan(first.costs);

    for (const period of [3n, 4n]) {
      expect((await settled(period, { otherOpex: COSTS })).carried).to.equal(first.costs);
    }
    const fifth = await settled(5n);
    expect(fifth.carried).to.equal(first.costs + fifth.costs - fifth.gross);
    expect([fifth.earned, fifth.received]).to.deep.equal([5n * first.gross, 0n]);
    const sixth = await settled(6n);

    expect(sixth.carried).to.equal(0n);
    expect(sixth.received).to.be.greaterThan(0n);
  });

  it("63 the governor writes carried costs down: no rent owes them any more, and nothing else moves", async () => {
    const { shares, origination, lens, vault, governor, act, reportAt, payIn, inServiceAt } = await inServiceMonthly();
    const { gross, energyCost, otherOpex } = await reportAt(inServiceAt + MONTH + HOUR, 1n, { otherOpex: COSTS });
    await payIn(1n, gross);
    await at(inServiceAt + MONTH + HOUR + LONG_WINDOW, () => shares.settle(1n));
    const carried = energyCost + otherOpex - gross;
    const before = await lens.facility(1n);
    expect([before.carriedEnergy, before.carriedOther]).to.deep.equal([0n, carried]);

    const writing = act(governor, origination, "writeDownCosts", [1n, 7n]);

    await expect(writing).to.emit(origination, "CostsWrittenDown").withArgs(1n, 7n);
    await expect(writing)
      .to.emit(shares, "CostsNotCarried")
      .withArgs(1n, 0n, carried - 7n);
    await expect(writing).not.to.emit(vault, "Posted");
    const after = await lens.facility(1n);
    expect([after.carriedEnergy, after.carriedOther]).to.deep.equal([0n, 7n]);
    expect([after.earned, after.received]).to.deep.equal([before.earned, before.received]);
    await expect(act(governor, origination, "writeDownCosts", [1n, 7n]))
      .to.be.revertedWithCustomError(shares, "FacilityManager_CostsNotAbove")
      .withArgs(1n, 7n, 7n);
    await expect(act(governor, origination, "writeDownCosts", [2n, 7n]))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_NotFinanced")
      .withArgs(2n);
    await expect(shares.connect(governor).writeDownCosts(1n, 0n))
      .to.be.revertedWithCustomError(shares, "FacilityManager_NotOrigination")
      .withArgs(governor);
  });
});
