import { expect } from "chai";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  deployed,
  DEPOSIT,
  FEE_BPS,
  inService,
  LIFE,
  LONG_WINDOW,
  MARKDOWN,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
} from "../support/protocol.ts";
import { DEPOSITS, WITHDRAWALS } from "../support/statuses.ts";
import { DAY, HOUR, NEVER, usdc } from "../support/units.ts";
import { VaultLaw } from "../support/vaultLaw.ts";

const SLOPE = FacilityCurve.hardware(COST, SALVAGE, LIFE).slope;
const DELAY = PERIOD + REPORTING_DELAY;

describe("Story: depreciation that nobody calls for", () => {
  describe("given a cluster in service of which nothing is heard", () => {
    /**
     * Three days after its first report's deadline; nobody has called anything. Delinquent from there, and depreciated.
     */
    async function silent() {
      const fixture = await inService();
      const { inServiceAt } = fixture;
      const deadline = tickUp(inServiceAt + DELAY);
      const law = new VaultLaw(DAY, 90n * DAY, FEE_BPS);
      const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline);
      law.deposit(inServiceAt, DEPOSIT);
      law.draw(inServiceAt, 1n, COST, curve);
      const t = deadline + 3n * DAY;
      await networkHelpers.time.increaseTo(t);
      return {
        ...fixture,
        law,
        curve,
        deadline,
        t,
        depreciated: (SALVAGE * ONE_X32 + SLOPE * (LIFE - 3n * DAY)) / ONE_X32,
      };
    }

    it("every view looks ahead", async () => {
      const { vault, vaultLens, lens, law, curve, depreciated, deadline, t } = await silent();
      const nav = DEPOSIT - COST + depreciated;
      const exit = law.exitAt(t);
      expect(exit).to.be.below(nav);

      const state = await vault.state();
      expect([state.value, state.nav, state.totalAssets]).to.deep.equal([depreciated, nav, exit]);
      expect([state.nextKink, state.accrualPending]).to.deep.equal([deadline + MARKDOWN, false]);
      expect(state.unrealisedLoss).to.equal(nav - exit);
      expect(state.delinquentValue).to.equal(COST);
      expect(await vaultLens.value()).to.equal(depreciated);
      expect(await vault.totalAssets()).to.equal(exit);
      expect((await vault.state()).unrealisedLoss > 0n).to.equal(true);
      const supply = DEPOSIT * 10n ** 6n;
      expect(await vault.convertToAssets(supply)).to.equal((supply * (exit + 1n)) / (supply + 10n ** 6n));
      expect(await vault.previewDeposit(usdc("1"))).to.equal((usdc("1") * (supply + 10n ** 6n)) / (nav + 1n));
      const facility = await lens.facility(1n);
      expect([facility.value, facility.exitValue]).to.deep.equal([depreciated, curve.exitAt(t) / ONE_X32]);
      expect([facility.deadline, facility.delinquentSince, facility.markedDownAt]).to.deep.equal([
        0n,
        deadline,
        deadline + MARKDOWN,
      ]);
      expect([facility.slope, facility.depreciatesUntil]).to.deep.equal([SLOPE, deadline + LIFE]);
    });

    it("the end of its markdown is seen ahead, too", async () => {
      const { vault, deadline, law } = await silent();
      await networkHelpers.time.increaseTo(deadline + MARKDOWN - 1n);
      await networkHelpers.time.increaseTo(deadline + MARKDOWN);

      const { delinquentValue, totalAssets } = await vault.state();

      expect(delinquentValue).to.equal(COST);
      expect(totalAssets).to.equal(law.exitAt(deadline + MARKDOWN));
    });

    it("exits have the room that a call would find, entries none, and the lens says why", async () => {
      const { vault, vaultLens, law, depositor, t } = await silent();
      const { cash } = law;
      const most = ((cash + 1n) * (law.supply + 10n ** 6n) + law.exitAt(t)) / (law.exitAt(t) + 1n) - 1n;

      expect([await vault.maxDeposit(depositor), await vault.maxMint(depositor)]).to.deep.equal([0n, 0n]);
      expect([await vault.maxWithdraw(depositor), await vault.maxRedeem(depositor)]).to.deep.equal([cash, most]);
      expect(await vaultLens.depositStatus()).to.equal(DEPOSITS.Delinquent);
      expect(await vaultLens.withdrawStatus()).to.equal(WITHDRAWALS.Open);
    });

    it("the next exit carries it out, and is paid the exit price", async () => {
      const { vault, law, depositor, deadline, t } = await silent();
      const paid = law.paidDown(t + 60n, 10n ** 12n);

      const exit = at(t + 60n, () => vault.connect(depositor).redeem(10n ** 12n, depositor, depositor));

      await expect(exit)
        .to.emit(vault, "Accrued")
        .withArgs(1n, deadline + MARKDOWN);
      await expect(exit)
        .to.emit(vault, "Withdraw")
        .withArgs(depositor, depositor, depositor, paid, 10n ** 12n);
      expect((await vault.state()).value).to.equal(law.valueX32At(t + 60n) / ONE_X32);
    });

    it("a deposit finds too much delinquent, and does not carry anything out", async () => {
      const { vault, law, other, t } = await silent();

      await expect(at(t + 60n, () => vault.connect(other).deposit(usdc("1"), other)))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchDelinquent")
        .withArgs(COST, law.navAt(t + 60n));
    });

    it("nothing moves in the second in which it is carried out", async () => {
      const { vault, vaultLens, law, t } = await silent();
      expect(await vaultLens.entryPrice()).to.equal(law.entryPriceAt(t, 10n ** 12n));

      await at(t + 1n, () => vault.accrue(4n));

      expect(await vaultLens.entryPrice()).to.equal(law.entryPriceAt(t + 1n, 10n ** 12n));
      expect(await vaultLens.exitPrice()).to.equal(law.exitPriceAt(t + 1n, 10n ** 12n));
    });

    it("a report settled later still finds the depreciation begun at the deadline", async () => {
      const { shares, vaultLens, law, reportAt, payIn, t, deadline } = await silent();
      const report = await reportAt(t + HOUR, 1n);
      await payIn(1n, report.gross);
      const settledAt = t + HOUR + LONG_WINDOW;

      await expect(at(settledAt, () => shares.settle(1n)))
        .to.emit(shares, "DepreciationStarted")
        .withArgs(1n, deadline, deadline + LIFE, SLOPE, SALVAGE);
      expect(await vaultLens.value()).to.equal(law.valueX32At(settledAt) / ONE_X32);
    });
  });

  describe("given six clusters, each with an end of its own", () => {
    const SIZE = usdc("1_000_000");
    const SHORT = 100n * DAY;

    /** Drawn, never commissioned: they begin to depreciate one day after the other. */
    async function six() {
      const fixture = await deployed();
      const { addCluster, origination, operator } = fixture;
      const inServiceBy = (await now()) + 60n * DAY;
      const first = tickUp(inServiceBy + DELAY);
      const law = new VaultLaw(DAY, 90n * DAY, FEE_BPS);
      law.deposit(await now(), DEPOSIT);
      for (let k = 0n; k < 6n; ++k) {
        const hardware = { cost: SIZE, salvage: 0n, usefulLife: SHORT };
        const cluster = await addCluster(hardware, { inServiceBy: inServiceBy + k * DAY });
        await origination.connect(operator).draw(cluster, SIZE, operator);
        law.draw(await now(), cluster, SIZE, FacilityCurve.hardware(SIZE, 0n, SHORT, first + k * DAY));
      }
      return { ...fixture, first, law };
    }

    it("the next exit carries out what is due", async () => {
      const { vault, vaultLens, law, depositor, first } = await six();
      const t = first + 3n * DAY;

      const exit = at(t, () => vault.connect(depositor).withdraw(1n, depositor, depositor));

      await expect(exit)
        .to.emit(vault, "Accrued")
        .withArgs(4n, first + 4n * DAY);
      expect(await vaultLens.value()).to.equal(law.valueX32At(t) / ONE_X32);
    });

    describe("when all have long ended and nobody has called", () => {
      it("they are worth nothing, not less and not more, in whatever parts it is carried out", async () => {
        const { vault, vaultLens, first } = await six();
        await networkHelpers.time.increaseTo(first + 500n * DAY);
        expect(await vaultLens.value()).to.equal(0n);

        for (const ticks of [1n, 2n, 4n]) {
          await vault.accrue(ticks);
          expect(await vaultLens.value()).to.equal(0n);
        }
        await vault.accrue(100n);

        const { value, nextKink, nav, totalAssets } = await vault.state();
        expect([value, nextKink, nav]).to.deep.equal([0n, NEVER, DEPOSIT - 6n * SIZE]);
        // What rounding the six markdowns up took comes to a unit.
        expect(nav - totalAssets).to.be.within(0n, 1n);
      });

      it("shows at any second what the lines say, and never more than before", async () => {
        const { vault, law, first } = await six();
        let last = 6n * SIZE;
        for (const day of [3n, 50n, 100n, 102n, 104n, 106n, 200n, 1_000n]) {
          const t = first + day * DAY;
          await networkHelpers.time.increaseTo(t);
          const { value, totalAssets } = await vault.state();
          expect([value, totalAssets]).to.deep.equal([law.valueX32At(t) / ONE_X32, law.exitAt(t)]);
          expect(value).to.be.at.most(last);
          last = value;
        }
      });
    });
  });

  describe("given more kinks than a user's call carries out", () => {
    const SIZE = usdc("1_000");
    const SHORT = 2n * DAY;
    const COUNT = 33n;

    /**
     * 33 clusters begin, end and are marked down one hour after the other: 99 ticks, of which a call carries out 96.
     */
    async function many() {
      const fixture = await deployed();
      const { addCluster, origination, operator } = fixture;
      const inServiceBy = (await now()) + 200n * DAY;
      const first = tickUp(inServiceBy + DELAY);
      for (let k = 0n; k < COUNT; ++k) {
        const hardware = { cost: SIZE, salvage: 0n, usefulLife: SHORT };
        const cluster = await addCluster(hardware, { inServiceBy: inServiceBy + k * HOUR });
        await origination.connect(operator).draw(cluster, SIZE, operator);
      }
      const late = await addCluster({ cost: SIZE, salvage: 0n }, { inServiceBy: inServiceBy + 3_000n * DAY });
      const t = first + MARKDOWN + 40n * HOUR;
      await networkHelpers.time.increaseTo(t);
      return { ...fixture, late, first, next: first + MARKDOWN + (96n - 2n * COUNT) * HOUR };
    }

    it("everybody's calls refuse with the next of them, views stop there, and accruing the rest helps", async () => {
      const { vault, vaultLens, origination, operator, depositor, other, stranger, late, first, next } = await many();
      const state = await vault.state();
      expect([state.accrualPending, state.nextKink]).to.deep.equal([true, next]);
      expect([await vault.maxDeposit(other), await vault.maxMint(other)]).to.deep.equal([0n, 0n]);
      expect([await vault.maxWithdraw(depositor), await vault.maxRedeem(depositor)]).to.deep.equal([0n, 0n]);
      expect(await vaultLens.depositStatus()).to.equal(DEPOSITS.AccrualPending);
      expect(await vaultLens.withdrawStatus()).to.equal(WITHDRAWALS.AccrualPending);

      for (const call of [
        () => vault.connect(other).deposit(usdc("1"), other),
        () => vault.connect(depositor).withdraw(1n, depositor, depositor),
        () => origination.connect(operator).draw(late, 1n, operator),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(vault, "GpuYieldVault_AccrualPending").withArgs(next);
      }
      await expect(vault.connect(stranger).accrue(3n))
        .to.emit(vault, "Accrued")
        .withArgs(3n, first + 3n * HOUR);
      await vault.connect(depositor).withdraw(1n, depositor, depositor);
      await origination.connect(operator).draw(late, 1n, operator);
    });
  });

  describe("given an approved facility of which nothing was drawn", () => {
    it("has nothing to depreciate", async () => {
      const { vault, lens, terms } = await approved();

      await networkHelpers.time.increaseTo(terms.inServiceBy + 1_000n * DAY);

      expect((await lens.facility(1n)).value).to.equal(0n);
      expect((await vault.state()).nav).to.equal(DEPOSIT);
    });
  });
});
