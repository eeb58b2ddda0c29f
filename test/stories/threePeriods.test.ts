import { expect } from "chai";
import { clusterStory, SHARE_UNIT, WEAR } from "../support/clusterStory.ts";
import { FINE } from "../support/moneyLaw.ts";
import { COST, DEPOSIT } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const PAR = 10n ** 18n;

describe("Story: one cluster, three days, every bill paid", () => {
  it("leaves the price at par until the first rent vests", async () => {
    const { vault, book, priceAt, settledAt, fullPeriod, inServiceAt } = await clusterStory();
    expect(await priceAt(inServiceAt + 12n * HOUR)).to.equal(PAR);

    await fullPeriod(1n);

    expect(await vault.exitPrice()).to.equal(PAR);
    expect((await vault.state()).nav).to.equal(DEPOSIT);
    expect((await book.facility(1n)).wearFrom).to.equal(settledAt(1n));
  });

  it("lets rent of one day vest while the hardware wears the next", async () => {
    const { law, facility, priceAt, settledAt, fullPeriod } = await clusterStory();
    await fullPeriod(1n);
    const t = settledAt(1n);
    // The rent of period 1 took 31 hours to come: a day, an hour until its report, and six until it was final.
    const vesting = 31n * HOUR;

    for (const second of [1n, HOUR, 12n * HOUR, vesting - 1n, vesting, vesting + 1n]) {
      const price = await priceAt(t + second);
      const vested = second < vesting ? (facility.received * second) / vesting : facility.received;
      const worn = (WEAR * second) / FINE;
      expect(price).to.be.within(
        ((DEPOSIT + vested - worn - 2n) * PAR) / DEPOSIT,
        ((DEPOSIT + vested - worn + 1n) * PAR) / DEPOSIT,
      );
    }
    expect(law.lockedFineAt(t + vesting)).to.equal(0n);
  });

  it("pays period after period, to the unit and to the second", async () => {
    const { vault, asset, book, law, facility, priceAt, settledAt, fullPeriod, feeRecipient } = await clusterStory();
    let fees = 0n;
    for (const period of [1n, 2n, 3n]) {
      const { split } = await fullPeriod(period);
      const { lines } = split;
      fees += lines[8];
      expect(lines.slice(1).reduce((sum, line) => sum + line, 0n)).to.equal(lines[0]);
      expect(lines[7]).to.equal(period === 1n ? usdc("5_000") : 0n);
      const settled = await vault.exitPrice();
      const later = await priceAt(settledAt(period) + 6n * HOUR);
      // What the reserve holds back of the first day is missing that day: the rest does not outweigh the wear.
      if (period === 1n) expect(later).to.be.below(settled);
      else expect(later).to.be.greaterThan(settled);
    }

    expect(await book.creditOf(feeRecipient)).to.equal(fees);
    expect(await asset.balanceOf(vault)).to.equal(DEPOSIT - COST + facility.received);
    const [, , income, highest] = await book.performance();
    expect([income, highest]).to.deep.equal([facility.income, facility.highestProfit]);
    const end = settledAt(3n) + 31n * HOUR;
    await priceAt(end);
    expect((await vault.state()).nav).to.equal(
      DEPOSIT - COST + facility.received + (COST * FINE - WEAR * (end - settledAt(1n))) / FINE,
    );
    expect(law.lockedFineAt(end)).to.equal(0n);
  });

  it("falls with wear alone once nobody rents any more", async () => {
    const { law, priceAt, settledAt, fullPeriod } = await clusterStory();
    for (const period of [1n, 2n, 3n]) await fullPeriod(period);
    const quiet = settledAt(3n) + 31n * HOUR;

    const before = await priceAt(quiet);
    const after = await priceAt(quiet + DAY);

    expect(before - after).to.equal(law.entryPriceAt(quiet, SHARE_UNIT) - law.entryPriceAt(quiet + DAY, SHARE_UNIT));
    const aDaysWear = (WEAR * DAY) / FINE;
    expect(before - after).to.be.within(((aDaysWear - 1n) * PAR) / DEPOSIT, ((aDaysWear + 2n) * PAR) / DEPOSIT);
  });

  it("treats who comes in the middle like who was there", async () => {
    const { vault, law, other, priceAt, settledAt, fullPeriod } = await clusterStory();
    await fullPeriod(1n);
    const t = settledAt(1n) + 10n * HOUR;
    await priceAt(t - 1n);
    const shares = law.deposit(t, usdc("1_000_000"));
    const before = law.entryPriceAt(t, SHARE_UNIT);

    await vault.connect(other).deposit(usdc("1_000_000"), other);

    expect(await vault.balanceOf(other)).to.equal(shares);
    expect(await vault.exitPrice()).to.equal(law.exitPriceAt(t, SHARE_UNIT));
    expect((await vault.exitPrice()) - before).to.be.within(0n, 1n);
    await fullPeriod(2n);
    await priceAt(settledAt(2n) + DAY);
  });
});
