import { expect } from "chai";
import { clusterStory } from "../support/clusterStory.ts";
import { silentStory } from "../support/delinquencyStory.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { approved, ethers, inService, ordered, STATUS } from "../support/protocol.ts";
import { ResolutionLaw } from "../support/resolutionLaw.ts";
import { BOND } from "../support/resolutionStory.ts";
import { ceilDiv, DAY, usdc } from "../support/units.ts";

const RESERVE = usdc("5_000");
const VESTING_CAP = 90n * DAY;

describe("Workouts.bookLoss of GPUs", () => {
  for (const [count, args] of [
    [0n, [1n, 0n, 256n]],
    [256n, [1n, 256n, 256n]],
    [257n, [1n, 257n, 256n]],
  ] as const) {
    describe(`when ${count} of 256 are gone`, () => {
      it("reverts: all of them is a resolution, none is nothing", async () => {
        const { losses, loseGpus } = await inService();

        await expect(loseGpus(1n, count))
          .to.be.revertedWithCustomError(losses, "LossAnnouncements_GpusOutOfRange")
          .withArgs(...args);
      });
    });
  }

  for (const [name, fixture] of [
    ["no facility", ordered],
    ["a facility of which nothing is drawn", approved],
  ] as const) {
    describe(`given ${name}`, () => {
      it("reverts: there is no value to lose", async () => {
        const { losses, loseGpus } = await fixture();

        await expect(loseGpus(1n, 1n))
          .to.be.revertedWithCustomError(losses, "LossAnnouncements_NothingFinanced")
          .withArgs(1n);
      });
    });
  }

  describe("given a quarter of the GPUs is lost, and nothing of it comes back", () => {
    it("takes a quarter of the value out: bond, reserve, price", async () => {
      const story = await clusterStory();
      const { lens, bond, vault, registry, workouts, operator, law, inServiceAt, loseGpus, holds, priceAt } = story;
      await bond.connect(operator).post(1n, usdc("500_000"));
      const t = inServiceAt + 4n * DAY;
      const lost = (law.valueX32At(t) / 4n / ONE_X32) * ONE_X32;
      const before = law.curveOf();
      law.move(t, 1n, before.shrunkAt(t, lost), { cash: usdc("500_000"), over: VESTING_CAP });
      law.claim(lost / ONE_X32 - usdc("500_000"));
      const loss = before.valueAt(t) - law.valueX32At(t) - usdc("500_000") * ONE_X32;

      const retiring = loseGpus(1n, 64n, 0n, t);

      await expect(retiring)
        .to.emit(workouts, "GpusRetired")
        .withArgs(1n, 64n, 192n, lost / ONE_X32, 0n, usdc("500_000"), 0n);
      await expect(retiring).to.emit(registry, "GpusRetired").withArgs(1n, 64n, 192n, 2n);
      await expect(retiring).to.emit(vault, "LossBooked").withArgs(loss, 0n);
      await holds(t);
      const { value, salvage, status, delinquentSince } = await lens.facility(1n);
      expect([value, salvage]).to.deep.equal([law.valueX32At(t) / ONE_X32, usdc("600_000")]);
      expect([status, delinquentSince]).to.deep.equal([STATUS.InService, 0n]);
      await priceAt(before.deadline + DAY); // it begins to depreciate there as planned
    });
  });

  describe("given a loss that bond, reserve and locked amounts do not cover", () => {
    it("is borne by each of them in full, in this order, and then by the price", async () => {
      const story = await silentStory();
      const { asset, bond, escrow, shares, lens, vault, workouts, curator, other, operator, law, actAt, loseGpus } =
        story;
      await bond.connect(operator).post(1n, BOND);
      await asset.connect(other).transfer(vault, usdc("50_000"));
      const t = story.delinquentFrom - DAY; // in good standing, depreciated for a month
      const skimmedAt = t - 3n * DAY;
      await actAt(skimmedAt, curator, vault, "skim", []);
      law.skim(skimmedAt, usdc("50_000"));
      const before = law.curveOf();
      const value = before.valueAt(t);
      const lost = (value / 2n / ONE_X32) * ONE_X32;
      const locked = law.lockedX32At(t);
      const navBefore = law.navAt(t);
      const after = before.shrunkAt(t, lost);
      const borne = BOND + RESERVE;
      law.move(t, 1n, after, { cash: borne, over: VESTING_CAP });
      law.claim(lost / ONE_X32 - borne);
      const change = after.valueAt(t) - value;

      const retiring = loseGpus(1n, 128n, 0n, t);

      await expect(retiring)
        .to.emit(workouts, "GpusRetired")
        .withArgs(1n, 128n, 128n, lost / ONE_X32, 0n, BOND, RESERVE);
      await expect(retiring)
        .to.emit(vault, "LossBooked")
        .withArgs(-change - borne * ONE_X32, locked);
      await expect(retiring)
        .to.emit(vault, "Posted")
        .withArgs(shares, borne, 0n, change, after.slope - before.slope, VESTING_CAP, 0n, law.locked.end);
      await expect(retiring).to.changeTokenBalances(
        ethers,
        asset,
        [escrow, shares, workouts, vault],
        [-BOND, -RESERVE, 0n, borne],
      );
      await story.holds(t);
      const facility = await lens.facility(1n);
      expect([facility.value, facility.salvage, facility.slope, facility.reserve]).to.deep.equal([
        after.valueAt(t) / ONE_X32,
        after.salvage,
        after.slope,
        0n,
      ]);
      const priceBears = (-change - borne * ONE_X32 - locked) / ONE_X32;
      expect(navBefore - law.navAt(t)).to.be.within(priceBears - 1n, priceBears + 1n);
      await story.priceAt(story.delinquentFrom + 10n * DAY);
    });
  });

  describe("given the facility is delinquent", () => {
    it("takes the same part out of what leavers are paid, and the markdown ends when it did", async () => {
      const story = await silentStory();
      const { asset, lens, workouts, curator, law, delinquentFrom, markedDownAt, priceAt, holds, loseGpus } = story;
      const t = delinquentFrom + 30n * DAY;
      const lost = (law.valueX32At(t) / 4n / ONE_X32) * ONE_X32;
      // Insured to the unit above: reserve and price bear nothing.
      const recovery = lost / ONE_X32 + 1n;
      await asset.mint(curator, recovery);
      await asset.connect(curator).approve(workouts, recovery);
      new ResolutionLaw(law).recover(t, recovery, lost);

      await loseGpus(1n, 64n, recovery, t);

      await holds(t);
      const facility = await lens.facility(1n);
      expect([facility.delinquentSince, facility.markedDownAt, facility.reserve]).to.deep.equal([
        delinquentFrom,
        markedDownAt,
        RESERVE,
      ]);
      for (const later of [1n, 30n * DAY, 60n * DAY]) await priceAt(t + later);
    });
  });

  describe("given an insurance that pays", () => {
    for (const [name, extra] of [
      ["all of it", 0n],
      ["more than it was worth", usdc("9")],
    ] as const) {
      it(`${name}: neither bond nor reserve nor price bears anything`, async () => {
        const story = await clusterStory();
        const { asset, bond, shares, vault, workouts, curator, operator, law, inServiceAt, holds, loseGpus } = story;
        await bond.connect(operator).post(1n, usdc("500_000"));
        const t = inServiceAt + 4n * DAY;
        const lost = (law.valueX32At(t) / 4n / ONE_X32) * ONE_X32;
        const recovery = ceilDiv(lost, ONE_X32) + extra;
        await asset.mint(curator, recovery);
        await asset.connect(curator).approve(workouts, recovery);
        const before = law.valueX32At(t);
        law.move(t, 1n, law.curveOf().shrunkAt(t, lost), { cash: recovery, over: VESTING_CAP });
        const gain = recovery * ONE_X32 + law.valueX32At(t) - before;

        const retiring = loseGpus(1n, 64n, recovery, t);

        await expect(retiring)
          .to.emit(workouts, "GpusRetired")
          .withArgs(1n, 64n, 192n, lost / ONE_X32, recovery, 0n, 0n);
        await expect(retiring).to.changeTokenBalances(
          ethers,
          asset,
          [curator, shares, workouts, vault],
          [-recovery, 0n, 0n, recovery],
        );
        await holds(t);
        expect(await bond.bondOf(1n)).to.equal(usdc("500_000"));
        expect((await vault.state()).locked).to.equal(gain > 0n ? ceilDiv(gain, ONE_X32) : 0n);
        // But for what rounding takes or gives, less than a base unit.
        expect(gain).to.be.within(extra * ONE_X32 - ONE_X32 + 1n, extra * ONE_X32 + ONE_X32 - 1n);
      });
    }
  });
});
