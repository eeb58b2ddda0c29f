import { expect } from "chai";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { at, CLAIM_PERIOD, inService, networkHelpers, ordered } from "../support/protocol.ts";
import { BOND, resolutionStory } from "../support/resolutionStory.ts";
import { DEPOSITS } from "../support/statuses.ts";
import { ceilDiv, DAY, usdc } from "../support/units.ts";

const UNIT = usdc("1");
const GPUS = 256n;
const tokens = (amount: bigint) => ceilDiv(amount, UNIT) * UNIT;

/** The silent cluster's workout has closed on a loss of millions, which is claimed. */
async function closed() {
  const story = await resolutionStory();
  const { workouts, curator, openedAt, actAt, giveTitleAt, law, resolution } = story;
  await giveTitleAt(openedAt + 7n * DAY);
  const closedAt = openedAt + 10n * DAY;
  resolution.close(closedAt, BOND);
  await actAt(closedAt, curator, workouts, "closeResolution", [1n]);
  return { ...story, closedAt, claim: law.claimOf(), countsUntil: closedAt + CLAIM_PERIOD };
}

describe("Workouts, claims of booked losses", () => {
  describe("given nothing is claimed", () => {
    it("ends nothing, and prolongs nothing", async () => {
      const { workouts, guardian } = await inService();

      await expect(workouts.endClaim(1n)).to.be.revertedWithCustomError(workouts, "LossClaims_NoClaim").withArgs(1n);
      await expect(workouts.connect(guardian).prolongClaim(1n))
        .to.be.revertedWithCustomError(workouts, "LossClaims_NoClaim")
        .withArgs(1n);
    });

    it("is no manager's who does not account for the cluster", async () => {
      const { workouts, stranger } = await inService();

      await expect(workouts.connect(stranger).serveClaim(1n, 1n))
        .to.be.revertedWithCustomError(workouts, "LossClaims_NotManager")
        .withArgs(1n, stranger);
    });

    it("is nobody's where no source of the vault finances the cluster", async () => {
      const { workouts, stranger } = await ordered();

      await expect(workouts.connect(stranger).serveClaim(1n, 1n))
        .to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced")
        .withArgs(1n);
    });
  });

  describe("given a loss was booked with a closing", () => {
    it("keeps deposits shut as the facility did, and costs leavers nothing", async () => {
      const { vault, vaultLens, claim, closedAt, holds } = await closed();

      await holds(closedAt);
      expect(await vaultLens.depositStatus()).to.equal(DEPOSITS.Delinquent);
      const { nav, totalAssets, delinquentValue } = await vault.state();
      expect([totalAssets, delinquentValue]).to.deep.equal([nav, tokens(claim)]);
    });

    it("falls by what is recovered of it, which is restricted income instead", async () => {
      const { vault, workouts, buyer, law, claim, closedAt, countsUntil, resolution, recover, holds } = await closed();
      const t = closedAt + 10n * DAY;
      const amount = usdc("4_000_000.000001");
      resolution.recover(t, amount);

      const recovery = recover(t, amount);

      await expect(recovery).to.emit(workouts, "Recovered").withArgs(1n, buyer, amount, 0n);
      await expect(recovery)
        .to.emit(workouts, "ClaimChanged")
        .withArgs(1n, claim, claim - amount, countsUntil);
      await expect(recovery).to.emit(vault, "RestrictedLocked").withArgs(law.restricted.x32, law.restricted.end);
      await holds(t);
      const { delinquentValue, restrictedLocked } = await vault.state();
      expect([delinquentValue, restrictedLocked]).to.deep.equal([tokens(claim - amount), amount]);
      expect([...(await workouts.claimOf(1n))]).to.deep.equal([claim - amount, claim - amount, countsUntil, 0n]);
    });

    it("is over when all of it is recovered; what comes beyond is restricted income too", async () => {
      const { vault, workouts, claim, closedAt, resolution, recover, holds } = await closed();
      const t = closedAt + 10n * DAY;
      resolution.recover(t, claim + 5n);

      const recovery = recover(t, claim + 5n);

      await expect(recovery).to.emit(workouts, "ClaimChanged").withArgs(1n, claim, 0n, 0n);
      await holds(t);
      const { delinquentValue, restrictedLocked } = await vault.state();
      expect([delinquentValue, restrictedLocked]).to.deep.equal([0n, claim + 5n]);
      expect([...(await workouts.claimOf(1n))]).to.deep.equal([0n, 0n, 0n, 0n]);
    });

    it("is ended by anyone once its time is over; the loss is remembered", async () => {
      const { vault, vaultLens, shares, workouts, stranger, claim, countsUntil } = await closed();
      await networkHelpers.time.increaseTo(countsUntil - 2n);

      await expect(at(countsUntil - 1n, () => workouts.connect(stranger).endClaim(1n)))
        .to.be.revertedWithCustomError(workouts, "AccessManagedUnauthorized")
        .withArgs(stranger);
      const ending = at(countsUntil, () => workouts.connect(stranger).endClaim(1n));

      await expect(ending).to.emit(workouts, "ClaimChanged").withArgs(1n, claim, 0n, 0n);
      await expect(ending).to.emit(vault, "DelinquencyPosted").withArgs(shares, 0n, 0n, -ceilDiv(claim, UNIT));
      expect((await vault.state()).delinquentValue).to.equal(0n);
      expect(await vaultLens.depositStatus()).to.equal(DEPOSITS.Open);
      expect([...(await workouts.claimOf(1n))]).to.deep.equal([claim, 0n, 0n, 0n]);
      await expect(workouts.endClaim(1n)).to.be.revertedWithCustomError(workouts, "LossClaims_NoClaim").withArgs(1n);
    });

    it("is ended earlier by the governor, with its delay", async () => {
      const { workouts, governor, claim, act } = await closed();

      await expect(act(governor, workouts, "endClaim", [1n]))
        .to.emit(workouts, "ClaimChanged")
        .withArgs(1n, claim, 0n, 0n);
    });

    it("is prolonged by a period, twice: by the guardian at once, by the curator with its delay", async () => {
      const { workouts, guardian, curator, stranger, countsUntil, act } = await closed();

      await expect(workouts.connect(stranger).prolongClaim(1n))
        .to.be.revertedWithCustomError(workouts, "AccessManagedUnauthorized")
        .withArgs(stranger);
      await expect(workouts.connect(guardian).prolongClaim(1n))
        .to.emit(workouts, "ClaimProlonged")
        .withArgs(1n, countsUntil + CLAIM_PERIOD, 1n);
      await expect(act(curator, workouts, "prolongClaim", [1n]))
        .to.emit(workouts, "ClaimProlonged")
        .withArgs(1n, countsUntil + 2n * CLAIM_PERIOD, 2n);
      await expect(workouts.connect(guardian).prolongClaim(1n))
        .to.be.revertedWithCustomError(workouts, "LossClaims_ProlongedBefore")
        .withArgs(1n, 2n);
    });

    it("keeps its manager a source: there is a claim to take back", async () => {
      const { shares, workouts, closedAt } = await closed();
      await networkHelpers.time.increaseTo(closedAt + 400n * DAY);
      expect(await shares.isIdle()).to.equal(false);

      await workouts.endClaim(1n);

      await networkHelpers.time.increase(365n * DAY);
      expect(await shares.isIdle()).to.equal(true);
    });
  });

  describe("given a part of a cluster was lost while it is served", () => {
    async function lost(count = 64n) {
      const fixture = await inService();
      const { shares, workouts, loseGpus } = fixture;
      const value = ((await shares.valueX32(1n)) * count) / GPUS / ONE_X32;
      await loseGpus(1n, count);
      const [loss, claimed, countsUntil] = await workouts.claimOf(1n);
      expect([loss, claimed]).to.deep.equal([value, value]);
      return { ...fixture, claim: claimed, countsUntil };
    }

    it("is claimed, and what an insurance pays for it is restricted income", async () => {
      const { vault, workouts, buyer, claim, countsUntil } = await lost();
      expect((await vault.state()).delinquentValue).to.equal(tokens(claim));

      const recovery = workouts.connect(buyer).recover(1n, usdc("300_000"));

      await expect(recovery)
        .to.emit(workouts, "ClaimChanged")
        .withArgs(1n, claim, claim - usdc("300_000"), countsUntil);
      await expect(recovery).to.emit(vault, "RestrictedLocked");
      const { delinquentValue, restrictedLocked } = await vault.state();
      expect([delinquentValue, restrictedLocked]).to.deep.equal([tokens(claim - usdc("300_000")), usdc("300_000")]);
    });

    it("joins with a period of its own, by amount: a small loss puts off a large one by little", async () => {
      const { workouts, claim, countsUntil, loseGpus } = await lost(128n);
      const t = countsUntil - 100n * DAY;

      await loseGpus(1n, 1n, 0n, t);

      const [loss, claimed, until] = await workouts.claimOf(1n);
      const added = claimed - claim;
      expect(loss).to.equal(claimed);
      expect(until).to.equal(t + ceilDiv(claim * 100n * DAY + added * CLAIM_PERIOD, claimed));
      expect(until - countsUntil).to.be.below(DAY);
    });
  });

  describe("given hardware was sold below its value", () => {
    it("claims what the price fell short by", async () => {
      const { vault, workouts, curator, buyer, act, stranger } = await inService();
      const price = usdc("5_000_000");
      await act(curator, workouts, "offerSale", [1n, buyer.address, price]);

      await workouts.connect(buyer).buy(1n, price);

      const [loss, claimed] = await workouts.claimOf(1n);
      expect(loss).to.equal(claimed);
      expect(loss).to.be.within(usdc("2_999_999"), usdc("3_000_000"));
      expect((await vault.state()).delinquentValue).to.equal(tokens(loss));
      await expect(workouts.connect(stranger).recover(1n, usdc("1_000"))).to.emit(vault, "RestrictedLocked");
    });
  });
});
