import { expect } from "chai";
import { SHARE_UNIT } from "../support/clusterStory.ts";
import { unpaidStory } from "../support/delinquencyStory.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { at, MARKDOWN, networkHelpers } from "../support/protocol.ts";
import { DEPOSITS, WITHDRAWALS } from "../support/statuses.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

/** A tenth of all shares. */
const TENTH = 10n ** 18n;

describe("Story: an operator who is late", () => {
  it("is nothing to leavers a second before the grace ends", async () => {
    const { vault, depositor, law, delinquentFrom, priceAt, lens } = await unpaidStory();
    await priceAt(delinquentFrom - 2n);
    expect((await vault.state()).unrealisedLoss > 0n).to.equal(false);
    expect((await lens.facility(1n)).delinquentSince).to.equal(0n);
    const par = law.assetsDown(delinquentFrom - 1n, TENTH);

    await expect(at(delinquentFrom - 1n, () => vault.connect(depositor).redeem(TENTH, depositor, depositor)))
      .to.emit(vault, "Withdraw")
      .withArgs(depositor, depositor, depositor, par, TENTH);
  });

  it("costs leavers nothing in the very second: no step to stand in front of", async () => {
    const { vault, vaultLens, depositor, law, delinquentFrom } = await unpaidStory();
    const par = law.assetsDown(delinquentFrom, TENTH);

    await expect(at(delinquentFrom, () => vault.connect(depositor).redeem(TENTH, depositor, depositor)))
      .to.emit(vault, "Withdraw")
      .withArgs(depositor, depositor, depositor, par, TENTH);
    expect(await vaultLens.depositStatus()).to.equal(DEPOSITS.Delinquent);
    expect(await vaultLens.withdrawStatus()).to.equal(WITHDRAWALS.Open);
  });

  for (const days of [1n, 8n, 45n, 95n]) {
    it(`pays a leaver after ${days} days what the markdown leaves, and those who stay the rest`, async () => {
      const story = await unpaidStory();
      const { vault, vaultLens, lens, depositor, law, delinquentFrom, markedDownAt, valueThen, reportUntil, priceAt } =
        story;
      const t = delinquentFrom + days * DAY;
      await reportUntil(t, 3n);
      await priceAt(t - 1n);
      // On paper: a ninetieth a day of what it will be worth on day ninety; all that it is worth from then on.
      const { slope } = law.curveOf();
      const perSecond = ceilDiv(valueThen - slope * MARKDOWN, MARKDOWN);
      const lost = days < 90n ? perSecond * days * DAY : perSecond * MARKDOWN - slope * (t - markedDownAt);
      const worth = valueThen - slope * days * DAY;
      const forgone = ceilDiv(lost, ONE_X32);
      const nav = law.navAt(t);
      const paid = (TENTH * (nav - forgone + 1n)) / (law.supply + 10n ** 6n);
      expect(law.redeem(t, TENTH)).to.equal(paid);

      await expect(at(t, () => vault.connect(depositor).redeem(TENTH, depositor, depositor)))
        .to.emit(vault, "Withdraw")
        .withArgs(depositor, depositor, depositor, paid, TENTH);

      const state = await vault.state();
      expect([state.nav, state.unrealisedLoss]).to.deep.equal([nav - paid, forgone]);
      expect(state.delinquentValue).to.equal(ceilDiv(valueThen, usdc("1") * ONE_X32) * usdc("1"));
      expect(await vaultLens.entryPrice()).to.equal(law.entryPriceAt(t, SHARE_UNIT));
      const facility = await lens.facility(1n);
      const left = worth > lost ? worth - lost : 0n;
      expect([facility.value, facility.exitValue]).to.deep.equal([worth / ONE_X32, left / ONE_X32]);
      expect([facility.delinquentSince, facility.markedDownAt]).to.deep.equal([delinquentFrom, markedDownAt]);
    });
  }

  it("lets no second be worth waiting for: the exit price falls by the same every day", async () => {
    const { vault, law, delinquentFrom, priceAt } = await unpaidStory();
    const settled = delinquentFrom + 40n * DAY; // what was locked has vested: only lines are left
    await priceAt(settled);
    await vault.accrue(4n);
    const falls: bigint[] = [];
    for (let day = 1n; day < 6n; ++day) {
      const before = law.exitPriceAt(settled + (day - 1n) * DAY, SHARE_UNIT);
      falls.push(before - (await priceAt(settled + day * DAY)));
    }

    // The X32 unit that a day's end cuts off is all that one differs from another by.
    const [first = 0n] = falls;
    for (const fall of falls) expect(fall - first).to.be.within(-(10n ** 6n), 10n ** 6n);
    expect(first).to.be.greaterThan(0n);
  });

  it("keeps deposits shut while it is late, and while much of its arrears vests: one second decides", async () => {
    const { vault, other, law, delinquentFrom, cure, startOf, valueThen } = await unpaidStory();
    const t = delinquentFrom + 2n * DAY;
    await expect(at(t - HOUR, () => vault.connect(other).deposit(usdc("1"), other)))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchDelinquent")
      .withArgs(ceilDiv(valueThen, usdc("1") * ONE_X32) * usdc("1"), law.navAt(t - HOUR));

    const { toVault } = await cure(t);

    // A month's rent, vesting since its period began: the last second in which more than a fiftieth of the NAV of it is
    // left.
    const over = t - startOf(2n);
    const leftOf = (second: bigint): bigint => ceilDiv((toVault - law.fee.owed) * (over - (second - t)), over);
    let last = t;
    for (let step = 2n ** 21n; step > 0n; step /= 2n)
      if (50n * leftOf(last + step) > law.navAt(last + step)) last += step;
    expect(last).to.be.within(t + DAY, t + over);
    await expect(at(last, () => vault.connect(other).deposit(usdc("1"), other)))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchDelinquent")
      .withArgs(leftOf(last), law.navAt(last));
    await at(last + 1n, () => vault.connect(other).deposit(usdc("1"), other));
  });

  describe("given it is cured on day 89", () => {
    async function cured() {
      const story = await unpaidStory();
      const { vault, law, delinquentFrom, reportUntil, priceAt, cure } = story;
      const t = delinquentFrom + 89n * DAY;
      await reportUntil(t, 3n);
      await priceAt(t - 10n);
      const lowest = law.exitPriceAt(t - 10n, SHARE_UNIT);
      const { unrealisedLoss } = await vault.state();
      const split = await cure(t);
      return { ...story, t, lowest, unrealisedLoss, split };
    }

    it("returns the exit price to the entry price, which a second's vesting and wear alone has moved", async () => {
      const { law, t, lowest, unrealisedLoss, vaultLens } = await cured();

      expect(unrealisedLoss).to.be.greaterThan(usdc("7_000_000"));
      expect(await vaultLens.exitPrice()).to.equal(await vaultLens.entryPrice());
      expect(await vaultLens.exitPrice()).to.be.greaterThan(lowest);
      expect(await vaultLens.entryPrice()).to.equal(law.entryPriceAt(t, SHARE_UNIT));
    });

    it("tells it, and what came counts with what is delinquent while it vests", async () => {
      const { shares, lens, vault, split } = await cured();

      const [event] = await shares.queryFilter(shares.filters.Cured(), "latest");
      expect([...(event?.args ?? [])]).to.deep.equal([1n]);
      const facility = await lens.facility(1n);
      expect([facility.delinquentSince, facility.markedDownAt]).to.deep.equal([0n, 0n]);
      const { delinquentValue, restrictedLocked } = await vault.state();
      expect([delinquentValue, restrictedLocked]).to.deep.equal([0n, split.toVault]);
    });

    it("vests what came over the cap: who stood by earns it, and nobody who steps in", async () => {
      const { vault, law, t, split } = await cured();
      expect((await vault.state()).locked).to.be.at.least(split.toVault);

      const before = law.navAt(t);
      await networkHelpers.time.increaseTo(t + 10n * DAY);
      expect((await vault.state()).nav).to.equal(law.navAt(t + 10n * DAY));
      expect(law.navAt(t + 10n * DAY) - before).to.be.below(split.toVault / 8n);
    });
  });

  it("gives those who stayed what a leaver forwent, for good, once it is cured", async () => {
    const { vault, depositor, law, delinquentFrom, reportUntil, cure, vaultLens } = await unpaidStory();
    const leaving = delinquentFrom + 45n * DAY;
    const next = await reportUntil(leaving, 3n);
    const atPar = law.assetsDown(leaving, TENTH);
    const paid = law.redeem(leaving, TENTH);
    await at(leaving, () => vault.connect(depositor).redeem(TENTH, depositor, depositor));
    const t = delinquentFrom + 60n * DAY;
    await reportUntil(t, next);

    await cure(t);

    // What it would have had at par is with the others: nine tenths of the shares and the virtual ones.
    expect(atPar - paid).to.be.greaterThan(usdc("300_000"));
    expect(await vaultLens.exitPrice()).to.equal(law.exitPriceAt(t, SHARE_UNIT));
  });
});
