import { expect } from "chai";
import { clusterStory, SHARE_UNIT } from "../support/clusterStory.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { COST, DEPOSIT } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const PAR = 10n ** 18n;
/** What a draw's line leaves, less than a base unit, is a unit of NAV when it is rounded. */
const DRAWN = (PAR * DEPOSIT) / (DEPOSIT + 1n);

describe("Story: one cluster, three days, every bill paid", () => {
  it("leaves the price a unit below par until the first rent vests", async () => {
    const { vault, lens, vaultLens, priceAt, settledAt, fullPeriod, inServiceAt, law } = await clusterStory();
    expect(await priceAt(inServiceAt + 12n * HOUR)).to.equal(DRAWN);

    await fullPeriod(1n);

    expect(await vaultLens.exitPrice()).to.equal(DRAWN);
    expect((await vault.state()).nav).to.equal(DEPOSIT - 1n);
    const { depreciatesUntil, slope } = await lens.facility(1n);
    const { until } = law.curveOf();
    expect([depreciatesUntil, slope]).to.deep.equal([until, law.curveOf().slope]);
    expect(until - settledAt(1n)).to.be.within(1_825n * DAY, 1_825n * DAY + HOUR - 1n);
  });

  it("lets rent of one day vest while the hardware depreciates the next", async () => {
    const { law, facility, priceAt, settledAt, fullPeriod } = await clusterStory();
    await fullPeriod(1n);
    const t = settledAt(1n);
    // The rent of period 1 took 31 hours to come: a day, an hour until its report, and six until it was final.
    const vesting = 31n * HOUR;

    for (const second of [1n, HOUR, 12n * HOUR, vesting - 1n, vesting, vesting + 1n]) {
      const price = await priceAt(t + second);
      const vested = second < vesting ? (facility.received * second) / vesting : facility.received;
      const depreciated = (law.curveOf().slope * second) / ONE_X32;
      expect(price).to.be.within(
        ((DEPOSIT + vested - depreciated - 3n) * PAR) / DEPOSIT,
        ((DEPOSIT + vested - depreciated) * PAR) / DEPOSIT,
      );
    }
    expect(law.lockedX32At(t + vesting)).to.equal(0n);
  });

  it("pays period after period, to the unit and to the second", async () => {
    const { vault, vaultLens, asset, law, facility, priceAt, settledAt, fullPeriod } = await clusterStory();
    for (const period of [1n, 2n, 3n]) {
      const { split } = await fullPeriod(period);
      expect(split.lines.slice(1).reduce((sum, line) => sum + line, 0n)).to.equal(split.lines[0]);
      expect(split.reserve).to.equal(period === 1n ? usdc("5_000") : 0n);
      const settled = await vaultLens.exitPrice();
      const later = await priceAt(settledAt(period) + 6n * HOUR);
      // What the reserve holds back of the first day is missing that day: the rest does not outweigh the depreciation.
      if (period === 1n) expect(later).to.be.below(settled);
      else expect(later).to.be.greaterThan(settled);
    }

    // All that reached the vault is there: as cash, or owed as a fee.
    const { owed } = await vault.fee();
    expect(owed).to.be.greaterThan(0n);
    expect(await asset.balanceOf(vault)).to.equal(DEPOSIT - COST + facility.received);
    const end = settledAt(3n) + 31n * HOUR;
    await priceAt(end);
    expect((await vault.state()).nav).to.equal(
      DEPOSIT - COST + facility.received - owed + law.valueX32At(end) / ONE_X32,
    );
    expect(law.lockedX32At(end)).to.equal(0n);
  });

  it("falls with depreciation alone once nobody rents any more", async () => {
    const { law, priceAt, settledAt, fullPeriod } = await clusterStory();
    for (const period of [1n, 2n, 3n]) await fullPeriod(period);
    const quiet = settledAt(3n) + 31n * HOUR;

    const before = await priceAt(quiet);
    const after = await priceAt(quiet + DAY);

    expect(before - after).to.equal(law.entryPriceAt(quiet, SHARE_UNIT) - law.entryPriceAt(quiet + DAY, SHARE_UNIT));
    const aDaysDepreciation = (law.curveOf().slope * DAY) / ONE_X32;
    expect(before - after).to.be.within(
      ((aDaysDepreciation - 1n) * PAR) / DEPOSIT,
      ((aDaysDepreciation + 2n) * PAR) / DEPOSIT,
    );
  });

  it("treats who comes in the middle like who was there", async () => {
    const { vault, vaultLens, law, other, priceAt, settledAt, fullPeriod } = await clusterStory();
    await fullPeriod(1n);
    const t = settledAt(1n) + 10n * HOUR;
    await priceAt(t - 1n);
    const shares = law.deposit(t, usdc("1_000_000"));
    const before = law.entryPriceAt(t, SHARE_UNIT);

    await vault.connect(other).deposit(usdc("1_000_000"), other);

    expect(await vault.balanceOf(other)).to.equal(shares);
    expect(await vaultLens.exitPrice()).to.equal(law.exitPriceAt(t, SHARE_UNIT));
    expect((await vaultLens.exitPrice()) - before).to.be.within(0n, 1n);
    await fullPeriod(2n);
    await priceAt(settledAt(2n) + DAY);
  });
});
