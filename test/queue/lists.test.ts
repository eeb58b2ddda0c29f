import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { ethers, invested, SHARES } from "../support/queueStory.ts";
import { atAnyPrice, patient } from "../support/requestIds.ts";
import { usdc } from "../support/units.ts";

const shares = (worth: string): bigint => usdc(worth) * SHARES;

/** Ann asks for 10, 20 and 30 in epochs 1, 2 and 3, which have closed; Ben for 1 in each. */
async function threeAsked() {
  const story = await invested();
  const { ann, ben, request, passEpoch } = story;
  for (const epoch of [1n, 2n, 3n]) {
    await request(ann, usdc("10") * epoch);
    await request(ben, usdc("1"));
    await passEpoch(epoch);
  }
  return story;
}

/** All of it is settled. */
async function threeSettled() {
  const story = await threeAsked();
  await story.bringCash(usdc("63"));
  for (let epoch = 0; epoch < 3; ++epoch) await story.queue.settle();
  return story;
}

type Story = Awaited<ReturnType<typeof invested>>;

/** [epoch, shares, claimed shares, cancelled shares] of each request in the list. */
async function listOf({ queue }: Pick<Story, "queue">, who: HardhatEthersSigner, cursor = 0n) {
  const { requests } = await queue.requestsOf(who, cursor, 9n);
  return requests.map((one) => [one.requestId / 2n, one.shares, one.claimedShares, one.cancelledShares]);
}

