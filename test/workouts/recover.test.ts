import { expect } from "chai";
import { clusterStory } from "../support/clusterStory.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { approved, at, COST, DEPOSIT, ethers, inService, ordered, SALVAGE } from "../support/protocol.ts";
import { BOND, resolutionStory } from "../support/resolutionStory.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const VESTING_CAP = 90n * DAY;

describe("Workouts.recover", () => {
  describe("when nothing is paid", () => {
    it("reverts", async () => {
      const { workouts, buyer } = await inService();

      await expect(workouts.connect(buyer).recover(1n, 0n)).to.be.revertedWithCustomError(
        workouts,
        "Workouts_ZeroAmount",
      );
    });
  });

  for (const [name, fixture] of [
    ["no facility", ordered],
    ["a facility of which nothing is drawn", approved],
  ] as const) {
    describe(`given ${name}`, () => {
      it("reverts: there is nothing to recover for", async () => {
        const { workouts, buyer } = await fixture();

        await expect(workouts.connect(buyer).recover(1n, 1n))
          .to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced")
          .withArgs(1n);
      });
    });
  }

  describe("when the payer has too few tokens", () => {
    it("reverts with the token's error", async () => {
      const { asset, workouts, buyer } = await inService();
      const most = await asset.balanceOf(buyer);

      await expect(workouts.connect(buyer).recover(1n, most + 1n))
        .to.be.revertedWithCustomError(asset, "ERC20InsufficientBalance")
        .withArgs(buyer, most, most + 1n);
    });
  });

  describe("given no resolution is open", () => {
    it("is income that vests over the cap, and the value stays", async () => {
      const { asset, shares, lens, vault, workouts, buyer, law, inServiceAt, holds } = await clusterStory();
      const t = inServiceAt + HOUR;
      const amount = usdc("900");
      const { fee } = law.move(t, 1n, law.curveOf(), { cash: amount, over: VESTING_CAP });

      const recovery = at(t, () => workouts.connect(buyer).recover(1n, amount));

      await expect(recovery).to.emit(workouts, "Recovered").withArgs(1n, buyer, amount, 0n);
      await expect(recovery).to.emit(shares, "ValueLeft").withArgs(1n, 0n, amount, 0n);
      await expect(recovery)
        .to.emit(vault, "Posted")
        .withArgs(shares, amount, fee, 0n, 0n, VESTING_CAP, amount * ONE_X32, (t + VESTING_CAP) * 2n ** 24n);
      await expect(recovery).not.to.emit(vault, "RestrictedLocked");
      await expect(recovery).to.changeTokenBalances(
        ethers,
        asset,
        [buyer, workouts, shares, vault],
        [-amount, 0n, 0n, amount],
      );
      await holds(t);
      expect([fee, (await lens.facility(1n)).value]).to.deep.equal([0n, law.valueX32At(t) / ONE_X32]);
    });
  });

  describe("given a resolution is open", () => {
    it("takes the place of as much value: no gain, no loss but rounding, and the markdown keeps its part", async () => {
      const story = await resolutionStory();
      const { shares, lens, vault, workouts, asset, buyer, law, openedAt, resolution, recover, holds } = story;
      const t = openedAt + 10n * DAY;
      const amount = usdc("2_000_000");
      const before = law.curveOf();
      const { ofValue, gain } = resolution.recover(t, amount);
      const after = law.curveOf();
      const change = after.valueAt(t) - before.valueAt(t);
      const rest = -change - amount * ONE_X32;

      const recovery = recover(t, amount);

      expect([ofValue, gain]).to.deep.equal([amount, 0n]);
      expect(rest).to.be.within(1n, ONE_X32 - 1n);
      await expect(recovery).to.emit(workouts, "Recovered").withArgs(1n, buyer, amount, amount);
      await expect(recovery)
        .to.emit(shares, "ValueLeft")
        .withArgs(1n, amount * ONE_X32, amount, 0n);
      await expect(recovery)
        .to.emit(vault, "Posted")
        .withArgs(shares, amount, 0n, change, after.slope - before.slope, VESTING_CAP, 0n, law.locked.end);
      await expect(recovery).to.emit(vault, "LossBooked").withArgs(rest, 0n);
      await expect(recovery).not.to.emit(vault, "RestrictedLocked");
      await expect(recovery).to.changeTokenBalances(
        ethers,
        asset,
        [buyer, workouts, shares, vault],
        [-amount, 0n, 0n, amount],
      );
      await holds(t);
      const facility = await lens.facility(1n);
      expect([facility.salvage, facility.slope]).to.deep.equal([after.salvage, after.slope]);
      expect(facility.salvage).to.be.below(SALVAGE);
      for (const later of [1n, 20n * DAY, 49n * DAY, 50n * DAY, 200n * DAY]) await story.priceAt(t + later);
    });

    it("lifts the exit price by what leavers had been told was lost, never above the entry price", async () => {
      const { vault, law, openedAt, resolution, recover, holds } = await resolutionStory();
      const t = openedAt + 10n * DAY;
      const before = law.exitAt(t);
      resolution.recover(t, usdc("2_000_000"));

      await recover(t, usdc("2_000_000"));

      await holds(t);
      const { nav, totalAssets } = await vault.state();
      expect(totalAssets).to.be.greaterThan(before);
      expect(totalAssets).to.be.below(nav);
    });

    it("takes several recoveries in, one after the other", async () => {
      const { law, openedAt, resolution, recover, holds, priceAt } = await resolutionStory();
      for (const [day, amount] of [
        [1n, usdc("1_000_000.000001")],
        [2n, 1n],
        [70n, usdc("777_777")],
      ] as const) {
        const t = openedAt + day * DAY;
        resolution.recover(t, amount);

        await recover(t, amount);

        await holds(t);
      }
      await priceAt(openedAt + 100n * DAY);
      expect(law.unrealisedX32At(openedAt + 100n * DAY)).to.be.greaterThan(0n);
    });

    it("above the value, the rest is income that vests over the cap and keeps deposits shut meanwhile", async () => {
      const story = await resolutionStory();
      const { vault, shares, lens, workouts, buyer, law, openedAt, resolution, recover, holds, priceAt } = story;
      const t = openedAt + 10n * DAY;
      const value = law.valueX32At(t);
      const { slope } = law.curveOf();
      const amount = value / ONE_X32 + usdc("1_000");
      const { ofValue, gain } = resolution.recover(t, amount);

      const recovery = recover(t, amount);

      expect([ofValue, gain]).to.deep.equal([value / ONE_X32, amount * ONE_X32 - value]);
      await expect(recovery)
        .to.emit(workouts, "Recovered")
        .withArgs(1n, buyer, amount, value / ONE_X32);
      await expect(recovery)
        .to.emit(vault, "Posted")
        .withArgs(shares, amount, 0n, -value, -slope, VESTING_CAP, law.locked.x32, law.locked.end);
      await expect(recovery).to.emit(vault, "RestrictedLocked").withArgs(law.restricted.x32, law.restricted.end);
      await holds(t);
      const facility = await lens.facility(1n);
      expect([facility.value, facility.exitValue, facility.salvage]).to.deep.equal([0n, 0n, 0n]);
      const { nav, totalAssets, delinquentValue, restrictedLocked } = await vault.state();
      expect([totalAssets, delinquentValue, restrictedLocked]).to.deep.equal([nav, 0n, law.restrictedAt(t)]);
      await priceAt(t + VESTING_CAP);
    });
  });

  describe("given the resolution has closed", () => {
    it("is income that vests over the cap and keeps deposits shut meanwhile", async () => {
      const { vault, shares, workouts, curator, buyer, law, openedAt, actAt, giveTitleAt, resolution, recover, holds } =
        await resolutionStory();
      await giveTitleAt(openedAt + 5n * DAY);
      await actAt(openedAt + 10n * DAY, curator, workouts, "closeResolution", [1n]);
      resolution.close(openedAt + 10n * DAY, BOND);
      expect((await vault.state()).locked).to.equal(0n); // bond and reserve were needed
      const t = openedAt + 20n * DAY;
      const amount = usdc("70_000");
      resolution.recover(t, amount);

      const recovery = recover(t, amount);

      await expect(recovery).to.emit(workouts, "Recovered").withArgs(1n, buyer, amount, 0n);
      await expect(recovery)
        .to.emit(vault, "Posted")
        .withArgs(shares, amount, 0n, 0n, 0n, VESTING_CAP, amount * ONE_X32, (t + VESTING_CAP) * 2n ** 24n);
      await expect(recovery)
        .to.emit(vault, "RestrictedLocked")
        .withArgs(amount * ONE_X32, (t + VESTING_CAP) * 2n ** 24n);
      await holds(t);
      expect(law.navAt(t)).to.be.below(DEPOSIT - COST + amount + usdc("2_000_000"));
    });
  });
});
