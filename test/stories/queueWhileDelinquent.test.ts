import { expect } from "chai";
import type { Story } from "../support/clusterStory.ts";
import { unpaidStory } from "../support/delinquencyStory.ts";
import { at, ethers, networkHelpers } from "../support/protocol.ts";
import { firstRequestOf } from "../support/requestIds.ts";
import { ResolutionLaw } from "../support/resolutionLaw.ts";
import { DEPOSITS, WITHDRAWALS } from "../support/statuses.ts";
import { DAY } from "../support/units.ts";

const TENTH = 10n ** 18n;
const TWENTIETH = TENTH / 2n;
const TOLERANCE_BPS = 50n;

describe("Story: epochs that closed at par, and a facility that is late before they are settled", () => {
  /** Of all shares a tenth waits patiently and a twentieth at any price since good times; nobody has settled them. */
  async function waiting() {
    let ids: readonly [bigint, bigint] = [0n, 0n];
    const story = await unpaidStory(async ({ queue, depositor, other, vault, settledAt }: Story) => {
      await vault.connect(depositor).transfer(other, TWENTIETH);
      await at(settledAt(1n) + DAY, () => queue.connect(depositor).requestRedeem(TENTH, depositor, depositor));
      await queue.connect(other).requestRedeemAtAnyPrice(TWENTIETH, other, other);
      ids = [await firstRequestOf(queue, depositor), await firstRequestOf(queue, other)];
      await networkHelpers.time.increaseTo((await queue.epochOf(ids[0])).end);
    });
    const [patientId, anyPriceId] = ids;
    expect((await story.queue.epochOf(patientId)).end).to.be.below(story.delinquentFrom);
    const { law } = story;
    const isBlockedAt = (t: bigint) => (law.navAt(t) - law.exitAt(t)) * 10_000n > law.navAt(t) * TOLERANCE_BPS;
    return { ...story, patientId, anyPriceId, isBlockedAt };
  }

  it("who takes any price can cancel from the second on in which leaving costs something", async () => {
    const { queue, vault, other, delinquentFrom, anyPriceId } = await waiting();

    for (const t of [delinquentFrom - 1n, delinquentFrom]) {
      await expect(at(t, () => queue.connect(other).cancelRedeemRequest(anyPriceId, other)))
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_EpochClosed")
        .withArgs(anyPriceId);
    }
    const cancel = at(delinquentFrom + 1n, () => queue.connect(other).cancelRedeemRequest(anyPriceId, other));

    await expect(cancel).to.emit(queue, "SharesCancelled").withArgs(anyPriceId, other, TWENTIETH);
    await expect(queue.connect(other).claimCancelRedeemRequest(anyPriceId, other, other)).to.changeTokenBalances(
      ethers,
      vault,
      [queue, other],
      [-TWENTIETH, TWENTIETH],
    );
  });

  it("who is patient can cancel from the second on in which it would cost more than the tolerance", async () => {
    const { queue, depositor, delinquentFrom, patientId, isBlockedAt } = await waiting();
    let t = delinquentFrom;
    for (let step = 2n ** 20n; step > 0n; step /= 2n) if (!isBlockedAt(t + step)) t += step;
    expect([isBlockedAt(t), isBlockedAt(t + 1n)]).to.deep.equal([false, true]);

    await expect(at(t, () => queue.connect(depositor).cancelRedeemRequest(patientId, depositor)))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_EpochClosed")
      .withArgs(patientId);
    await expect(at(t + 1n, () => queue.connect(depositor).cancelRedeemRequest(patientId, depositor)))
      .to.emit(queue, "SharesCancelled")
      .withArgs(patientId, depositor, TENTH);
  });

  it("who takes any price is paid the exit price of that second, ahead of who is patient", async () => {
    const { queue, vault, asset, other, stranger, law, delinquentFrom, anyPriceId, holds } = await waiting();
    const t = delinquentFrom + 20n * DAY;
    const par = law.assetsDown(t, TWENTIETH);
    const paid = law.redeem(t, TWENTIETH);
    expect(paid).to.be.below((par * 85n) / 100n);

    await expect(at(t, () => queue.connect(stranger).settle()))
      .to.emit(queue, "EpochSettled")
      .withArgs(anyPriceId, TWENTIETH, paid, 0n);

    await holds(t);
    await expect(queue.connect(other).claim(anyPriceId, other, other)).to.changeTokenBalances(
      ethers,
      asset,
      [queue, other],
      [-paid, paid],
    );
    expect(await vault.balanceOf(queue)).to.equal(TENTH);
  });

  it("who is patient waits for the cure, and is paid at par again", async () => {
    const { queue, law, delinquentFrom, stranger, cure, holds, patientId } = await waiting();
    law.redeem(delinquentFrom + 19n * DAY, TWENTIETH);
    await at(delinquentFrom + 19n * DAY, () => queue.connect(stranger).settle());
    await expect(queue.connect(stranger).settle())
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_AwaitsCure")
      .withArgs(patientId);
    await cure(delinquentFrom + 20n * DAY);
    const t = delinquentFrom + 21n * DAY;
    const paid = law.redeem(t, TENTH);

    await expect(at(t, () => queue.connect(stranger).settle()))
      .to.emit(queue, "EpochSettled")
      .withArgs(patientId, TENTH, paid, 0n);
    await holds(t);
  });

  it("or for the end of the resolution, and is paid what that left; who takes any price is paid before", async () => {
    const { queue, workouts, stranger, curator, buyer, law, markedDownAt, reportUntil, patientId, ...story } =
      await waiting();
    await reportUntil(markedDownAt, 3n);
    law.redeem(markedDownAt, TWENTIETH);
    await at(markedDownAt, () => queue.connect(stranger).settle());
    const waits = () =>
      expect(queue.connect(stranger).settle())
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_AwaitsCure")
        .withArgs(patientId);
    await waits();
    // It goes on waiting, and can go on cancelling, while the resolution is open.
    await at(markedDownAt + DAY, () => workouts.connect(stranger).openResolution(1n));
    const resolution = new ResolutionLaw(law);
    const recovered = 4_000_000n * 10n ** 6n;
    resolution.recover(markedDownAt + 2n * DAY, recovered);
    await at(markedDownAt + 2n * DAY, () => workouts.connect(buyer).recover(1n, recovered));
    await story.holds(markedDownAt + 2n * DAY);
    await waits();
    await story.actAt(markedDownAt + 5n * DAY, curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    await workouts.connect(buyer).buy(1n, 0n);
    const closedAt = markedDownAt + 10n * DAY;
    resolution.close(closedAt, 0n);
    await story.actAt(closedAt, curator, workouts, "closeResolution", [1n]);
    await story.holds(closedAt);
    const paid = law.redeem(closedAt + DAY, TENTH);

    await expect(at(closedAt + DAY, () => queue.connect(stranger).settle()))
      .to.emit(queue, "EpochSettled")
      .withArgs(patientId, TENTH, paid, 0n);
    expect(await story.vaultLens.depositStatus()).to.equal(DEPOSITS.Delinquent); // the loss is claimed
    expect(await story.vaultLens.withdrawStatus()).to.equal(WITHDRAWALS.Open);
  });
});
