import { expect } from "chai";
import { clusterStory } from "../support/clusterStory.ts";
import { waterfall } from "../support/facilityLaw.ts";
import { silentStory } from "../support/delinquencyStory.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  drawn,
  inService,
  MARKDOWN,
  networkHelpers,
  ordered,
  STATUS,
  TICK,
  WORKOUT_PERIOD,
} from "../support/protocol.ts";
import { ResolutionLaw } from "../support/resolutionLaw.ts";
import { resolutionStory } from "../support/resolutionStory.ts";
import { DAY, HOUR } from "../support/units.ts";

describe("Workouts.openResolution", () => {
  describe("given no facility", () => {
    it("reverts: no source of the vault finances the cluster", async () => {
      const { workouts, curator, act } = await ordered();

      await expect(act(curator, workouts, "openResolution", [1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced")
        .withArgs(1n);
    });
  });

  describe("given a facility of which nothing is drawn", () => {
    it("reverts with where it stands", async () => {
      const { shares, workouts, curator, operator, act } = await approved();
      await workouts.connect(operator).giveUp(1n, true);

      await expect(act(curator, workouts, "openResolution", [1n]))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Approved);
    });
  });

  describe("given a facility in good standing", () => {
    it("is nobody's but the curator's", async () => {
      const { workouts, stranger } = await inService();

      await expect(workouts.connect(stranger).openResolution(1n))
        .to.be.revertedWithCustomError(workouts, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("is not even the curator's", async () => {
      const { workouts, curator, act } = await inService();

      await expect(act(curator, workouts, "openResolution", [1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_Served")
        .withArgs(1n);
    });

    it("is not the curator's when its operator has thought better of it", async () => {
      const { workouts, curator, operator, act } = await inService();
      await workouts.connect(operator).giveUp(1n, true);
      await workouts.connect(operator).giveUp(1n, false);

      await expect(act(curator, workouts, "openResolution", [1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_Served")
        .withArgs(1n);
    });

    it("is the curator's once its operator has given it up: delinquent from the next tick on", async () => {
      const { shares, lens, vault, workouts, curator, law, openServedAt, holds, priceAt, inServiceAt } =
        await clusterStory();
      const t = inServiceAt + 4n * DAY;
      const value = law.valueX32At(t) / ONE_X32;
      const from = (t / TICK + 1n) * TICK;

      const opening = openServedAt(t, 1n);

      await expect(opening).to.emit(workouts, "ResolutionOpened").withArgs(1n, curator);
      await expect(opening).to.emit(shares, "ResolutionBegun").withArgs(1n, value, value);
      await expect(opening).to.emit(shares, "DeadlineSet").withArgs(1n, from);
      await expect(opening).not.to.emit(vault, "DelinquencyPosted"); // nothing steps
      new ResolutionLaw(law).open(t);
      await holds(t);
      const facility = await lens.facility(1n);
      expect([facility.status, facility.workoutSince, facility.deadline, facility.delinquentSince]).to.deep.equal([
        STATUS.Resolving,
        t,
        from,
        0n,
      ]);
      expect([...(await workouts.opensToAllAt(1n))]).to.deep.equal([0n, t + WORKOUT_PERIOD]);
      for (const second of [
        from,
        from + 1n,
        from + 45n * DAY,
        from + MARKDOWN - 1n,
        from + MARKDOWN,
        from + MARKDOWN + 1n,
      ]) {
        await priceAt(second);
      }
      expect([...(await workouts.opensToAllAt(1n))]).to.deep.equal([from + MARKDOWN, t + WORKOUT_PERIOD]);
    });

    it("opens for what was only drawn, too", async () => {
      const { lens, openServed } = await drawn();

      await openServed(1n);

      expect((await lens.facility(1n)).status).to.equal(STATUS.Resolving);
    });

    it("opens once", async () => {
      const { shares, workouts, curator, openServed, act } = await drawn();
      await openServed(1n);

      await expect(act(curator, workouts, "openResolution", [1n]))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Resolving);
    });
  });

  describe("given a facility is delinquent", () => {
    it("is the curator's until it is fully marked down, and anyone's from that second on", async () => {
      const { shares, lens, workouts, stranger, delinquentFrom, markedDownAt } = await silentStory();
      await networkHelpers.time.increaseTo(markedDownAt - 2n);
      expect([...(await workouts.opensToAllAt(1n))]).to.deep.equal([markedDownAt, 0n]);

      await expect(at(markedDownAt - 1n, () => workouts.connect(stranger).openResolution(1n)))
        .to.be.revertedWithCustomError(workouts, "AccessManagedUnauthorized")
        .withArgs(stranger);
      const opening = at(markedDownAt, () => workouts.connect(stranger).openResolution(1n));

      await expect(opening).to.emit(workouts, "ResolutionOpened").withArgs(1n, stranger);
      await expect(opening).not.to.emit(shares, "DeadlineSet"); // it keeps its own
      expect((await lens.facility(1n)).delinquentSince).to.equal(delinquentFrom);
      expect([...(await workouts.opensToAllAt(1n))]).to.deep.equal([markedDownAt, markedDownAt + WORKOUT_PERIOD]);
    });

    it("goes on along its markdown: opening costs leavers nothing", async () => {
      const { openedAt, delinquentFrom, markedDownAt, lens, holds, priceAt } = await resolutionStory();
      await holds(openedAt);

      for (const after of [1n, 30n * DAY, 60n * DAY, 61n * DAY]) await priceAt(openedAt + after);

      const facility = await lens.facility(1n);
      expect([facility.delinquentSince, facility.markedDownAt]).to.deep.equal([delinquentFrom, markedDownAt]);
    });

    it("is not cured by rent any more: what comes keeps deposits shut while it vests", async () => {
      const story = await resolutionStory();
      const { shares, lens, vault, law, reportAt, payIn, openedAt, delinquentFrom, startOf, holds, priceAt } = story;
      const { received: before } = await lens.facility(1n);
      const made = await reportAt(openedAt + HOUR, 1n);
      await payIn(1n, made.gross);
      const { energyCost: energy, otherOpex: other } = made;
      // First the loss, then the operator: it has its running costs, and nothing else.
      const { lines, toVault } = waterfall(made.gross, { energy, other, vaultShareBps: 10_000n });
      const t = openedAt + 3n * DAY;
      const over = t - startOf(2n);
      const { fee } = law.move(t, 1n, law.curveOf(), { cash: toVault, over, restricted: true });

      const settlement = at(t, () => shares.settle(1n));

      await expect(settlement).to.emit(shares, "Settled").withArgs(1n, 2n, lines, startOf(2n), 0n, 0n);
      await expect(settlement)
        .to.emit(vault, "Posted")
        .withArgs(shares, toVault, fee, 0n, 0n, law.vestOver(over), law.locked.x32, law.locked.end);
      await expect(settlement).to.emit(vault, "RestrictedLocked").withArgs(law.restricted.x32, law.restricted.end);
      await expect(settlement).not.to.emit(shares, "Cured");
      await holds(t);
      const { status, received, delinquentSince } = await lens.facility(1n);
      expect([status, received, delinquentSince]).to.deep.equal([STATUS.Resolving, before + toVault, delinquentFrom]);
      await priceAt(t + 30n * DAY);
    });
  });

  describe("given nothing is delinquent", () => {
    it("is nobody's date", async () => {
      const { workouts } = await inService();

      expect([...(await workouts.opensToAllAt(1n))]).to.deep.equal([0n, 0n]);
    });
  });

  describe("given no source of the vault finances the cluster", () => {
    it("has no date at all", async () => {
      const { workouts } = await inService();

      await expect(workouts.opensToAllAt(2n))
        .to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced")
        .withArgs(2n);
    });
  });
});
