import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { clusterStory } from "../support/clusterStory.ts";
import { ONE_X32, TICK } from "../support/moneyLaw.ts";
import { at, COST, DEPOSIT, networkHelpers, SALVAGE } from "../support/protocol.ts";
import { DAY, NEVER, usdc } from "../support/units.ts";

describe("Story: hardware at the end of its life", () => {
  /** Depreciated since the first settlement, and silent since: rent is not what this is about. */
  async function old() {
    const story = await clusterStory();
    await story.fullPeriod(1n);
    const { until, slope } = story.law.curveOf();
    return { ...story, until, slope };
  }

  it("is worth a second's depreciation above salvage a second before, and salvage from then on", async () => {
    const { vaultLens, lens, until, slope } = await old();

    await networkHelpers.time.increaseTo(until - 1n);
    const lastSecond = (SALVAGE * ONE_X32 + slope) / ONE_X32;
    expect(await vaultLens.value()).to.equal(lastSecond);
    expect((await lens.facility(1n)).value).to.equal(lastSecond);
    for (const after of [0n, 1n, DAY, 3_000n * DAY]) {
      await networkHelpers.time.increaseTo(until + after);
      expect(await vaultLens.value()).to.equal(SALVAGE);
      expect((await lens.facility(1n)).value).to.equal(SALVAGE);
    }
  });

  it("stays there when somebody carries the end out, whenever that is", async () => {
    const { vault, vaultLens, until, holds } = await old();
    const t = until + 400n * DAY;

    // Delinquent, fully marked down, and at its end: three ticks.
    await expect(at(t, () => vault.accrue(3n)))
      .to.emit(vault, "Accrued")
      .withArgs(3n, NEVER);

    await holds(t);
    expect(await vaultLens.value()).to.equal(SALVAGE);
    await networkHelpers.time.increase(999n * DAY);
    expect(await vaultLens.value()).to.equal(SALVAGE);
  });

  it("has returned capital with all that it received, and earned nothing, when rent stopped so early", async () => {
    const { facility, until, lens } = await old();
    await networkHelpers.time.increaseTo(until + DAY);

    const [returnOfCapital, profit] = await lens.returnsOf(1n);

    expect(returnOfCapital).to.equal(facility.received);
    expect(profit).to.equal(0n);
    expect(facility.received).to.be.below(COST - SALVAGE);
  });

  it("is sold above its salvage, once resolved: the gain vests over the cap, the title goes to the buyer", async () => {
    const { vault, workouts, registry, curator, stranger, buyer, facility, actAt, until, shares } = await old();
    const price = usdc("900_000");
    await actAt(until + 5n * DAY, curator, workouts, "offerSale", [1n, buyer.address, price]);
    await workouts.connect(stranger).openResolution(1n);
    const t = until + 6n * DAY;

    const sale = at(t, () => workouts.connect(buyer).buy(1n, price));

    const gain = (price - SALVAGE) * ONE_X32;
    const end = (t + 90n * DAY) * TICK;
    await expect(sale)
      .to.emit(vault, "Posted")
      .withArgs(shares, price, 0n, -SALVAGE * ONE_X32, 0n, 90n * DAY, gain, end);
    await expect(sale).to.emit(vault, "RestrictedLocked").withArgs(gain, end);
    expect(await registry.ownerOf(1n)).to.equal(buyer);
    expect((await registry.hardware(1n)).retiredAt).to.equal(t);
    const before = DEPOSIT - COST + facility.received + SALVAGE;
    expect((await vault.state()).nav).to.equal(before);
    await networkHelpers.time.increaseTo(t + 45n * DAY);
    expect((await vault.state()).nav).to.equal(before + (price - SALVAGE) / 2n);
    await expect(actAt(t + 90n * DAY, curator, workouts, "closeResolution", [1n]))
      .to.emit(shares, "ReserveReturned")
      .withArgs(1n, usdc("5_000"));
    expect((await vault.state()).nav).to.equal(before + price - SALVAGE);
  });

  it("is given away when nobody pays: what was left of it is a loss", async () => {
    const { vault, workouts, registry, curator, stranger, actAt, until, lens } = await old();
    await actAt(until + 5n * DAY, curator, workouts, "offerSale", [1n, ZeroAddress, 0n]);
    await workouts.connect(stranger).openResolution(1n);
    await workouts.connect(stranger).buy(1n, 0n);
    expect(await registry.ownerOf(1n)).to.equal(stranger);

    const closing = actAt(until + 9n * DAY, curator, workouts, "closeResolution", [1n]);

    // Its reserve comes before the price.
    await expect(closing).to.emit(workouts, "ResolutionClosed").withArgs(1n, SALVAGE, 0n, usdc("5_000"));
    await expect(closing)
      .to.emit(vault, "LossBooked")
      .withArgs((SALVAGE - usdc("5_000")) * ONE_X32, 0n);
    expect((await lens.facility(1n)).reserve).to.equal(0n);
  });
});
