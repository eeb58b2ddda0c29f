import { expect } from "chai";
import { at, closed, EPOCH, ethers, invested, settledInPart, settledWhole, SHARES } from "../support/queueStory.ts";
import { atAnyPrice, patient } from "../support/requestIds.ts";
import { usdc } from "../support/units.ts";

const shares = (worth: string): bigint => usdc(worth) * SHARES;

describe("RedemptionQueue.cancelRedeemRequest", () => {
  describe("guards", () => {
    it("by somebody else: refused", async () => {
      const { queue, ann, ben } = await closed();

      await expect(queue.connect(ben).cancelRedeemRequest(patient(1n), ann))
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_NotOperator")
        .withArgs(ben, ann);
    });

    it("nothing asked, or all settled, or cancelled already: refused", async () => {
      const { queue, ann, stranger, request } = await settledWhole();
      await request(ann, usdc("1"));
      await queue.connect(ann).cancelRedeemRequest(patient(2n), ann);

      for (const [epoch, who] of [
        [1n, stranger],
        [1n, ann],
        [2n, ann],
        [7n, ann],
      ] as const) {
        await expect(queue.connect(who).cancelRedeemRequest(patient(epoch), who))
          .to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingPending")
          .withArgs(patient(epoch), who);
      }
    });

    it("from the epoch's end on, while it may be paid: refused", async () => {
      const { queue, ann, genesis, request } = await invested();
      await request(ann, usdc("1"));
      await at(genesis + EPOCH - 1n, () => queue.connect(ann).cancelRedeemRequest(patient(1n), ann));
      await request(ann, usdc("1"));

      await expect(queue.connect(ann).cancelRedeemRequest(patient(2n), ann)).to.emit(queue, "CancelRedeemRequest");
      await request(ann, usdc("1"));
      await expect(at(genesis + 2n * EPOCH, () => queue.connect(ann).cancelRedeemRequest(patient(2n), ann)))
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_EpochClosed")
        .withArgs(patient(2n));
    });
  });

  describe("before the epoch's end", () => {
    it("takes all of the request out of the epoch, in two calls", async () => {
      const { queue, vault, ann, ben, receiver, request } = await invested();
      await request(ann, usdc("100"));
      await request(ben, usdc("50"));

      const cancelled = queue.connect(ann).cancelRedeemRequest(patient(1n), ann);

      await expect(cancelled).to.emit(queue, "CancelRedeemRequest").withArgs(ann, patient(1n), ann);
      await expect(cancelled).to.emit(queue, "SharesCancelled").withArgs(patient(1n), ann, shares("100"));
      await expect(cancelled).to.changeTokenBalances(ethers, vault, [ann, queue], [0n, 0n]);
      expect((await queue.epochOf(patient(1n))).shares).to.equal(shares("50"));
      expect(await queue.pendingCancelRedeemRequest(patient(1n), ann)).to.equal(false);
      expect(await queue.claimableCancelRedeemRequest(patient(1n), ann)).to.equal(shares("100"));

      const returned = queue.connect(ann).claimCancelRedeemRequest(patient(1n), receiver, ann);
      await expect(returned)
        .to.emit(queue, "CancelRedeemClaim")
        .withArgs(ann, receiver, patient(1n), ann, shares("100"));
      await expect(returned).to.changeTokenBalances(ethers, vault, [receiver, queue], [shares("100"), -shares("100")]);
    });

    it("all of the oldest epoch while it is open: later ones are settled as if it had never been", async () => {
      const { queue, genesis, ann, ben, bringCash, passEpoch, request } = await invested();
      await request(ann, usdc("100"));
      await queue.connect(ann).cancelRedeemRequest(patient(1n), ann);
      expect(await queue.nextSettlement()).to.deep.equal([0n, 0n]);
      await passEpoch(1n);
      expect([...(await queue.closedShares()), ...(await queue.nextSettlement())]).to.deep.equal([0n, 0n, 0n, 0n]);
      await request(ben, usdc("50"));
      await bringCash(usdc("500"));
      await expect(queue.settle()).to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClosed");

      await expect(at(genesis + 2n * EPOCH, () => queue.settle()))
        .to.emit(queue, "EpochSettled")
        .withArgs(patient(2n), shares("50"), usdc("50"), 0n);
      expect(await queue.claimableCancelRedeemRequest(patient(1n), ann)).to.equal(shares("100"));
    });

    it("all of the oldest epoch while it is open, and asked anew: it is settled at its end", async () => {
      const { queue, genesis, ann, ben, bringCash, request } = await invested();
      await request(ann, usdc("100"));
      await queue.connect(ann).cancelRedeemRequest(patient(1n), ann);
      await request(ben, usdc("30"));
      await bringCash(usdc("500"));

      await expect(at(genesis + EPOCH, () => queue.settle()))
        .to.emit(queue, "EpochSettled")
        .withArgs(patient(1n), shares("30"), usdc("30"), 0n);
    });

    it("the request can be made again in the same epoch", async () => {
      const { queue, ann, request } = await invested();
      await request(ann, usdc("100"));
      await queue.connect(ann).cancelRedeemRequest(patient(1n), ann);
      await request(ann, usdc("30"));
      await queue.connect(ann).claimCancelRedeemRequest(patient(1n), ann, ann);

      expect(await queue.pendingRedeemRequest(patient(1n), ann)).to.equal(shares("30"));
      expect((await queue.requestsOf(ann, 0n, 9n)).requests.length).to.equal(1);
      await queue.connect(ann).cancelRedeemRequest(patient(1n), ann);
      await queue.connect(ann).claimCancelRedeemRequest(patient(1n), ann, ann);
      expect((await queue.requestsOf(ann, 0n, 9n)).requests.length).to.equal(0);
      await request(ann, usdc("20"));
      expect((await queue.requestsOf(ann, 0n, 9n)).requests[0]?.pending).to.equal(shares("20"));
    });
  });

  describe("after it, while patient requests wait", () => {
    it("takes an unsettled request out of a closed epoch", async () => {
      const { queue, ann, bringCash, fallDelinquent } = await closed();
      await bringCash(usdc("500"));
      await fallDelinquent(usdc("30_000"));

      await queue.connect(ann).cancelRedeemRequest(patient(1n), ann);

      expect(await queue.nextSettlement()).to.deep.equal([0n, 0n]);
      await fallDelinquent(-usdc("30_000"));
      expect(await queue.nextSettlement()).to.deep.equal([patient(1n), shares("500")]);
      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(patient(1n), shares("500"), usdc("500"), 0n);
    });

    it("everybody's: the epoch is passed over", async () => {
      const { queue, ann, ben, cyd, fallDelinquent } = await closed();
      await fallDelinquent(usdc("30_000"));

      for (const who of [ann, ben, cyd]) await queue.connect(who).cancelRedeemRequest(patient(1n), who);

      await expect(queue.settle()).to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClosed");
      expect(await queue.nextSettlement()).to.deep.equal([0n, 0n]);
    });

    it("of an epoch settled in part: the settled part stays claimable, others' parts stay as they are", async () => {
      const { queue, vault, genesis, ann, ben, cyd, bringCash, fallDelinquent } = await settledInPart();
      await fallDelinquent(usdc("30_000"));

      await expect(queue.connect(ben).cancelRedeemRequest(patient(1n), ben))
        .to.emit(queue, "SharesCancelled")
        .withArgs(patient(1n), ben, shares("150"));

      expect(await queue.epochOf(patient(1n))).to.deep.equal([
        genesis + EPOCH,
        shares("400"),
        shares("100"),
        usdc("100"),
      ]);
      expect(await queue.maxWithdraw(ann)).to.equal(usdc("25"));
      expect(await queue.maxWithdraw(ben)).to.equal(usdc("50"));
      expect(await queue.maxWithdraw(cyd)).to.equal(usdc("75"));
      const [request] = (await queue.requestsOf(ben, 0n, 9n)).requests;
      expect(request).to.deep.equal([
        patient(1n),
        genesis + EPOCH,
        shares("50"),
        0n,
        shares("50"),
        usdc("50"),
        0n,
        shares("150"),
      ]);

      await fallDelinquent(-usdc("30_000"));
      await bringCash(usdc("300"));
      await queue.settle();
      expect(await queue.maxWithdraw(ann)).to.equal(usdc("100"));
      expect(await queue.maxWithdraw(ben)).to.equal(usdc("50"));
      await queue.connect(ben).redeem(shares("50"), ben, ben);
      expect((await queue.requestsOf(ben, 0n, 9n)).requests.length).to.equal(1);
      await expect(queue.connect(ben).claimCancelRedeemRequest(patient(1n), ben, ben)).to.changeTokenBalance(
        ethers,
        vault,
        ben,
        shares("150"),
      );
      expect((await queue.requestsOf(ben, 0n, 9n)).requests.length).to.equal(0);
    });

    it("after a part was claimed: what was claimed is not claimed again (27)", async () => {
      const { queue, asset, ann, ben, cyd, fallDelinquent } = await settledInPart();
      await queue.connect(ben).withdraw(usdc("20"), ben, ben);
      await fallDelinquent(usdc("30_000"));
      for (const who of [ben, ann, cyd]) await queue.connect(who).cancelRedeemRequest(patient(1n), who);

      expect(await queue.maxWithdraw(ben)).to.equal(usdc("30"));
      for (const who of [ann, ben, cyd]) await queue.connect(who).claim(patient(1n), who, who);
      expect(await asset.balanceOf(queue)).to.equal(0n);
      await expect(queue.connect(ben).claim(patient(1n), ben, ben)).to.be.revertedWithCustomError(
        queue,
        "RedemptionQueue_NothingClaimable",
      );
    });

    it("within the tolerance it stands, though leaving costs something: it may be paid", async () => {
      const { queue, vault, ann, fallDelinquent } = await closed();
      await fallDelinquent(usdc("15_000"));
      expect((await vault.state()).unrealisedLoss).to.equal(usdc("15_000"));
      expect(await vault.exitBelowTolerance()).to.equal(false);

      await expect(queue.connect(ann).cancelRedeemRequest(patient(1n), ann))
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_EpochClosed")
        .withArgs(patient(1n));
      await fallDelinquent(1n);
      await queue.connect(ann).cancelRedeemRequest(patient(1n), ann);
    });

    it("an operator may", async () => {
      const { queue, ann, helper, fallDelinquent } = await closed();
      await fallDelinquent(usdc("30_000"));
      await queue.connect(ann).setOperator(helper, true);

      await expect(queue.connect(helper).cancelRedeemRequest(patient(1n), ann))
        .to.emit(queue, "CancelRedeemRequest")
        .withArgs(ann, patient(1n), helper);
    });
  });
});

