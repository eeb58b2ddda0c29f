import { expect } from "chai";
import { clusterStory } from "../support/clusterStory.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { DEPOSIT } from "../support/protocol.ts";
import { HOUR, usdc } from "../support/units.ts";

const NOTHING_SOLD = { gpuSecondsSold: 0n, gross: 0n, energyWh: 800_000n };

describe("Story: a day on which nobody rents", () => {
  it("is a valid report of zero: nothing distributed, running costs carried", async () => {
    const { fullPeriod, lens } = await clusterStory();
    await fullPeriod(1n);

    const { report, split } = await fullPeriod(2n, NOTHING_SOLD);

    expect(split.lines.every((line) => line === 0n)).to.equal(true);
    const facility = await lens.facility(1n);
    expect([facility.carriedEnergy, facility.carriedOther]).to.deep.equal([report.energyCost, report.otherOpex]);
    expect(facility.settledPeriods).to.equal(2n);
    expect(facility.oldestUnpaid).to.equal(3n);
    expect(await lens.receivable(1n)).to.equal(0n);
  });

  it("lets the price fall with depreciation once the rent of the day before has vested", async () => {
    const { law, facility, priceAt, settledAt, fullPeriod } = await clusterStory();
    await fullPeriod(1n);
    await fullPeriod(2n, NOTHING_SOLD);
    const vested = settledAt(1n) + 31n * HOUR;
    expect(vested).to.be.greaterThan(settledAt(2n));

    const top = await priceAt(vested);
    const later = await priceAt(vested + 10n * HOUR);

    const { slope } = law.curveOf();
    const nav = (t: bigint) => DEPOSIT + facility.received - (slope * (t - settledAt(1n)) + ONE_X32 - 1n) / ONE_X32;
    expect(top).to.be.within(
      (nav(vested) * 10n ** 18n) / DEPOSIT - 10n ** 6n,
      (nav(vested) * 10n ** 18n) / DEPOSIT + 10n ** 3n,
    );
    expect(later).to.be.below(top);
    expect(top - later).to.be.within(
      ((slope * 10n * HOUR) / ONE_X32) * 10n ** 5n - 10n ** 6n,
      ((slope * 10n * HOUR) / ONE_X32) * 10n ** 5n + 10n ** 6n,
    );
  });

  it("has its costs paid first from the next day's cash", async () => {
    const { lens, fullPeriod } = await clusterStory();
    await fullPeriod(1n);
    const { report: idle } = await fullPeriod(2n, NOTHING_SOLD);
    const { earned } = await lens.facility(1n);

    const { report, split } = await fullPeriod(3n);

    const [cash, energyCarried, otherCarried, energy, other] = split.lines;
    expect([energyCarried, otherCarried]).to.deep.equal([idle.energyCost, idle.otherOpex]);
    expect([energy, other]).to.deep.equal([report.energyCost, report.otherOpex]);
    const costs = energyCarried + otherCarried + energy + other;
    const facility = await lens.facility(1n);
    expect(facility.earned - earned).to.equal(costs + ((cash - costs) * 2_000n) / 10_000n);
    expect([facility.carriedEnergy, facility.carriedOther]).to.deep.equal([0n, 0n]);
  });

  it("has them paid before the costs of the day itself when the cash goes no further", async () => {
    const { fullPeriod, report, payIn, settle, settledAt, startOf, lens } = await clusterStory();
    await fullPeriod(1n);
    const { report: idle } = await fullPeriod(2n, NOTHING_SOLD);
    const third = await report(3n);
    const cash = idle.energyCost + idle.otherOpex + 5n;
    await payIn(1n, cash);

    const { lines } = await settle(settledAt(3n), { cash, report: third, vestFrom: startOf(3n) });

    expect(lines.slice(1, 5)).to.deep.equal([idle.energyCost, idle.otherOpex, 5n, 0n]);
    const facility = await lens.facility(1n);
    expect([facility.carriedEnergy, facility.carriedOther]).to.deep.equal([third.energyCost - 5n, third.otherOpex]);
  });

  it("takes no fee on rent that only makes up for the day's depreciation", async () => {
    const { vault, law, facility, fullPeriod, settledAt } = await clusterStory();
    await fullPeriod(1n);
    await fullPeriod(2n, NOTHING_SOLD);
    const { received } = facility;

    await fullPeriod(3n, { gross: usdc("9_000") });

    // Two days' depreciation stand against the first day's rent, which has vested: there is no profit yet to take a
    // part of.
    const depreciated = (law.curveOf().slope * (settledAt(3n) - settledAt(1n))) / ONE_X32;
    expect(received).to.be.below(depreciated);
    const { mark, owed } = await vault.fee();
    expect([mark, owed]).to.deep.equal([0n, 0n]);
  });
});
