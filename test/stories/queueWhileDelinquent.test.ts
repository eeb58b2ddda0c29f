import { expect } from "chai";
import type { Story } from "../support/clusterStory.ts";
import { unpaidStory } from "../support/delinquencyStory.ts";
import { at, ethers, networkHelpers } from "../support/protocol.ts";
import { ResolutionLaw } from "../support/resolutionLaw.ts";
import { DEPOSITS, WITHDRAWALS } from "../support/statuses.ts";
import { DAY } from "../support/units.ts";

const TENTH = 10n ** 18n;

describe("Story: an epoch that closed at par, and a facility that is late before it is settled", () => {
  /** A tenth of all shares was requested in good times; the epoch has long closed, and nobody has settled it. */
  async function waiting() {
    const story = await unpaidStory(async ({ queue, depositor, settledAt }: Story) => {
      await at(settledAt(1n) + DAY, () => queue.connect(depositor).requestRedeem(TENTH, depositor, depositor));
      const { end } = await queue.epochOf(1n);
      await networkHelpers.time.increaseTo(end);
      await expect(queue.connect(depositor).cancelRedeemRequest(1n, depositor))
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_EpochClosed")
        .withArgs(1n);
    });
    const { end } = await story.queue.epochOf(1n);
    expect(end).to.be.below(story.delinquentFrom);
    return story;
  }

  it("can't be cancelled at par, and can from the second on in which leaving costs something", async () => {
    const { queue, vault, depositor, delinquentFrom } = await waiting();

    await expect(at(delinquentFrom - 1n, () => queue.connect(depositor).cancelRedeemRequest(1n, depositor)))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_EpochClosed")
      .withArgs(1n);
    await expect(at(delinquentFrom, () => queue.connect(depositor).cancelRedeemRequest(1n, depositor)))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_EpochClosed")
      .withArgs(1n);
    const cancel = at(delinquentFrom + 1n, () => queue.connect(depositor).cancelRedeemRequest(1n, depositor));

    await expect(cancel).to.emit(queue, "SharesCancelled").withArgs(1n, depositor, TENTH);
    await expect(queue.connect(depositor).claimCancelRedeemRequest(1n, depositor, depositor)).to.changeTokenBalances(
      ethers,
      vault,
      [queue, depositor],
      [-TENTH, TENTH],
    );
  });

  it("who lets it be settled is paid the exit price of that second", async () => {
    const { queue, vault, asset, depositor, stranger, law, delinquentFrom, holds } = await waiting();
    const t = delinquentFrom + 20n * DAY;
    const par = law.assetsDown(t, TENTH);
    const paid = law.redeem(t, TENTH);
    expect(paid).to.be.below((par * 85n) / 100n);

    await expect(at(t, () => queue.connect(stranger).settle()))
      .to.emit(queue, "EpochSettled")
      .withArgs(1n, TENTH, paid, 0n);

    await holds(t);
    await expect(queue.connect(depositor).claim(1n, depositor, depositor)).to.changeTokenBalances(
      ethers,
      asset,
      [queue, depositor],
      [-paid, paid],
    );
    expect(await vault.balanceOf(queue)).to.equal(0n);
  });

  it("who waits for the cure is paid at par again", async () => {
    const { queue, law, delinquentFrom, stranger, cure, holds } = await waiting();
    await cure(delinquentFrom + 20n * DAY);
    const t = delinquentFrom + 21n * DAY;
    const paid = law.redeem(t, TENTH);

    await expect(at(t, () => queue.connect(stranger).settle()))
      .to.emit(queue, "EpochSettled")
      .withArgs(1n, TENTH, paid, 0n);
    await holds(t);
  });

  it("waits from the end of the markdown for the resolution, and is paid what that left", async () => {
    const { queue, vault, workouts, stranger, curator, buyer, law, markedDownAt, reportUntil, ...story } =
      await waiting();
    await reportUntil(markedDownAt, 3n);
    await expect(at(markedDownAt, () => queue.connect(stranger).settle()))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_AwaitsResolution")
      .withArgs(1n);
    // It goes on waiting, and can go on cancelling, while the resolution is open.
    await at(markedDownAt + DAY, () => workouts.connect(stranger).openResolution(1n));
    const resolution = new ResolutionLaw(law);
    const recovered = 4_000_000n * 10n ** 6n;
    resolution.recover(markedDownAt + 2n * DAY, recovered);
    await at(markedDownAt + 2n * DAY, () => workouts.connect(buyer).recover(1n, recovered));
    await story.holds(markedDownAt + 2n * DAY);
    await expect(queue.connect(stranger).settle()).to.be.revertedWithCustomError(
      vault,
      "GpuYieldVault_AwaitsResolution",
    );
    await story.actAt(markedDownAt + 5n * DAY, curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    await workouts.connect(buyer).buy(1n, 0n);
    const closedAt = markedDownAt + 10n * DAY;
    resolution.close(closedAt, 0n);
    await story.actAt(closedAt, curator, workouts, "closeResolution", [1n]);
    await story.holds(closedAt);
    const paid = law.redeem(closedAt + DAY, TENTH);

    await expect(at(closedAt + DAY, () => queue.connect(stranger).settle()))
      .to.emit(queue, "EpochSettled")
      .withArgs(1n, TENTH, paid, 0n);
    expect(await story.vaultLens.depositStatus()).to.equal(DEPOSITS.Delinquent); // the loss is claimed
    expect(await story.vaultLens.withdrawStatus()).to.equal(WITHDRAWALS.Open);
  });
});
