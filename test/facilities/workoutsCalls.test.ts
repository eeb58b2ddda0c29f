import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { lineOf, LINE, nextTick, SLOPE, VALUE } from "../support/curve.ts";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  at,
  COST,
  DEPOSIT,
  drawn,
  ethers,
  inService,
  LIFE,
  MARKDOWN,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
  WINDOW,
  RUN_OFF,
} from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const RESERVE = usdc("5_000");

describe("FacilityManager, calls of the workouts", () => {
  /** The workouts, made to speak. */
  async function withWorkouts() {
    const fixture = await inService();
    const address = await fixture.workouts.getAddress();
    await networkHelpers.impersonateAccount(address);
    await networkHelpers.setBalance(address, 10n ** 18n);
    const workouts: HardhatEthersSigner = await ethers.getSigner(address);
    return { ...fixture, workouts };
  }

  /** The first period is settled and paid: depreciation runs, and a reserve is held back. */
  async function depreciating() {
    const fixture = await withWorkouts();
    const { shares, inServiceAt, reportAt, payIn } = fixture;
    const report = await reportAt(inServiceAt + PERIOD, 1n);
    await payIn(1n, report.gross);
    const from = inServiceAt + PERIOD + WINDOW;
    await at(from, () => shares.settle(1n));
    const until = tickUp(from + LIFE);
    const line = lineOf(VALUE, SALVAGE * ONE_X32, until - from);
    return { ...fixture, from, until, line };
  }

  for (const role of ["stranger", "operator", "curator", "governor", "guardian"] as const) {
    it(`are refused to the ${role}`, async () => {
      const { shares, loans, ...fixture } = await inService();
      const caller = fixture[role];

      for (const manager of [shares, loans]) {
        const own = manager.connect(caller);
        for (const call of [
          () => own.beginResolution(1n),
          () => own.derecognise(1n, 0n, 0n, false, false),
          () => own.writeDown(1n, 1n),
          () => own.postClaim(0n, 1n),
          () => own.end(1n),
        ]) {
          await expect(call()).to.be.revertedWithCustomError(manager, "FacilityManager_NotWorkouts").withArgs(caller);
        }
        await expect(own.setAnnounced(1n, true))
          .to.be.revertedWithCustomError(manager, "FacilityManager_NotLosses")
          .withArgs(caller);
      }
    });
  }

  describe("beginResolution", () => {
    it("begins nothing where nothing is financed", async () => {
      const { shares, workouts } = await withWorkouts();

      await expect(shares.connect(workouts).beginResolution(2n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(2n, STATUS.None);
    });

    it("begins nothing twice", async () => {
      const { shares, workouts } = await withWorkouts();
      await shares.connect(workouts).beginResolution(1n);

      await expect(shares.connect(workouts).beginResolution(1n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Resolving);
    });

    it("makes it delinquent from the next tick on: no price steps", async () => {
      const { shares, vault, lens, workouts } = await withWorkouts();
      const t = tickUp((await now()) + HOUR) + 17n;
      const { totalAssets } = await vault.state();

      const beginning = at(t, () => shares.connect(workouts).beginResolution(1n));

      await expect(beginning)
        .to.emit(shares, "ResolutionBegun")
        .withArgs(1n, VALUE / ONE_X32, VALUE / ONE_X32);
      await expect(beginning).to.emit(shares, "DeadlineSet").withArgs(1n, nextTick(t));
      await expect(beginning).not.to.emit(vault, "LossBooked");
      expect(await vault.totalAssets()).to.equal(totalAssets);
      const facility = await lens.facility(1n);
      expect([facility.status, facility.workoutSince, facility.deadline]).to.deep.equal([
        STATUS.Resolving,
        t,
        nextTick(t),
      ]);
      expect([...(await shares.statusOf(1n))]).to.deep.equal([STATUS.Resolving, 0n, t, 0n]);
    });

    it("leaves one that is delinquent as it is", async () => {
      const { shares, lens, workouts, inServiceAt } = await withWorkouts();
      const deadline = tickUp(inServiceAt + PERIOD + REPORTING_DELAY);
      const t = deadline + 10n * DAY;

      const beginning = at(t, () => shares.connect(workouts).beginResolution(1n));

      await expect(beginning).not.to.emit(shares, "DeadlineSet");
      await expect(beginning)
        .to.emit(shares, "DepreciationStarted")
        .withArgs(1n, deadline, deadline + LIFE, SLOPE, SALVAGE);
      const { value, exitValue, delinquentSince } = await lens.facility(1n);
      await expect(beginning).to.emit(shares, "ResolutionBegun").withArgs(1n, value, exitValue);
      expect(delinquentSince).to.equal(deadline);
      expect([...(await shares.statusOf(1n))]).to.deep.equal([STATUS.Resolving, deadline, t, 0n]);
    });
  });

  describe("derecognise", () => {
    it("takes no more than the value, to 2^-32 of a unit", async () => {
      const { shares, lens, vault, workouts } = await withWorkouts();

      await expect(shares.connect(workouts).derecognise(1n, VALUE + 1n, 0n, false, false))
        .to.be.revertedWithCustomError(shares, "FacilityManager_ValueTooSmall")
        .withArgs(1n, VALUE + 1n, VALUE);
      const leaving = shares.connect(workouts).derecognise(1n, VALUE, 0n, false, false);

      await expect(leaving).to.emit(shares, "ValueLeft").withArgs(1n, VALUE, 0n, 0n);
      await expect(leaving).to.emit(vault, "LossBooked").withArgs(VALUE, 0n);
      const { value, salvage, slope } = await lens.facility(1n);
      expect([value, salvage, slope]).to.deep.equal([0n, 0n, 0n]);
      const state = await vault.state();
      expect([state.value, state.nav]).to.deep.equal([0n, DEPOSIT - COST]);
    });

    it("takes salvage and depreciation down in proportion", async () => {
      const { shares, lens, vault, workouts, from, until, line } = await depreciating();
      const t = from + 100n * DAY;
      const value = line.salvage + line.slope * (until - t);
      const out = value / 4n;
      const left = value - out;
      const next = lineOf(left, (SALVAGE * ONE_X32 * left) / value, until - t);

      const leaving = at(t, () => shares.connect(workouts).derecognise(1n, out, 0n, false, false));

      await expect(leaving).to.emit(shares, "ValueLeft").withArgs(1n, out, 0n, 0n);
      const facility = await lens.facility(1n);
      expect([facility.salvage, facility.slope, facility.depreciatesUntil]).to.deep.equal([
        next.salvage / ONE_X32,
        next.slope,
        until,
      ]);
      expect(await shares.valueX32(1n)).to.equal(next.salvage + next.slope * (until - t));
      await networkHelpers.time.increaseTo(until);
      expect((await vault.state()).value).to.equal(next.salvage / ONE_X32);
    });

    it("turns value into cash, and what exceeds it vests over the cap", async () => {
      const { shares, vault, asset, workouts, buyer } = await withWorkouts();
      const cash = usdc("100");
      await asset.connect(buyer).transfer(vault, cash);
      const t = (await now()) + HOUR;

      await at(t, () => shares.connect(workouts).derecognise(1n, usdc("60") * ONE_X32, cash, false, false));

      const { locked, vestsAt, cash: after } = await vault.state();
      expect(after).to.equal(DEPOSIT - COST + cash);
      // Less what the new line has no room for.
      expect([locked, vestsAt]).to.deep.equal([usdc("40"), t + 90n * DAY]);
    });

    for (const { name, cash, covered } of [
      { name: "all it has where more falls short", cash: 0n, covered: RESERVE },
      { name: "no more than what falls short", cash: usdc("8_000"), covered: usdc("2_000") },
      { name: "nothing where nothing falls short", cash: usdc("10_000"), covered: 0n },
    ]) {
      it(`lets the reserve pay ${name}`, async () => {
        const { shares, vault, lens, asset, workouts, buyer } = await depreciating();
        await asset.connect(buyer).transfer(vault, cash);
        const before = await vault.state();

        const leaving = shares.connect(workouts).derecognise(1n, usdc("10_000") * ONE_X32, cash, true, false);

        await expect(leaving)
          .to.emit(shares, "ValueLeft")
          .withArgs(1n, usdc("10_000") * ONE_X32, cash, covered);
        await expect(leaving).to.changeTokenBalances(ethers, asset, [shares, vault], [-covered, covered]);
        expect((await lens.facility(1n)).reserve).to.equal(RESERVE - covered);
        expect((await vault.state()).cash).to.equal(before.cash + cash + covered);
      });
    }

    for (const [name, after] of [
      ["while its markdown runs", 30n * DAY + 7n],
      ["after its markdown", MARKDOWN + 7n],
      ["after its life", LIFE + 7n],
    ] as const) {
      it(`takes what leavers forgo down in proportion, ${name}`, async () => {
        const { shares, vault, lens, asset, workouts, buyer, inServiceAt } = await withWorkouts();
        const deadline = tickUp(inServiceAt + PERIOD + REPORTING_DELAY);
        const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline);
        const t = deadline + after;
        const out = curve.valueAt(t) / 3n;
        const cash = out / ONE_X32 + 1n;
        await asset.connect(buyer).transfer(vault, cash);
        const next = curve.shrunkAt(t, out);

        await at(t, () => shares.connect(workouts).derecognise(1n, out, cash, false, false));

        for (const later of [t, deadline + MARKDOWN - 1n, deadline + MARKDOWN + DAY, curve.until + DAY]) {
          if (later < t) continue;
          if (later > t) await networkHelpers.time.increaseTo(later);
          const state = await vault.state();
          const facility = await lens.facility(1n);
          expect([state.value, facility.value]).to.deep.equal([
            next.valueAt(later) / ONE_X32,
            next.valueAt(later) / ONE_X32,
          ]);
          expect(state.unrealisedLoss).to.equal(ceilDiv(next.lossAt(later), ONE_X32));
          expect(facility.exitValue).to.equal(next.exitAt(later) / ONE_X32);
          expect(state.delinquentValue).to.equal(next.delinquentAt(later, usdc("1")));
        }
      });
    }

    it("refuses cash that has not arrived", async () => {
      const { shares, vault, workouts } = await withWorkouts();

      await expect(shares.connect(workouts).derecognise(1n, 0n, 5n, false, false))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_AssetsMissing")
        .withArgs(DEPOSIT - COST, DEPOSIT - COST + 5n);
    });
  });

  describe("end", () => {
    it("books what value is left as a loss, returns the reserve, and forgets what lay ahead", async () => {
      const { shares, vault, asset, lens, workouts, from, until, line } = await depreciating();
      const t = from + 100n * DAY;
      const value = line.salvage + line.slope * (until - t);

      const ending = at(t, () => shares.connect(workouts).end(1n));

      await expect(ending).to.emit(shares, "FacilityEnded").withArgs(1n);
      await expect(ending).to.emit(shares, "ReserveReturned").withArgs(1n, RESERVE);
      await expect(ending).to.changeTokenBalances(ethers, asset, [shares, vault], [-RESERVE, RESERVE]);
      await expect(ending)
        .to.emit(vault, "LossBooked")
        .withArgs(value - RESERVE * ONE_X32, 0n);
      const facility = await lens.facility(1n);
      expect([facility.status, facility.retiredAt, facility.value]).to.deep.equal([STATUS.Retired, t, 0n]);
      expect([facility.reserve, facility.reserveTarget]).to.deep.equal([0n, 0n]);
      expect([facility.deadline, facility.delinquentSince, facility.slope]).to.deep.equal([0n, 0n, 0n]);
      const { delinquentValue, unrealisedLoss } = await vault.state();
      expect([delinquentValue, unrealisedLoss]).to.deep.equal([0n, 0n]);
      expect([...(await shares.statusOf(1n))]).to.deep.equal([STATUS.Retired, 0n, 0n, t]);
      expect(await shares.isIdle()).to.equal(false);
      await networkHelpers.time.increaseTo(t + RUN_OFF);
      expect(await shares.isIdle()).to.equal(true);
    });

    for (const after of [30n * DAY, MARKDOWN + DAY, LIFE + DAY]) {
      it(`leaves nothing delinquent behind ${after / DAY} days after its deadline`, async () => {
        const { shares, vault, workouts, inServiceAt } = await withWorkouts();
        const deadline = tickUp(inServiceAt + PERIOD + REPORTING_DELAY);
        const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline);
        const t = deadline + after;

        const ending = at(t, () => shares.connect(workouts).end(1n));

        await expect(ending).to.emit(vault, "LossBooked").withArgs(curve.valueAt(t), 0n);
        for (const later of [t, t + MARKDOWN, t + LIFE]) {
          if (later > t) await networkHelpers.time.increaseTo(later);
          const { value, unrealisedLoss, delinquentValue, nav } = await vault.state();
          expect([value, unrealisedLoss, delinquentValue]).to.deep.equal([0n, 0n, 0n]);
          expect(nav).to.equal(DEPOSIT - COST);
        }
      });
    }

    it("ends one of which nothing happened since it was drawn", async () => {
      const fixture = await drawn();
      const address = await fixture.workouts.getAddress();
      await networkHelpers.impersonateAccount(address);
      await networkHelpers.setBalance(address, 10n ** 18n);
      const { shares, vault } = fixture;

      const ending = shares.connect(await ethers.getSigner(address)).end(1n);

      await expect(ending).to.emit(vault, "LossBooked").withArgs(VALUE, 0n);
      await expect(ending).not.to.emit(shares, "ReserveReturned");
      expect(LINE.rest + VALUE).to.equal(COST * ONE_X32);
    });
  });
});