describe("RedemptionQueue.cancelRedeemRequest, at any price", () => {
  async function closedAtAnyPrice() {
    const story = await invested();
    await story.requestAtAnyPrice(story.ann, usdc("100"));
    await story.requestAtAnyPrice(story.ben, usdc("200"));
    return story;
  }

  it("is possible until the epoch's end", async () => {
    const { queue, ann } = await closedAtAnyPrice();

    await expect(queue.connect(ann).cancelRedeemRequest(atAnyPrice(1n), ann))
      .to.emit(queue, "SharesCancelled")
      .withArgs(atAnyPrice(1n), ann, shares("100"));
    expect((await queue.epochOf(atAnyPrice(1n))).shares).to.equal(shares("200"));
  });

  it("and after it while the exit price is below the entry price, by a unit", async () => {
    const { queue, ann, passEpoch, fallDelinquent } = await closedAtAnyPrice();
    await passEpoch(1n);
    await expect(queue.connect(ann).cancelRedeemRequest(atAnyPrice(1n), ann))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_EpochClosed")
      .withArgs(atAnyPrice(1n));

    await fallDelinquent(1n);
    await queue.connect(ann).cancelRedeemRequest(atAnyPrice(1n), ann);

    expect(await queue.closedShares()).to.deep.equal([0n, shares("200")]);
    expect(await queue.claimableCancelRedeemRequest(atAnyPrice(1n), ann)).to.equal(shares("100"));
  });
});

