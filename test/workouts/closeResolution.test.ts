import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { silentStory } from "../support/delinquencyStory.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  at,
  AUCTION_TIME,
  CLAIM_PERIOD,
  ethers,
  inService,
  ordered,
  STATUS,
  WORKOUT_PERIOD,
} from "../support/protocol.ts";
import { BOND, resolutionStory } from "../support/resolutionStory.ts";
import { ceilDiv, DAY, NEVER, usdc } from "../support/units.ts";

const RESERVE = usdc("5_000");

describe("Workouts.closeResolution", () => {
  describe("given no facility", () => {
    it("reverts: no source of the vault finances the cluster", async () => {
      const { workouts, curator, act } = await ordered();

      await expect(act(curator, workouts, "closeResolution", [1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced")
        .withArgs(1n);
    });
  });

  describe("given no resolution is open", () => {
    it("reverts", async () => {
      const { workouts, curator, act } = await inService();

      await expect(act(curator, workouts, "closeResolution", [1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_NotOpen")
        .withArgs(1n);
    });

    it("closes once", async () => {
      const { workouts, curator, openedAt, actAt, giveTitleAt } = await resolutionStory();
      await giveTitleAt(openedAt + 3n * DAY);
      await actAt(openedAt + 6n * DAY, curator, workouts, "closeResolution", [1n]);

      await expect(actAt(openedAt + 9n * DAY, curator, workouts, "closeResolution", [1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_NotOpen")
        .withArgs(1n);
    });
  });

  describe("given the title is held, and something is left of the value", () => {
    it("is nobody's, however long it lasts", async () => {
      const { workouts, curator, stranger, law, openedAt, actAt } = await resolutionStory();
      const t = openedAt + WORKOUT_PERIOD + AUCTION_TIME + DAY;
      await actAt(openedAt + 4n * DAY, curator, workouts, "offerSale", [1n, ZeroAddress, usdc("3_000_000")]);

      await expect(actAt(openedAt + 5n * DAY, curator, workouts, "closeResolution", [1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_TitleHeld")
        .withArgs(1n, law.valueX32At(openedAt + 5n * DAY) / ONE_X32);
      await expect(at(t, () => workouts.connect(stranger).closeResolution(1n)))
        .to.be.revertedWithCustomError(workouts, "Workouts_TitleHeld")
        .withArgs(1n, law.valueX32At(t) / ONE_X32);
    });
  });

  describe("given the title has gone", () => {
    it("is the curator's until the workout period is over, and anyone's from then on", async () => {
      const { lens, workouts, stranger, openedAt, giveTitleAt } = await resolutionStory();
      await giveTitleAt(openedAt + 3n * DAY);

      await expect(at(openedAt + WORKOUT_PERIOD - 1n, () => workouts.connect(stranger).closeResolution(1n)))
        .to.be.revertedWithCustomError(workouts, "AccessManagedUnauthorized")
        .withArgs(stranger);
      await at(openedAt + WORKOUT_PERIOD, () => workouts.connect(stranger).closeResolution(1n));

      expect((await lens.facility(1n)).status).to.equal(STATUS.Retired);
    });
  });

  describe("given all of the value has been recovered", () => {
    it("is anyone's at once; the title stays for sale", async () => {
      const { lens, registry, shares, workouts, stranger, openedAt, resolution, recover, valueAt, holds } =
        await resolutionStory();
      const t = openedAt + DAY;
      const amount = valueAt(t) + 1n;
      resolution.recover(t, amount);
      await recover(t, amount);
      resolution.close(t + 1n, 0n);

      const closing = at(t + 1n, () => workouts.connect(stranger).closeResolution(1n));

      await expect(closing).to.emit(workouts, "ResolutionClosed").withArgs(1n, 0n, 0n, 0n);
      await expect(closing).to.emit(registry, "ClusterRetired").withArgs(1n);
      await expect(closing).not.to.emit(workouts, "ClaimChanged");
      await holds(t + 1n);
      expect((await lens.facility(1n)).status).to.equal(STATUS.Retired);
      expect(await registry.ownerOf(1n)).to.equal(shares);
    });
  });

  describe("given nothing was recovered", () => {
    it("takes the bond, then the reserve, then the price; the hardware retires", async () => {
      const story = await resolutionStory();
      const { asset, shares, lens, bond, escrow, vault, registry, workouts, curator, buyer, law, openedAt, actAt } =
        story;
      const { operator } = story;
      const t = openedAt + 10n * DAY;
      await expect(story.giveTitleAt(t - 3n * DAY))
        .to.emit(registry, "ClusterRetired")
        .withArgs(1n);
      const value = law.valueX32At(t);
      const { cash } = await vault.state();
      const borne = BOND + RESERVE;
      const { fromBond, fromReserve } = story.resolution.close(t, BOND);

      const closing = actAt(t, curator, workouts, "closeResolution", [1n]);

      expect([fromBond, fromReserve]).to.deep.equal([BOND, RESERVE]);
      await expect(closing)
        .to.emit(workouts, "ResolutionClosed")
        .withArgs(1n, value / ONE_X32, BOND, RESERVE);
      await expect(closing)
        .to.emit(bond, "BondSeized")
        .withArgs(1n, operator, workouts, value / ONE_X32, BOND, 0n);
      await expect(closing).to.emit(shares, "ValueLeft").withArgs(1n, value, BOND, RESERVE);
      await expect(closing)
        .to.emit(vault, "LossBooked")
        .withArgs(value - borne * ONE_X32, 0n);
      await expect(closing).to.emit(shares, "FacilityEnded").withArgs(1n);
      await expect(closing).not.to.emit(registry, "ClusterRetired");
      await expect(closing).not.to.emit(shares, "ReserveReturned");
      const claim = value / ONE_X32 - borne;
      await expect(closing)
        .to.emit(workouts, "ClaimChanged")
        .withArgs(1n, 0n, claim, t + CLAIM_PERIOD);
      await expect(closing).to.changeTokenBalances(
        ethers,
        asset,
        [escrow, shares, workouts, vault],
        [-BOND, -RESERVE, 0n, borne],
      );
      await story.holds(t);
      const state = await vault.state();
      expect([state.cash, state.nav, state.totalAssets]).to.deep.equal([cash + borne, cash + borne, cash + borne]);
      const claimed = ceilDiv(claim, usdc("1")) * usdc("1");
      expect([state.value, state.delinquentValue]).to.deep.equal([0n, claimed]);
      expect([...(await workouts.claimOf(1n))]).to.deep.equal([claim, claim, t + CLAIM_PERIOD, 0n]);
      const facility = await lens.facility(1n);
      expect([facility.status, facility.delinquentSince, facility.workoutSince]).to.deep.equal([
        STATUS.Retired,
        0n,
        openedAt,
      ]);
      expect([...(await shares.statusOf(1n))]).to.deep.equal([STATUS.Retired, 0n, openedAt, t]);
      expect([...(await workouts.opensToAllAt(1n))]).to.deep.equal([0n, openedAt + WORKOUT_PERIOD]);
      expect(await registry.ownerOf(1n)).to.equal(buyer);
      await story.priceAt(story.markedDownAt + 1n);
      expect((await vault.state()).nextKink).to.equal(NEVER);
    });

    it("takes what is locked before the price", async () => {
      const { vault, asset, workouts, curator, other, law, openedAt, actAt, giveTitleAt, resolution, holds } =
        await resolutionStory();
      await asset.connect(other).transfer(vault, usdc("50_000"));
      const t = openedAt + 10n * DAY;
      await giveTitleAt(t - 6n * DAY);
      const skimmedAt = t - 3n * DAY;
      await actAt(skimmedAt, curator, vault, "skim", []);
      law.skim(skimmedAt, usdc("50_000"));
      const locked = law.lockedX32At(t);
      const loss = law.valueX32At(t) - (BOND + RESERVE) * ONE_X32;
      resolution.close(t, BOND);

      await expect(actAt(t, curator, workouts, "closeResolution", [1n]))
        .to.emit(vault, "LossBooked")
        .withArgs(loss, locked);
      await holds(t);
    });
  });

  describe("given a recovery of all but a part of the bond", () => {
    it("takes no more of the bond than is missing, and returns the reserve", async () => {
      const story = await resolutionStory();
      const { shares, bond, vault, workouts, curator, law, openedAt, actAt, resolution, recover, valueAt } = story;
      const t = openedAt + 10n * DAY;
      const amount = valueAt(t) - usdc("120_000");
      resolution.recover(t, amount);
      await recover(t, amount);
      // It goes on depreciating: what is left then is a little less.
      await story.giveTitleAt(t + 3n * DAY);
      const closedAt = t + 6n * DAY;
      const { value, fromBond, fromReserve } = resolution.close(closedAt, BOND);

      const closing = actAt(closedAt, curator, workouts, "closeResolution", [1n]);

      expect(value).to.be.within(usdc("119_000"), usdc("120_000"));
      expect([fromBond, fromReserve]).to.deep.equal([value, 0n]);
      await expect(closing).to.emit(workouts, "ResolutionClosed").withArgs(1n, value, value, 0n);
      expect(await bond.bondOf(1n)).to.equal(BOND - value);
      await expect(closing).to.emit(shares, "ReserveReturned").withArgs(1n, RESERVE);
      await expect(closing).to.emit(vault, "RestrictedLocked").withArgs(law.restricted.x32, law.restricted.end);
      await story.holds(closedAt);
      expect((await vault.state()).locked).to.equal(ceilDiv(law.lockedX32At(closedAt), ONE_X32));
      await story.priceAt(closedAt + 40n * DAY);
    });
  });

  describe("given the hardware was sold while it was open", () => {
    const PRICE = usdc("3_000_000");

    async function sold(price: bigint) {
      const story = await resolutionStory();
      const { workouts, curator, buyer, openedAt, actAt } = story;
      await actAt(openedAt + 9n * DAY, curator, workouts, "offerSale", [1n, buyer.address, price]);
      return { ...story, t: openedAt + 10n * DAY };
    }

    it("takes the price as a recovery, gives the title to the buyer, and goes on", async () => {
      const { lens, losses, registry, workouts, buyer, t } = await sold(PRICE);

      const sale = at(t, () => workouts.connect(buyer).buy(1n, PRICE));

      await expect(sale).to.emit(workouts, "FacilitySold").withArgs(1n, buyer, PRICE, PRICE);
      await expect(sale).to.emit(workouts, "Recovered").withArgs(1n, buyer, PRICE, PRICE);
      await expect(sale).to.emit(registry, "ClusterRetired").withArgs(1n);
      expect(await registry.ownerOf(1n)).to.equal(buyer);
      const { status, value, exitValue } = await lens.facility(1n);
      // What is left is lost: leavers are paid nothing for it from here on.
      expect([status, value > 0n, exitValue]).to.deep.equal([STATUS.Resolving, true, 0n]);
      expect((await losses.announcementOf(1n)).kind).to.equal(4n);
    });

    it("closes without the title", async () => {
      const { lens, registry, workouts, curator, buyer, t, actAt, resolution, holds } = await sold(PRICE);
      await at(t, () => workouts.connect(buyer).buy(1n, PRICE));
      resolution.recover(t, PRICE);
      resolution.close(t + 5n * DAY, BOND);

      const closing = actAt(t + 5n * DAY, curator, workouts, "closeResolution", [1n]);

      await expect(closing).not.to.emit(registry, "ClusterRetired");
      await holds(t + 5n * DAY);
      expect((await lens.facility(1n)).status).to.equal(STATUS.Retired);
      expect(await registry.ownerOf(1n)).to.equal(buyer);
    });

    it("gives what is left over when all was recovered to whoever takes it away", async () => {
      const { registry, workouts, curator, stranger, openedAt, actAt, recover, valueAt } = await resolutionStory();
      await recover(openedAt + DAY, valueAt(openedAt + DAY) + 1n);
      await workouts.closeResolution(1n);
      await actAt(openedAt + 9n * DAY, curator, workouts, "offerSale", [1n, ZeroAddress, 0n]);

      const taking = workouts.connect(stranger).buy(1n, 0n);

      await expect(taking).to.emit(workouts, "FacilitySold").withArgs(1n, stranger, 0n, 0n);
      expect(await registry.ownerOf(1n)).to.equal(stranger);
    });

    it("refuses to sell what is delinquent and not in resolution", async () => {
      const { workouts, curator, buyer, delinquentFrom, actAt } = await silentStory();
      await actAt(delinquentFrom - DAY, curator, workouts, "offerSale", [1n, buyer.address, 1n]);

      await expect(at(delinquentFrom, () => workouts.connect(buyer).buy(1n, 1n)))
        .to.be.revertedWithCustomError(workouts, "Workouts_ResolveFirst")
        .withArgs(1n, delinquentFrom);
    });

    it("sells it in the second before", async () => {
      const { registry, workouts, curator, buyer, delinquentFrom, actAt } = await silentStory();
      await actAt(delinquentFrom - DAY, curator, workouts, "offerSale", [1n, buyer.address, 1n]);

      await at(delinquentFrom - 1n, () => workouts.connect(buyer).buy(1n, 1n));

      expect(await registry.ownerOf(1n)).to.equal(buyer);
    });
  });
});
