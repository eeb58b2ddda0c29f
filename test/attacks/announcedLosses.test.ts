import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { COST, ethers, inService, networkHelpers, NOTICE, ordered, TERMS, now } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const THIRD = (1n << 32n) / 3n + 1n;

/** 12,000,000 in the vault, all but 4,000,000 of them in cluster 1, which is in service; `other` holds a sixth. */
async function twelve() {
  const fixture = await inService();
  const { vault, other } = fixture;
  await vault.connect(other).deposit(usdc("2_000_000"), other);
  return fixture;
}

describe("Announced losses (attacks)", () => {
  for (const [name, announce] of [
    ["a write-down", (f: Twelve) => f.losses.connect(f.curator).announceWriteDown(1n, THIRD)],
    ["lost GPUs", (f: Twelve) => f.losses.connect(f.curator).announceLostGpus(1n, 128n)],
    ["a sale below value", (f: Twelve) => f.workouts.connect(f.curator).offerSale(1n, f.buyer, usdc("5_000_000"))],
  ] as const) {
    it(`51 who reads of ${name} and leaves pays its part of it`, async () => {
      const fixture = await twelve();
      const { vault, other, workouts, buyer, stranger } = fixture;
      const shares = await vault.balanceOf(other);
      const { nav } = await vault.state();
      await announce(fixture);
      const announced = await vault.state();
      expect(announced.nav).to.equal(nav); // entries are not priced at the mark

      const paid = await vault.connect(other).redeem.staticCall(shares, other, other);
      await expect(vault.connect(other).deposit(1n, other)).to.be.revertedWithCustomError(
        vault,
        "GpuYieldVault_TooMuchDelinquent",
      );
      await networkHelpers.time.increase(NOTICE);
      if (name === "a sale below value") await workouts.connect(buyer).buy(1n, usdc("5_000_000"));
      else await workouts.connect(stranger).bookLoss(1n, 0n);

      const after = await vault.state();
      expect(after.nav).to.be.lessThan(nav - usdc("2_600_000"));
      // Never more than after the booking, and no less than by what a week of depreciation and rounding may be.
      const worth = await vault.convertToAssets(shares);
      expect(paid).to.be.within(worth - usdc("2"), worth);
      expect(after.totalAssets - announced.totalAssets).to.be.within(0n, usdc("5"));
    });
  }

  it("51 whoever stays asleep, anyone books it after two days", async () => {
    const { losses, workouts, curator, stranger, vault } = await twelve();
    await losses.connect(curator).announceWriteDown(1n, THIRD);
    const bookable = (await now()) + NOTICE;

    await networkHelpers.time.setNextBlockTimestamp(bookable - 1n);
    await expect(workouts.connect(stranger).bookLoss(1n, 0n))
      .to.be.revertedWithCustomError(losses, "LossAnnouncements_NotYet")
      .withArgs(1n, bookable);
    const { totalAssets } = await vault.state();
    await networkHelpers.time.setNextBlockTimestamp(bookable);
    await workouts.connect(stranger).bookLoss(1n, 0n);

    const after = await vault.state();
    expect(after.totalAssets - totalAssets).to.be.within(0n, 2n); // rounding
  });

  it("67 an offer from before the draw sells nothing after it", async () => {
    const { workouts, origination, curator, operator, buyer, act } = await ordered();
    await act(curator, origination, "approve", [1n, { ...TERMS, inServiceBy: (await now()) + 60n * DAY }]);
    await workouts.connect(curator).offerSale(1n, buyer, 0n);
    await networkHelpers.time.increase(NOTICE);
    await origination.connect(operator).draw(1n, COST, operator);

    await expect(workouts.connect(buyer).buy(1n, 0n))
      .to.be.revertedWithCustomError(workouts, "Workouts_NotOffered")
      .withArgs(1n, buyer, ZeroAddress);
  });

  it("67 an offer is over after a week, and who made it takes it back", async () => {
    const { losses, workouts, curator, buyer, stranger, vault } = await twelve();
    await workouts.connect(curator).offerSale(1n, ZeroAddress, COST);
    await expect(workouts.connect(curator).withdrawOffer(1n)).to.emit(workouts, "OfferWithdrawn").withArgs(1n);

    await workouts.connect(curator).offerSale(1n, ZeroAddress, usdc("1_000_000"));
    const { nav, totalAssets } = await vault.state();
    expect(nav - totalAssets).to.be.greaterThan(usdc("6_900_000"));
    await networkHelpers.time.increase(7n * DAY);
    await expect(workouts.connect(buyer).buy(1n, ethers.MaxUint256)).to.be.revertedWithCustomError(
      workouts,
      "Workouts_NotOffered",
    );
    await workouts.connect(stranger).withdrawOffer(1n);
    expect((await losses.announcementOf(1n)).kind).to.equal(0n);
  });

  it("72 an announcement taken back for a friend is the last for thirty days", async () => {
    const { losses, workouts, curator, buyer, guardian, vault } = await twelve();
    const { nav } = await vault.state();
    await losses.connect(curator).announceWriteDown(1n, THIRD);
    expect((await vault.state()).nav).to.equal(nav);
    await expect(losses.connect(curator).cancelAnnouncement(1n))
      .to.emit(losses, "AnnouncementEnded")
      .withArgs(1n, 1n, (await now()) + 1n + 30n * DAY);
    const waitsUntil = (await now()) + 30n * DAY;
    const cancelled = await vault.state();
    expect([cancelled.nav, cancelled.totalAssets, cancelled.delinquentValue]).to.deep.equal([nav, nav, 0n]);

    for (const announce of [
      () => losses.connect(curator).announceWriteDown(1n, THIRD),
      () => losses.connect(curator).announceLostGpus(1n, 1n),
      () => workouts.connect(curator).offerSale(1n, buyer, 0n),
    ]) {
      await expect(announce())
        .to.be.revertedWithCustomError(losses, "LossAnnouncements_NotYet")
        .withArgs(1n, waitsUntil);
    }
    await networkHelpers.time.increaseTo(waitsUntil);
    await losses.connect(curator).announceWriteDown(1n, THIRD);
    await networkHelpers.time.increase(NOTICE + HOUR);
    await expect(losses.connect(guardian).cancelAnnouncement(1n)).to.be.revertedWithCustomError(
      losses,
      "LossAnnouncements_Bookable",
    );
  });
});

type Twelve = Awaited<ReturnType<typeof twelve>>;
