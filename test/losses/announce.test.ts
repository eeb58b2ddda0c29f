import { expect } from "chai";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  drawn,
  inService,
  LIFE,
  MARKDOWN,
  networkHelpers,
  NOTICE,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
} from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const ALL = 1n << 32n;
const HALF = 1n << 31n;
const KIND = { None: 0n, WriteDown: 1n, LostGpus: 2n, Sale: 3n, Sold: 4n };

describe("LossAnnouncements", () => {
  describe("constructor", () => {
    it("knows its vault, holds nothing and finances nothing", async () => {
      const { losses, vault, accessManager } = await drawn();

      expect([await losses.vault(), await losses.authority()]).to.deep.equal([vault.target, accessManager.target]);
      expect([await losses.isIdle(), await losses.finances(0n)]).to.deep.equal([true, false]);
      expect([...(await losses.outlook())]).to.deep.equal([0n, 0n]);
      expect([...(await losses.announcementOf(1n))]).to.deep.equal([0n, 0n, 0n, 0n, 0n]);
      expect(await losses.markOf(1n)).to.equal(0n);
    });
  });

  describe("announceWriteDown", () => {
    for (const fraction of [0n, ALL + 1n]) {
      it(`refuses a fraction of ${fraction}`, async () => {
        const { losses, curator } = await drawn();

        await expect(losses.connect(curator).announceWriteDown(1n, fraction))
          .to.be.revertedWithCustomError(losses, "LossAnnouncements_FractionOutOfRange")
          .withArgs(fraction);
      });
    }

    it("refuses what has no value: nobody's cluster, one of which nothing is drawn, one in a workout", async () => {
      const { losses, curator } = await approved();
      for (const cluster of [1n, 2n]) {
        await expect(losses.connect(curator).announceWriteDown(cluster, 1n))
          .to.be.revertedWithCustomError(losses, "LossAnnouncements_NothingFinanced")
          .withArgs(cluster);
      }
      const opened = await inService();
      await opened.openServed(1n);
      await expect(opened.losses.connect(opened.curator).announceWriteDown(1n, 1n))
        .to.be.revertedWithCustomError(opened.losses, "LossAnnouncements_NothingFinanced")
        .withArgs(1n);
    });

    it("is one at a time", async () => {
      const { losses, workouts, curator, buyer } = await drawn();
      await losses.connect(curator).announceWriteDown(1n, HALF);

      for (const announce of [
        () => losses.connect(curator).announceWriteDown(1n, HALF),
        () => losses.connect(curator).announceLostGpus(1n, 1n),
        () => workouts.connect(curator).offerSale(1n, buyer, 1n),
      ]) {
        await expect(announce())
          .to.be.revertedWithCustomError(losses, "LossAnnouncements_Announced")
          .withArgs(1n, KIND.WriteDown);
      }
    });

    it("takes its part off what leavers are paid, at once, and counts it as delinquent", async () => {
      const { losses, vault, lens, curator } = await drawn();
      const { nav } = await vault.state();
      const t = (await now()) + HOUR;

      const announcing = at(t, () => losses.connect(curator).announceWriteDown(1n, HALF));

      await expect(announcing)
        .to.emit(losses, "LossAnnounced")
        .withArgs(1n, KIND.WriteDown, HALF, 0n, t + NOTICE);
      await expect(announcing)
        .to.emit(losses, "LossMarked")
        .withArgs(1n, HALF, COST / usdc("2"));
      const state = await vault.state();
      expect([state.nav, state.delinquentValue]).to.deep.equal([nav, COST / 2n]);
      expect(state.unrealisedLoss).to.equal(ceilDiv(await losses.markOf(1n), ONE_X32));
      expect(state.unrealisedLoss).to.be.within(COST / 2n, COST / 2n + 2n);
      expect((await lens.facility(1n)).exitValue).to.be.within(COST / 2n - 2n, COST / 2n);
      expect([...(await losses.announcementOf(1n))]).to.deep.equal([KIND.WriteDown, HALF, 0n, t, 0n]);
      expect(await losses.isIdle()).to.equal(false);
    });

    it("goes along with depreciation and markdown, without a call", async () => {
      const { losses, shares, vault, lens, curator, terms } = await drawn();
      const deadline = tickUp(terms.inServiceBy + PERIOD + REPORTING_DELAY);
      const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline);
      await losses.connect(curator).announceWriteDown(1n, HALF);

      for (const t of [deadline - 1n, deadline, deadline + DAY, deadline + 89n * DAY, deadline + MARKDOWN + DAY]) {
        await networkHelpers.time.increaseTo(t);
        expect(await shares.valueX32(1n)).to.equal(curve.valueAt(t));
        const { unrealisedLoss, delinquentValue } = await vault.state();
        const exact = curve.lossAt(t) + curve.exitAt(t) / 2n;
        expect(unrealisedLoss).to.be.within(exact / ONE_X32, exact / ONE_X32 + 3n);
        const counts = t < deadline ? COST / 2n : curve.delinquentAt(t, usdc("1"));
        expect(delinquentValue).to.equal(counts);
        expect((await lens.facility(1n)).exitValue).to.be.within(
          curve.exitAt(t) / 2n / ONE_X32 - (t > deadline + MARKDOWN ? 0n : 3n),
          curve.exitAt(t) / 2n / ONE_X32,
        );
      }
    });

    it("lets nothing be drawn until it is booked", async () => {
      const { losses, origination, workouts, curator, operator } = await approved();
      await origination.connect(operator).draw(1n, COST / 2n, operator);
      await losses.connect(curator).announceWriteDown(1n, HALF);

      await expect(origination.connect(operator).draw(1n, 1n, operator))
        .to.be.revertedWithCustomError(losses, "LossAnnouncements_Announced")
        .withArgs(1n, KIND.WriteDown);
      await networkHelpers.time.increase(NOTICE);
      await workouts.connect(operator).bookLoss(1n, 0n);
      await origination.connect(operator).draw(1n, 1n, operator);
    });

    it("stays with a facility whose workout opens, and ends with it", async () => {
      const { losses, vault, workouts, bond, lens, curator, operator, act, openServed, giveTitle } = await inService();
      await bond.connect(operator).post(1n, usdc("1_000"));
      await losses.connect(curator).announceWriteDown(1n, HALF);
      await openServed(1n);
      expect((await lens.facility(1n)).exitValue).to.be.within(COST / 2n - usdc("100_000"), COST / 2n);
      await workouts.connect(operator).bookLoss(1n, 0n);
      expect((await losses.announcementOf(1n)).kind).to.equal(KIND.None);

      await giveTitle(1n);
      expect((await losses.announcementOf(1n)).kind).to.equal(KIND.Sold);
      await expect(act(curator, workouts, "closeResolution", [1n]))
        .to.emit(losses, "AnnouncementEnded")
        .withArgs(1n, KIND.Sold, 0n);
      const { nav, totalAssets } = await vault.state();
      expect(totalAssets).to.equal(nav);
      expect(await losses.isIdle()).to.equal(true);
    });
  });

  describe("announceLostGpus", () => {
    it("announces their part, rounded up", async () => {
      const { losses, curator } = await drawn();

      await losses.connect(curator).announceLostGpus(1n, 85n);

      const { kind, fraction, gpus } = await losses.announcementOf(1n);
      expect([kind, fraction, gpus]).to.deep.equal([KIND.LostGpus, ceilDiv(85n * ALL, 256n), 85n]);
    });
  });

  describe("cancelAnnouncement", () => {
    it("refuses what is not announced, and a sale", async () => {
      const { losses, workouts, curator, guardian, buyer } = await drawn();
      await expect(losses.connect(guardian).cancelAnnouncement(1n))
        .to.be.revertedWithCustomError(losses, "LossAnnouncements_NotAnnounced")
        .withArgs(1n, KIND.None);
      await workouts.connect(curator).offerSale(1n, buyer, 1n);

      await expect(losses.connect(guardian).cancelAnnouncement(1n))
        .to.be.revertedWithCustomError(losses, "LossAnnouncements_NotAnnounced")
        .withArgs(1n, KIND.Sale);
    });

    it("restores what leavers are paid, for two days to the second", async () => {
      const { losses, vault, curator, guardian } = await drawn();
      const before = await vault.state();
      const t = (await now()) + HOUR;
      await at(t, () => losses.connect(curator).announceWriteDown(1n, HALF));

      const snapshot = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(t + NOTICE);
      await expect(losses.connect(guardian).cancelAnnouncement(1n))
        .to.be.revertedWithCustomError(losses, "LossAnnouncements_Bookable")
        .withArgs(1n, t + NOTICE);
      await snapshot.restore();
      await expect(at(t + NOTICE - 1n, () => losses.connect(guardian).cancelAnnouncement(1n)))
        .to.emit(losses, "AnnouncementEnded")
        .withArgs(1n, KIND.WriteDown, t + NOTICE - 1n + 30n * DAY);

      const after = await vault.state();
      expect([after.nav, after.totalAssets, after.delinquentValue]).to.deep.equal([before.nav, before.nav, 0n]);
    });
  });

  for (const caller of ["stranger", "curator", "guardian"] as const) {
    it(`listens to workouts and managers only, not to the ${caller}`, async () => {
      const { losses, ...fixture } = await drawn();
      const own = losses.connect(fixture[caller]);

      for (const call of [
        () => own.announceSale(1n, 1n),
        () => own.endSale(1n),
        () => own.markSold(1n),
        () => own.take(1n),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(losses, "LossAnnouncements_NotWorkouts")
          .withArgs(fixture[caller]);
      }
      await expect(own.follow(1n))
        .to.be.revertedWithCustomError(losses, "LossAnnouncements_NotManager")
        .withArgs(1n, fixture[caller]);
    });
  }
});