describe("A controller's list of requests", () => {
  it("every one but the newest has a word of its own, and all are as they were asked", async () => {
    const story = await threeAsked();

    expect(await listOf(story, story.ann)).to.deep.equal([
      [1n, shares("10"), 0n, 0n],
      [2n, shares("20"), 0n, 0n],
      [3n, shares("30"), 0n, 0n],
    ]);
    for (const epoch of [1n, 2n, 3n]) {
      expect(await story.queue.pendingRedeemRequest(patient(epoch), story.ann)).to.equal(shares("10") * epoch);
    }
  });

  it("can be claimed in any order, each request once", async () => {
    for (const order of [
      [1n, 2n, 3n],
      [1n, 3n, 2n],
      [2n, 1n, 3n],
      [2n, 3n, 1n],
      [3n, 1n, 2n],
      [3n, 2n, 1n],
    ]) {
      const story = await threeSettled();
      const { queue, ann } = story;
      const left = new Set([1n, 2n, 3n]);
      for (const epoch of order) {
        await expect(queue.connect(ann).claim(patient(epoch), ann, ann))
          .to.emit(queue, "Withdraw")
          .withArgs(ann, ann, ann, usdc("10") * epoch, shares("10") * epoch);
        await expect(queue.connect(ann).claim(patient(epoch), ann, ann))
          .to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClaimable")
          .withArgs(patient(epoch), ann);
        left.delete(epoch);
        expect((await listOf(story, ann)).map(([one]) => one)).to.deep.equal([...left]);
      }
    }
  });

  it("who asked for the next page goes on with what is left, though the cursor's request is done", async () => {
    const story = await threeSettled();
    const { queue, ann } = story;
    const { next } = await queue.requestsOf(ann, 0n, 1n);
    expect(next).to.equal(patient(2n));

    await queue.connect(ann).redeem(shares("30"), ann, ann);

    expect((await listOf(story, ann, next)).map(([epoch]) => epoch)).to.deep.equal([3n]);
    await queue.connect(ann).claim(patient(3n), ann, ann);
    expect(await listOf(story, ann, next)).to.deep.equal([]);
  });

  it("a request of which a part was claimed keeps that when the next one comes", async () => {
    const story = await invested();
    const { queue, ann, request, passEpoch, bringCash } = story;
    await request(ann, usdc("10"));
    await passEpoch(1n);
    await bringCash(usdc("10"));
    await queue.settle();
    await queue.connect(ann).withdraw(usdc("4"), ann, ann);

    await request(ann, usdc("5"));

    expect(await listOf(story, ann)).to.deep.equal([
      [1n, shares("10"), shares("4"), 0n],
      [2n, shares("5"), 0n, 0n],
    ]);
    await expect(queue.connect(ann).redeem(shares("6"), ann, ann))
      .to.emit(queue, "Withdraw")
      .withArgs(ann, ann, ann, usdc("6"), shares("6"));
    expect(await listOf(story, ann)).to.deep.equal([[2n, shares("5"), 0n, 0n]]);
  });

  it("the newest can be done before the others, and be followed by another", async () => {
    const story = await threeSettled();
    const { queue, ann, request } = story;
    await queue.connect(ann).claim(patient(3n), ann, ann);

    await request(ann, usdc("7"));

    expect((await listOf(story, ann)).map(([epoch]) => epoch)).to.deep.equal([1n, 2n, 4n]);
    expect(await queue.maxRedeem(ann)).to.equal(shares("30"));
    await queue.connect(ann).redeem(shares("30"), ann, ann);
    expect(await listOf(story, ann)).to.deep.equal([[4n, shares("7"), 0n, 0n]]);
  });

  it("the newest can be cancelled, given back and asked again behind others", async () => {
    const story = await threeSettled();
    const { queue, ann, request } = story;
    await request(ann, usdc("7"));
    await queue.connect(ann).cancelRedeemRequest(patient(4n), ann);
    expect((await listOf(story, ann))[3]).to.deep.equal([4n, 0n, 0n, shares("7")]);
    await queue.connect(ann).claimCancelRedeemRequest(patient(4n), ann, ann);
    expect((await listOf(story, ann)).length).to.equal(3);

    await request(ann, usdc("2"));

    expect((await listOf(story, ann))[3]).to.deep.equal([4n, shares("2"), 0n, 0n]);
    await queue.connect(ann).redeem(shares("60"), ann, ann);
    expect(await listOf(story, ann)).to.deep.equal([[4n, shares("2"), 0n, 0n]]);
  });

  it("a request claimed whole stays while something of it was cancelled, in either order", async () => {
    for (const isClaimedFirst of [true, false]) {
      const story = await invested();
      const { queue, ann, request, passEpoch, bringCash } = story;
      await request(ann, usdc("4"));
      await queue.connect(ann).cancelRedeemRequest(patient(1n), ann);
      await request(ann, usdc("10"));
      await passEpoch(1n);
      await bringCash(usdc("10"));
      await queue.settle();
      const claim = async () => queue.connect(ann).claim(patient(1n), ann, ann);
      const giveBack = async () => queue.connect(ann).claimCancelRedeemRequest(patient(1n), ann, ann);

      await (isClaimedFirst ? claim() : giveBack());
      const rest = isClaimedFirst ? [1n, shares("10"), shares("10"), shares("4")] : [1n, shares("10"), 0n, 0n];
      expect(await listOf(story, ann)).to.deep.equal([rest]);
      await (isClaimedFirst ? giveBack() : claim());

      expect(await listOf(story, ann)).to.deep.equal([]);
      for (const again of [claim(), giveBack()]) await expect(again).to.revert(ethers);
    }
  });

  it("has the patient ones first, then those at any price, and pages go through both", async () => {
    const { queue, ann, request, requestAtAnyPrice, passEpoch } = await invested();
    for (const epoch of [1n, 2n]) {
      await requestAtAnyPrice(ann, usdc("1"));
      await request(ann, usdc("1"));
      await requestAtAnyPrice(ann, usdc("1"));
      await passEpoch(epoch);
    }
    const ids = [patient(1n), patient(2n), atAnyPrice(1n), atAnyPrice(2n)];

    for (let at = 0; at < ids.length; ++at) {
      const { requests, next } = await queue.requestsOf(ann, ids[at] ?? 0n, 1n);
      expect(requests.map((one) => one.requestId)).to.deep.equal([ids[at]]);
      expect(next).to.equal(ids[at + 1] ?? 0n);
    }
    expect((await queue.requestsOf(ann, 0n, 9n)).requests.map((one) => one.requestId)).to.deep.equal(ids);
  });

  it("is claimed the patient ones first, then those at any price", async () => {
    const { queue, ann, request, requestAtAnyPrice, passEpoch, bringCash } = await invested();
    await requestAtAnyPrice(ann, usdc("10"));
    await request(ann, usdc("20"));
    await passEpoch(1n);
    await bringCash(usdc("30"));
    await queue.settle();
    await queue.settle();
    expect([await queue.maxRedeem(ann), await queue.maxWithdraw(ann)]).to.deep.equal([shares("30"), usdc("30")]);

    await queue.connect(ann).withdraw(usdc("25"), ann, ann);

    const { requests } = await queue.requestsOf(ann, 0n, 9n);
    expect(requests.map((one) => [one.requestId, one.claimableShares])).to.deep.equal([[atAnyPrice(1n), shares("5")]]);
    await expect(queue.connect(ann).redeem(shares("5") + 1n, ann, ann))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_AboveClaimable")
      .withArgs(shares("5") + 1n, shares("5"));
    await queue.connect(ann).redeem(shares("5"), ann, ann);
    expect((await queue.requestsOf(ann, 0n, 9n)).requests).to.deep.equal([]);
  });

  it("a controller's next request after it was done with all of them is alone", async () => {
    const story = await threeSettled();
    const { queue, ann, request } = story;
    await queue.connect(ann).redeem(shares("60"), ann, ann);

    await request(ann, usdc("1"));

    expect(await listOf(story, ann)).to.deep.equal([[4n, shares("1"), 0n, 0n]]);
  });
});
