import { expect } from "chai";
import { lineOf, VALUE } from "../../support/curve.ts";
import { FacilityCurve, tickUp } from "../../support/facilityCurve.ts";
import { LOAN } from "../../support/debts.ts";
import { ONE_X32 } from "../../support/moneyLaw.ts";
import {
  at,
  COST,
  DEPOSIT,
  drawn,
  ethers,
  LIFE,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
} from "../../support/protocol.ts";
import { ceilDiv, DAY, usdc } from "../../support/units.ts";

describe("FacilityOrigination.returnDraw", () => {
  /** The escrow of draws, made to speak; `giveBack` sends what it says back to the vault before. */
  async function withEscrow() {
    const fixture = await drawn();
    const { origination, asset, vault, operator } = fixture;
    const address = await fixture.drawEscrow.getAddress();
    await networkHelpers.impersonateAccount(address);
    await networkHelpers.setBalance(address, 10n ** 18n);
    const escrow = await ethers.getSigner(address);
    const giveBack = async (amount: bigint) => {
      await asset.connect(operator).transfer(vault, amount);
      return origination.connect(escrow).returnDraw(1n, amount);
    };
    return { ...fixture, escrow, giveBack };
  }

  for (const role of ["stranger", "operator", "curator", "governor", "guardian"] as const) {
    describe(`when the caller is the ${role}`, () => {
      it("reverts with the caller", async () => {
        const { origination, ...fixture } = await drawn();
        const caller = fixture[role];

        await expect(origination.connect(caller).returnDraw(1n, 1n))
          .to.be.revertedWithCustomError(origination, "FacilityOrigination_NotDrawEscrow")
          .withArgs(caller);
      });
    });
  }

  describe("when the money has not arrived", () => {
    it("reverts with the vault's error", async () => {
      const { origination, vault, escrow } = await withEscrow();

      await expect(origination.connect(escrow).returnDraw(1n, usdc("7")))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_AssetsMissing")
        .withArgs(DEPOSIT - COST, DEPOSIT - COST + usdc("7"));
    });
  });

  describe("when more comes back than was drawn", () => {
    it("panics", async () => {
      const { giveBack } = await withEscrow();

      await expect(giveBack(COST + 1n)).to.be.revertedWithPanic(0x11);
    });
  });

  describe("when a part comes back", () => {
    it("lowers cost, value and salvage in proportion; value becomes cash", async () => {
      const { origination, shares, vault, lens, giveBack } = await withEscrow();
      const back = usdc("3_000_000");
      const line = lineOf(VALUE - (VALUE * back) / COST, usdc("500_000") * ONE_X32, LIFE);
      const left = line.salvage + line.slope * LIFE;

      const giving = giveBack(back);

      await expect(giving)
        .to.emit(origination, "DrawReturned")
        .withArgs(1n, back, COST - back);
      expect((await origination.approvalOf(1n)).drawn).to.equal(COST - back);
      const facility = await lens.facility(1n);
      expect([facility.status, facility.cost, facility.salvage]).to.deep.equal([
        STATUS.Drawn,
        COST - back,
        usdc("500_000"),
      ]);
      expect(await shares.valueX32(1n)).to.equal(left);
      const { cash, value, locked, nav } = await vault.state();
      expect([cash, value]).to.deep.equal([DEPOSIT - COST + back, left / ONE_X32]);
      // The first line had no room for less than a base unit of it: that part of it is a gain now.
      const gain = back * ONE_X32 + left - VALUE;
      expect(gain > 0n && gain < ONE_X32).to.equal(true);
      expect([locked, nav]).to.deep.equal([1n, DEPOSIT - COST + back + left / ONE_X32 - 1n]);
    });

    it("keeps the deadline", async () => {
      const { shares, vault, lens, giveBack, terms } = await withEscrow();
      const deadline = tickUp(terms.inServiceBy + PERIOD + REPORTING_DELAY);

      await expect(giveBack(usdc("3_000_000"))).not.to.emit(shares, "DeadlineSet");

      expect((await lens.facility(1n)).deadline).to.equal(deadline);
      expect((await vault.state()).nextKink).to.equal(deadline);
    });
  });

  describe("when all comes back", () => {
    it("is as if nothing had been drawn", async () => {
      const { origination, shares, vault, lens, giveBack, terms } = await withEscrow();
      expect(await shares.isIdle()).to.equal(false);

      await giveBack(COST);

      expect((await origination.approvalOf(1n)).drawn).to.equal(0n);
      const facility = await lens.facility(1n);
      expect([facility.status, facility.cost, facility.value]).to.deep.equal([STATUS.Approved, 0n, 0n]);
      expect([facility.deadline, facility.slope, facility.salvage]).to.deep.equal([0n, 0n, 0n]);
      expect(await shares.isIdle()).to.equal(true);
      const { cash, value, nextKink } = await vault.state();
      expect([cash, value]).to.deep.equal([DEPOSIT, 0n]);
      // Nothing lies there any more: the vault looks too early, never too late.
      expect(nextKink).to.equal(tickUp(terms.inServiceBy + PERIOD + REPORTING_DELAY));
    });

    it("locks what the line had no room for, less than a unit, over the cap", async () => {
      const { vault, giveBack } = await withEscrow();

      await giveBack(COST);

      const { locked, nav } = await vault.state();
      expect([locked, nav]).to.deep.equal([1n, DEPOSIT - 1n]);
    });

    it("can be drawn again", async () => {
      const { origination, shares, lens, operator, giveBack, terms } = await withEscrow();
      await giveBack(COST);

      await expect(at(terms.inServiceBy, () => origination.connect(operator).draw(1n, COST, operator)))
        .to.emit(shares, "DeadlineSet")
        .withArgs(1n, tickUp(terms.inServiceBy + PERIOD + REPORTING_DELAY));

      const { salvage, cost } = await lens.facility(1n);
      expect([salvage, cost]).to.deep.equal([SALVAGE, COST]);
      expect(await shares.valueX32(1n)).to.equal(VALUE);
    });
  });

  describe("given nothing was heard of it, and its deadline has passed", () => {
    async function overdue() {
      const fixture = await withEscrow();
      const deadline = tickUp(fixture.terms.inServiceBy + PERIOD + REPORTING_DELAY);
      const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline);
      await networkHelpers.time.increaseTo(deadline + 10n * DAY);
      return { ...fixture, deadline, curve };
    }

    it("takes a part of what is left; what comes above it is restricted income", async () => {
      const { shares, vault, lens, deadline, curve, giveBack } = await overdue();
      const back = usdc("3_000_000");

      const giving = await giveBack(back);

      const t = await now();
      const value = curve.valueAt(t);
      const next = curve.revaluedAt(t, value - (value * back) / COST, usdc("500_000") * ONE_X32);
      const gain = back * ONE_X32 + next.valueAt(t) - value;
      await expect(giving)
        .to.emit(shares, "DepreciationStarted")
        .withArgs(1n, deadline, deadline + LIFE, curve.slope, SALVAGE);
      await expect(giving)
        .to.emit(vault, "RestrictedLocked")
        .withArgs(gain, (t + 90n * DAY) << 24n);
      for (const later of [t, deadline + 90n * DAY, deadline + LIFE]) {
        if (later > t) await networkHelpers.time.increaseTo(later);
        const state = await vault.state();
        const facility = await lens.facility(1n);
        expect([state.value, facility.value]).to.deep.equal([
          next.valueAt(later) / ONE_X32,
          next.valueAt(later) / ONE_X32,
        ]);
        expect(state.unrealisedLoss).to.equal(ceilDiv(next.lossAt(later), ONE_X32));
        expect(facility.delinquentSince).to.equal(deadline);
      }
    });

    it("leaves nothing delinquent when all comes back", async () => {
      const { shares, vault, lens, giveBack } = await overdue();

      await giveBack(COST);

      const { value, unrealisedLoss, delinquentValue, nav, totalAssets } = await vault.state();
      expect([value, unrealisedLoss, delinquentValue]).to.deep.equal([0n, 0n, 0n]);
      expect(totalAssets).to.equal(nav);
      const { status, deadline, delinquentSince, depreciatesUntil } = await lens.facility(1n);
      expect([status, deadline, delinquentSince, depreciatesUntil]).to.deep.equal([STATUS.Approved, 0n, 0n, 0n]);
      expect(await shares.isIdle()).to.equal(true);
      await networkHelpers.time.increase(LIFE);
      expect((await vault.state()).value).to.equal(0n);
    });
  });

  describe("given a loan", () => {
    it("gives principal back for cash, to the unit", async () => {
      const { addCluster, origination, loans, lens, vault, asset, operator, drawEscrow, escrow } = await withEscrow();
      const terms = { ...LOAN, milestones: { orderedBps: 1n, deliveredBps: 0n }, amount: usdc("1_000_000") };
      const cluster = await addCluster({}, terms);
      await origination.connect(operator).draw(cluster, usdc("1_000_000"), operator);
      const { nav } = await vault.state();
      expect(await asset.balanceOf(drawEscrow)).to.equal(usdc("1_000_000"));
      await asset.connect(operator).transfer(vault, usdc("250_000.000001"));

      await origination.connect(escrow).returnDraw(cluster, usdc("250_000.000001"));

      const { cost, value, salvage } = await lens.facility(cluster);
      expect([cost, value, salvage]).to.deep.equal([usdc("749_999.999999"), usdc("749_999.999999"), 0n]);
      expect(await loans.valueX32(cluster)).to.equal(usdc("749_999.999999") * ONE_X32);
      const after = await vault.state();
      expect([after.nav, after.locked]).to.deep.equal([nav, 0n]);
    });
  });
});
