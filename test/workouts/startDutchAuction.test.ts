import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { debtStory, LOAN } from "../support/debts.ts";
import { silentStory } from "../support/delinquencyStory.ts";
import { at, AUCTION_TIME, ethers, networkHelpers, ordered, STATUS, WORKOUT_PERIOD } from "../support/protocol.ts";
import { BOND, resolutionStory } from "../support/resolutionStory.ts";
import { ceilDiv, DAY, usdc } from "../support/units.ts";

const MODEL = ethers.encodeBytes32String("H100-SXM5");

/** The workout period of the silent cluster is over, and somebody has started the auction in its first second. */
async function running() {
  const story = await resolutionStory();
  const startedAt = story.openedAt + WORKOUT_PERIOD;
  const starting = at(startedAt, () => story.workouts.connect(story.stranger).startDutchAuction(1n));
  await starting;
  const top = 2n * (story.valueAt(startedAt) + 1n); // its fraction of a unit counts as one
  const priceAt = (t: bigint) => ceilDiv(top * (startedAt + AUCTION_TIME - t), AUCTION_TIME);
  return { ...story, startedAt, endsAt: startedAt + AUCTION_TIME, top, starting, fallingPriceAt: priceAt };
}

describe("Workouts.startDutchAuction", () => {
  it("reverts where no source of the vault finances the cluster", async () => {
    const { workouts } = await ordered();

    await expect(workouts.startDutchAuction(1n))
      .to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced")
      .withArgs(1n);
  });

  it("reverts while no resolution has been opened", async () => {
    const { workouts, markedDownAt } = await silentStory();
    await networkHelpers.time.increaseTo(markedDownAt + 1_000n * DAY);

    await expect(workouts.startDutchAuction(1n))
      .to.be.revertedWithCustomError(workouts, "Workouts_NotYet")
      .withArgs(1n, 0n);
  });

  it("reverts in the last second of the workout period", async () => {
    const { workouts, openedAt } = await resolutionStory();
    const from = openedAt + WORKOUT_PERIOD;

    await expect(at(from - 1n, () => workouts.startDutchAuction(1n)))
      .to.be.revertedWithCustomError(workouts, "Workouts_NotYet")
      .withArgs(1n, from);
  });

  it("reverts when the title is gone", async () => {
    const { workouts, buyer, openedAt, giveTitleAt } = await resolutionStory();
    await giveTitleAt(openedAt + 3n * DAY);

    await expect(at(openedAt + WORKOUT_PERIOD, () => workouts.startDutchAuction(1n)))
      .to.be.revertedWithCustomError(workouts, "Workouts_TitleGone")
      .withArgs(1n, buyer);
  });

  it("starts once", async () => {
    const { workouts, startedAt } = await running();

    await expect(workouts.startDutchAuction(1n))
      .to.be.revertedWithCustomError(workouts, "Workouts_AuctionRuns")
      .withArgs(1n, startedAt);
  });

  it("starts at twice the value, rounded up, whoever asks, and takes the curator's offer back", async () => {
    const story = await resolutionStory();
    const { workouts, curator, stranger, openedAt, actAt, valueAt } = story;
    const t = openedAt + WORKOUT_PERIOD;
    await actAt(t - DAY, curator, workouts, "offerSale", [1n, ZeroAddress, 1n]);
    const top = 2n * (valueAt(t) + 1n);

    await expect(at(t, () => workouts.connect(stranger).startDutchAuction(1n)))
      .to.emit(workouts, "DutchAuctionStarted")
      .withArgs(1n, stranger, top, t + AUCTION_TIME);

    expect([...(await workouts.auctionOf(1n))]).to.deep.equal([top, t, t + AUCTION_TIME]);
    expect([...(await workouts.offerOf(1n))].slice(0, 3)).to.deep.equal([true, ZeroAddress, top]);
  });

  it("starts at twice what its GPUs are marked at, where that is more", async () => {
    const { workouts, drawLimits, curator, openedAt, actAt } = await resolutionStory();
    await actAt(openedAt + 3n * DAY, curator, drawLimits, "setMark", [MODEL, usdc("40_000")]);
    const t = openedAt + WORKOUT_PERIOD;

    await expect(at(t, () => workouts.startDutchAuction(1n)))
      .to.emit(workouts, "DutchAuctionStarted")
      .withArgs(1n, (anyone: string) => anyone !== "", 2n * 256n * usdc("40_000"), t + AUCTION_TIME);
  });

  it("starts at twice what is owed of a pledge, where that is more", async () => {
    const story = await debtStory(LOAN);
    const openedAt = story.start + 10n * DAY;
    await story.openServedAt(openedAt, 1n);
    const t = openedAt + WORKOUT_PERIOD;
    const owed = await story.workouts.owedOf(1n);
    expect(owed).to.be.greaterThan((await story.lens.facility(1n)).value);

    await expect(at(t, () => story.workouts.startDutchAuction(1n)))
      .to.emit(story.workouts, "DutchAuctionStarted")
      .withArgs(1n, (anyone: string) => anyone !== "", 2n * owed, t + AUCTION_TIME);
  });

  describe("given it runs", () => {
    it("leaves the curator no offer", async () => {
      const { workouts, curator, startedAt, act } = await running();

      await expect(act(curator, workouts, "offerSale", [1n, curator.address, 0n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_AuctionRuns")
        .withArgs(1n, startedAt);
    });

    for (const after of [2n, 7n * DAY + 11n, AUCTION_TIME - 1n, AUCTION_TIME, AUCTION_TIME + 400n * DAY]) {
      it(`sells to anyone at the price of the second, ${after} s after its start`, async () => {
        const { asset, lens, registry, workouts, vault, buyer, startedAt, endsAt, fallingPriceAt, holds } =
          await running();
        const t = startedAt + after;
        const price = t < endsAt ? fallingPriceAt(t) : 0n;
        if (price > 0n) {
          await networkHelpers.time.increaseTo(t - 1n);
          await expect(at(t, () => workouts.connect(buyer).buy(1n, price - 1n)))
            .to.be.revertedWithCustomError(workouts, "Workouts_PriceChanged")
            .withArgs(price, price - 1n);
          return;
        }

        const sale = at(t, () => workouts.connect(buyer).buy(1n, 0n));

        await expect(sale).to.emit(workouts, "FacilitySold").withArgs(1n, buyer, 0n, 0n);
        await expect(sale).to.changeTokenBalances(ethers, asset, [buyer, vault], [0n, 0n]);
        await holds(t);
        expect(await registry.ownerOf(1n)).to.equal(buyer);
        expect((await lens.facility(1n)).status).to.equal(STATUS.Resolving);
      });
    }

    it("takes its price as a recovery", async () => {
      const { asset, workouts, vault, buyer, startedAt, fallingPriceAt, resolution, holds } = await running();
      const t = startedAt + 20n * DAY;
      const price = fallingPriceAt(t);
      const { ofValue } = resolution.recover(t, price);

      const sale = at(t, () => workouts.connect(buyer).buy(1n, price));

      await expect(sale).to.emit(workouts, "FacilitySold").withArgs(1n, buyer, price, ofValue);
      await expect(sale).to.changeTokenBalances(ethers, asset, [buyer, vault], [-price, price]);
      await holds(t);
    });
  });
});

describe("Workouts.burnTitle", () => {
  it("reverts where no auction was started", async () => {
    const { workouts, stranger } = await resolutionStory();

    await expect(workouts.connect(stranger).burnTitle(1n))
      .to.be.revertedWithCustomError(workouts, "Workouts_NotOffered")
      .withArgs(1n, stranger, ZeroAddress);
  });

  it("reverts in the last second of the auction", async () => {
    const { workouts, endsAt } = await running();

    await expect(at(endsAt - 1n, () => workouts.burnTitle(1n)))
      .to.be.revertedWithCustomError(workouts, "Workouts_NotYet")
      .withArgs(1n, endsAt);
  });

  it("reverts when somebody has taken it", async () => {
    const { workouts, buyer, endsAt } = await running();
    await at(endsAt, () => workouts.connect(buyer).buy(1n, 0n));

    await expect(workouts.burnTitle(1n))
      .to.be.revertedWithCustomError(workouts, "Workouts_TitleGone")
      .withArgs(1n, buyer);
  });

  it("makes it nobody's for good: the hardware retires, and anyone closes in the same second", async () => {
    const { workouts, registry, lens, stranger, endsAt, resolution, holds } = await running();
    await networkHelpers.time.increaseTo(endsAt - 1n);

    const burning = at(endsAt, () => workouts.connect(stranger).burnTitle(1n));

    await expect(burning).to.emit(workouts, "TitleBurnt").withArgs(1n);
    await expect(burning).to.emit(registry, "ClusterRetired").withArgs(1n);
    expect(await registry.ownerOf(1n)).to.equal("0x000000000000000000000000000000000000dEaD");
    resolution.close(endsAt + 1n, BOND);
    await at(endsAt + 1n, () => workouts.connect(stranger).closeResolution(1n));
    await holds(endsAt + 1n);
    expect((await lens.facility(1n)).status).to.equal(STATUS.Retired);
  });
});