describe("RedemptionQueue.claimCancelRedeemRequest", () => {
  it("nothing cancelled: refused", async () => {
    const { queue, ann } = await closed();

    await expect(queue.connect(ann).claimCancelRedeemRequest(patient(1n), ann, ann))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingCancelled")
      .withArgs(patient(1n), ann);
  });

  it("by somebody else, or twice: refused (27)", async () => {
    const { queue, ann, ben, request } = await invested();
    await request(ann, usdc("1"));
    await queue.connect(ann).cancelRedeemRequest(patient(1n), ann);

    await expect(queue.connect(ben).claimCancelRedeemRequest(patient(1n), ben, ann))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_NotOperator")
      .withArgs(ben, ann);
    await queue.connect(ann).claimCancelRedeemRequest(patient(1n), ann, ann);
    await expect(queue.connect(ann).claimCancelRedeemRequest(patient(1n), ann, ann)).to.be.revertedWithCustomError(
      queue,
      "RedemptionQueue_NothingCancelled",
    );
  });

  it("shares held for return are not what closed epochs wait for", async () => {
    const { queue, vault, ann, fallDelinquent } = await closed();
    await fallDelinquent(usdc("30_000"));
    await queue.connect(ann).cancelRedeemRequest(patient(1n), ann);

    expect(await vault.balanceOf(queue)).to.equal(shares("600"));
    expect(await queue.closedShares()).to.deep.equal([shares("500"), 0n]);
  });
});
