import { expect } from "chai";
import { nextTick } from "../support/curve.ts";
import { tickUp } from "../support/facilityCurve.ts";
import { unpaidStory } from "../support/delinquencyStory.ts";
import { ONE_X32, TICK as STEP } from "../support/moneyLaw.ts";
import { at, inService, MONTH, networkHelpers, PERIOD, REPORTING_DELAY, STATUS, WINDOW } from "../support/protocol.ts";
import { DAY } from "../support/units.ts";

/** What comes for something delinquent, or after a default, keeps deposits shut while much of it is locked. */
describe("FacilityManager, restricted income", () => {
  describe("given a facility is delinquent because its rent is not paid", () => {
    it("is cured by paying; what came is restricted until it has vested, to the second", async () => {
      const { vault, lens, delinquentFrom, cure, fullPeriod, law, startOf } = await unpaidStory();
      const t = delinquentFrom + DAY;
      await cure(t);
      expect((await lens.facility(1n)).deadline).to.equal(tickUp(startOf(3n) + MONTH + REPORTING_DELAY));
      await fullPeriod(3n);
      const vested = 2n * t - startOf(2n);
      expect(law.restricted.end).to.equal(vested * STEP);

      await networkHelpers.time.increaseTo(vested - 1n);
      const last = await vault.state();
      expect([last.restrictedLocked, last.delinquentValue]).to.deep.equal([law.restrictedAt(vested - 1n), 0n]);
      expect(last.restrictedLocked).to.be.greaterThan(0n);
      await networkHelpers.time.increaseTo(vested);
      expect((await vault.state()).restrictedLocked).to.equal(0n);
    });

    it("lets rent that comes in time after the cure join what is locked, not what is restricted", async () => {
      const { vault, delinquentFrom, cure, fullPeriod, law } = await unpaidStory();
      await cure(delinquentFrom + DAY);
      const { restricted } = law;

      await fullPeriod(3n);

      expect(await vault.queryFilter(vault.filters.RestrictedLocked(), "latest")).to.have.length(0);
      expect(law.restricted).to.deep.equal(restricted);
    });
  });

  describe("given a resolution was opened", () => {
    /** In service, its first period final and in the lockbox, nothing of it settled. */
    async function reported() {
      const fixture = await inService();
      const { inServiceAt, reportAt, payIn } = fixture;
      const report = await reportAt(inServiceAt + PERIOD, 1n);
      await payIn(1n, report.gross);
      return { ...fixture, report, finalAt: inServiceAt + PERIOD + WINDOW };
    }

    it("makes what comes in restricted income, also while it is not delinquent yet", async () => {
      const { shares, vault, lens, openServedAt, inServiceAt, finalAt } = await reported();
      const t = tickUp(finalAt + 2n * DAY) + 5n;
      await openServedAt(t, 1n);

      const settlement = at(t + 1n, () => shares.settle(1n));
      await settlement;

      const { received, delinquentSince, deadline } = await lens.facility(1n);
      expect([delinquentSince, deadline]).to.deep.equal([0n, nextTick(t)]);
      await expect(settlement)
        .to.emit(vault, "RestrictedLocked")
        .withArgs(received * ONE_X32, (2n * (t + 1n) - inServiceAt) * STEP);
    });

    it("moves no deadline any more, starts nothing and cures nothing", async () => {
      const { shares, vault, workouts, curator, delinquentFrom, facility, payIn, actAt } = await unpaidStory();
      const t = delinquentFrom + 20n * DAY;
      await actAt(t, curator, workouts, "openResolution", [1n]);

      const settlement = payIn(1n, facility.owed);

      await expect(settlement).to.emit(vault, "RestrictedLocked");
      await expect(settlement).not.to.emit(shares, "Cured");
      await expect(settlement).not.to.emit(shares, "DeadlineSet");
      await expect(settlement).not.to.emit(vault, "KinksPosted");
    });

    it("makes it restricted income after its closing, too", async () => {
      const { shares, vault, lens, workouts, curator, report, finalAt, openServedAt, giveTitle, act } =
        await reported();
      await openServedAt(finalAt + 2n * DAY, 1n);
      await giveTitle(1n);
      await act(curator, workouts, "closeResolution", [1n]);

      const settlement = shares.settle(1n);

      await expect(settlement).to.emit(vault, "RestrictedLocked");
      const { status, distributed, received, value } = await lens.facility(1n);
      expect([status, distributed, value]).to.deep.equal([STATUS.Retired, report.gross, 0n]);
      expect((await vault.state()).restrictedLocked).to.equal(received);
    });
  });
});
