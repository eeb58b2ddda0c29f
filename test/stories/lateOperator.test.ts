import { expect } from "chai";
import { SHARE_UNIT } from "../support/clusterStory.ts";
import { LANE } from "../support/lanes.ts";
import { unpaidStory } from "../support/lateStory.ts";
import { FINE } from "../support/moneyLaw.ts";
import { at, LINE, networkHelpers } from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

/** A tenth of all shares. */
const TENTH = 10n ** 18n;

describe("Story: an operator who is late", () => {
  it("is nothing to leavers a second before the grace ends", async () => {
    const { vault, book, depositor, law, lateFrom, priceAt } = await unpaidStory();
    await priceAt(lateFrom - 2n);
    expect(await vault.exitBelowEntry()).to.equal(false);
    expect((await book.facility(1n)).lateSince).to.equal(0n);
    const par = law.assetsDown(lateFrom - 1n, TENTH);

    await expect(at(lateFrom - 1n, () => vault.connect(depositor).redeem(TENTH, depositor, depositor)))
      .to.emit(vault, "Withdraw")
      .withArgs(depositor, depositor, depositor, par, TENTH);
  });

  it("costs leavers nothing in the very second: no step to stand in front of", async () => {
    const { vault, depositor, law, lateFrom } = await unpaidStory();
    const par = law.assetsDown(lateFrom, TENTH);

    await expect(at(lateFrom, () => vault.connect(depositor).redeem(TENTH, depositor, depositor)))
      .to.emit(vault, "Withdraw")
      .withArgs(depositor, depositor, depositor, par, TENTH);
    expect([...(await vault.lanes())]).to.deep.equal([LANE.Late, LANE.Open]);
  });

  for (const days of [1n, 8n, 45n, 95n]) {
    it(`pays a leaver after ${days} days what the line says, and those who stay the rest`, async () => {
      const story = await unpaidStory();
      const { vault, book, depositor, law, lateFrom, lineEnd, valueThen, reportUntil, priceAt } = story;
      const t = lateFrom + days * DAY;
      await reportUntil(t, 3n);
      await priceAt(t - 1n);
      // On paper: of the value at the start of the line, what is left of ninety days is paid for.
      const left = days >= 90n ? 0n : valueThen - (valueThen / LINE) * days * DAY;
      const forgone = ceilDiv(law.valueFineAt(t) - left, FINE);
      const nav = law.navAt(t);
      const paid = (TENTH * (nav - forgone + 1n)) / (law.supply + 10n ** 6n);
      expect(law.redeem(t, TENTH)).to.equal(paid);

      await expect(at(t, () => vault.connect(depositor).redeem(TENTH, depositor, depositor)))
        .to.emit(vault, "Withdraw")
        .withArgs(depositor, depositor, depositor, paid, TENTH);

      const state = await vault.state();
      expect([state.nav, state.unrealisedLoss]).to.deep.equal([nav - paid, forgone]);
      expect(state.watched).to.equal(ceilDiv(valueThen, usdc("1") * FINE) * usdc("1"));
      expect(state.ended).to.equal(days >= 90n ? 1n : 0n);
      expect(await vault.entryPrice()).to.equal(law.entryPriceAt(t, SHARE_UNIT));
      const facility = await book.facility(1n);
      expect([facility.value, facility.exitValue]).to.deep.equal([law.valueFineAt(t) / FINE, left / FINE]);
      expect([facility.lateSince, facility.lineEnd]).to.deep.equal([lateFrom, lineEnd]);
    });
  }

  it("lets no second be worth waiting for: the exit price falls by the same every day", async () => {
    const { law, lateFrom, priceAt, book } = await unpaidStory();
    const settled = lateFrom + 40n * DAY; // what was locked has vested: only lines are left
    await priceAt(settled);
    await book.sync(4n);
    const falls: bigint[] = [];
    for (let day = 1n; day < 6n; ++day) {
      const before = law.exitPriceAt(settled + (day - 1n) * DAY, SHARE_UNIT);
      falls.push(before - (await priceAt(settled + day * DAY)));
    }

    // The fine unit that a day's end cuts off is all that one differs from another by.
    const [first = 0n] = falls;
    for (const fall of falls) expect(fall - first).to.be.within(-(10n ** 6n), 10n ** 6n);
    expect(first).to.be.greaterThan(0n);
  });

  it("closes deposits until its arrears have vested, and one second is what decides", async () => {
    const { vault, book, other, law, lateFrom, cure, fullPeriod, startOf, valueThen } = await unpaidStory();
    const t = lateFrom + 2n * DAY;
    await expect(at(t - HOUR, () => vault.connect(other).deposit(usdc("1"), other)))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchLate")
      .withArgs(ceilDiv(valueThen, usdc("1") * FINE) * usdc("1"), law.navAt(t - HOUR));
    await cure(t);
    const { arrearsUntil } = await book.facility(1n);
    expect(arrearsUntil).to.equal(2n * t - startOf(2n));
    await fullPeriod(3n);

    await expect(
      at(arrearsUntil - 1n, () => vault.connect(other).deposit(usdc("1"), other)),
    ).to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchLate");
    await at(arrearsUntil, () => vault.connect(other).deposit(usdc("1"), other));
  });

  describe("given it is cured on day 89", () => {
    async function cured() {
      const story = await unpaidStory();
      const { vault, law, lateFrom, reportUntil, priceAt, cure } = story;
      const t = lateFrom + 89n * DAY;
      await reportUntil(t, 3n);
      await priceAt(t - 10n);
      const lowest = law.exitPriceAt(t - 10n, SHARE_UNIT);
      const { unrealisedLoss } = await vault.state();
      const split = await cure(t);
      return { ...story, t, lowest, unrealisedLoss, split };
    }

    it("returns the exit price to the entry price, and moves that one by nothing but a second's vesting and wear", async () => {
      const { vault, law, t, lowest, unrealisedLoss } = await cured();

      expect(unrealisedLoss).to.be.greaterThan(usdc("7_000_000"));
      expect(await vault.exitPrice()).to.equal(await vault.entryPrice());
      expect(await vault.exitPrice()).to.be.greaterThan(lowest);
      expect(await vault.entryPrice()).to.equal(law.entryPriceAt(t, SHARE_UNIT));
    });

    it("tells it, and watches the facility until its arrears have vested", async () => {
      const { book, vault, t, startOf, valueThen } = await cured();
      const arrearsUntil = t + 90n * DAY; // older than the cap
      expect(t - startOf(2n)).to.be.greaterThan(90n * DAY);

      const [event] = await book.queryFilter(book.filters.Cured(), "latest");
      expect([...(event?.args ?? [])]).to.deep.equal([1n, arrearsUntil]);
      const facility = await book.facility(1n);
      expect([facility.lateSince, facility.lineEnd, facility.arrearsUntil]).to.deep.equal([0n, 0n, arrearsUntil]);
      expect((await vault.state()).watched).to.equal(ceilDiv(valueThen, usdc("1") * FINE) * usdc("1"));
    });

    it("vests what came over the cap: who stood by earns it, and nobody who steps in", async () => {
      const { vault, law, t, split } = await cured();
      expect((await vault.state()).locked).to.be.at.least(split.lines[9]);

      const before = law.navAt(t);
      await networkHelpers.time.increaseTo(t + 10n * DAY);
      expect((await vault.state()).nav).to.equal(law.navAt(t + 10n * DAY));
      expect(law.navAt(t + 10n * DAY) - before).to.be.below(split.lines[9] / 8n);
    });
  });

  it("gives those who stayed what a leaver forwent, for good, once it is cured", async () => {
    const { vault, depositor, law, lateFrom, reportUntil, cure } = await unpaidStory();
    const leaving = lateFrom + 45n * DAY;
    const next = await reportUntil(leaving, 3n);
    const atPar = law.assetsDown(leaving, TENTH);
    const paid = law.redeem(leaving, TENTH);
    await at(leaving, () => vault.connect(depositor).redeem(TENTH, depositor, depositor));
    const t = lateFrom + 60n * DAY;
    await reportUntil(t, next);

    await cure(t);

    // What it would have had at par is with the others: nine tenths of the shares and the virtual ones.
    expect(atPar - paid).to.be.greaterThan(usdc("300_000"));
    expect(await vault.exitPrice()).to.equal(law.exitPriceAt(t, SHARE_UNIT));
  });
});
