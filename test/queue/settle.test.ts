import { expect } from "chai";
import {
  at,
  closed,
  EPOCH,
  ethers,
  invested,
  settledInPart,
  settledWhole,
  SHARES,
  STAKE,
} from "../support/queueStory.ts";
import { usdc } from "../support/units.ts";

const shares = (worth: string): bigint => usdc(worth) * SHARES;

describe("RedemptionQueue.settle", () => {
  describe("guards", () => {
    it("no request: refused with the epoch before the first", async () => {
      const { queue, genesis } = await invested();

      await expect(queue.settle())
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClosed")
        .withArgs(0n, genesis);
    });

    it("an epoch that has not ended: refused with its end, in its last second too", async () => {
      const { queue, ann, genesis, request, bringCash } = await invested();
      await request(ann, usdc("1"));
      await bringCash(usdc("1"));

      await expect(at(genesis + EPOCH - 1n, () => queue.settle()))
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClosed")
        .withArgs(1n, genesis + EPOCH);
      await at(genesis + EPOCH, () => queue.settle());
    });

    it("no cash: refused by the vault", async () => {
      const { queue, vault } = await closed();

      await expect(queue.settle()).to.be.revertedWithCustomError(vault, "GpuYieldVault_NothingToPay");
    });

    it("a facility at the end of its line: the epoch waits for its resolution", async () => {
      const { queue, vault, bringCash, fallDelinquent } = await closed();
      await bringCash(usdc("600"));
      await fallDelinquent(usdc("10"), 1n);

      await expect(queue.settle()).to.be.revertedWithCustomError(vault, "GpuYieldVault_AwaitsResolution").withArgs(1n);
    });

    it("everything settled: refused", async () => {
      const { queue, genesis } = await settledWhole();

      await expect(queue.settle())
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClosed")
        .withArgs(1n, genesis + EPOCH);
    });
  });

  describe("given cash for all of a closed epoch", () => {
    it("burns it all and takes the money out of the vault and its NAV (28)", async () => {
      const { queue, vault, asset, stranger, bringCash } = await closed();
      await bringCash(usdc("1_000"));
      expect(await queue.nextSettlement()).to.deep.equal([1n, shares("600")]);

      const sent = queue.connect(stranger).settle();

      await expect(sent).to.emit(queue, "EpochSettled").withArgs(1n, shares("600"), usdc("600"), 0n);
      await expect(sent).to.changeTokenBalances(ethers, asset, [vault, queue], [-usdc("600"), usdc("600")]);
      const { cash, nav, totalSupply } = await vault.state();
      expect([cash, nav, totalSupply]).to.deep.equal([
        usdc("400"),
        3n * STAKE - usdc("600"),
        (3n * STAKE - usdc("600")) * SHARES,
      ]);
      expect(await vault.balanceOf(queue)).to.equal(0n);
      expect(await queue.nextSettlement()).to.deep.equal([0n, 0n]);
    });

    it("tells the caller what it did", async () => {
      const { queue, bringCash } = await closed();
      await bringCash(usdc("1_000"));

      expect(await queue.settle.staticCall()).to.deep.equal([1n, shares("600"), usdc("600")]);
    });
  });

  describe("given cash for a part", () => {
    it("settles pro rata: everyone has the same part (24)", async () => {
      const { queue, genesis, ann, ben, cyd } = await settledInPart();

      expect(await queue.epochOf(1n)).to.deep.equal([genesis + EPOCH, shares("600"), shares("150"), usdc("150")]);
      for (const [who, claimable] of [
        [ann, "25"],
        [ben, "50"],
        [cyd, "75"],
      ] as const) {
        expect(await queue.claimableRedeemRequest(1n, who)).to.equal(shares(claimable));
        expect(await queue.pendingRedeemRequest(1n, who)).to.equal(3n * shares(claimable));
        expect(await queue.maxWithdraw(who)).to.equal(usdc(claimable));
      }
    });

    it("goes on as cash comes in, and keeps the next epoch waiting", async () => {
      const { queue, ann, genesis, request, bringCash, passEpoch } = await settledInPart();
      await request(ann, usdc("10"));
      await passEpoch(2n);
      await bringCash(usdc("300"));

      await expect(queue.settle())
        .to.emit(queue, "EpochSettled")
        .withArgs(1n, shares("300"), usdc("300"), shares("150"));
      expect(await queue.nextSettlement()).to.deep.equal([1n, shares("150")]);
      await bringCash(usdc("155"));
      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(1n, shares("150"), usdc("150"), 0n);
      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(2n, shares("5"), usdc("5"), shares("5"));
      expect(await queue.epochOf(2n)).to.deep.equal([genesis + 2n * EPOCH, shares("10"), shares("5"), usdc("5")]);
    });
  });

  describe("given the exit price has fallen since the request", () => {
    it("pays the price of the moment", async () => {
      const { queue, vault, ann, bringCash, fallDelinquent } = await closed();
      await bringCash(usdc("600"));
      await fallDelinquent(usdc("300_000"));
      const paid = await vault.convertToAssets(shares("600"));

      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(1n, shares("600"), paid, 0n);
      expect(paid).to.be.closeTo(usdc("540"), 1n);
      expect(await queue.maxWithdraw(ann)).to.equal(paid / 6n);
    });
  });

  describe("given closed epochs in which everything was cancelled", () => {
    /** Ten epochs with one request each; all but the last are cancelled while leaving costs something. */
    async function emptied(count: bigint) {
      const fixture = await invested();
      const { queue, ann, ben, request, passEpoch, fallDelinquent } = fixture;
      for (let epoch = 1n; epoch <= count; ++epoch) {
        await request(ann, usdc("1"));
        await passEpoch(epoch);
      }
      await request(ben, usdc("1"));
      await passEpoch(count + 1n);
      await fallDelinquent(usdc("3"));
      // Newest first: the front stays where it is until the last one.
      for (let epoch = count; epoch > 1n; --epoch) await queue.connect(ann).cancelRedeemRequest(epoch, ann);
      await fixture.bringCash(usdc("2"));
      return fixture;
    }

    it("steps over them", async () => {
      const { queue } = await emptied(3n);
      await queue.settle();

      await expect(queue.settle()).to.emit(queue, "EpochSettled");
      expect((await queue.epochOf(4n)).settledShares).to.equal(shares("1"));
    });

    it("steps over eight at a time at most", async () => {
      const { queue } = await emptied(10n);
      await queue.settle();
      expect(await queue.nextSettlement()).to.deep.equal([10n, 0n]);

      await expect(queue.settle()).to.not.emit(queue, "EpochSettled");
      expect(await queue.nextSettlement()).to.deep.equal([11n, shares("1")]);
      await expect(queue.settle()).to.emit(queue, "EpochSettled");
    });
  });

  describe("given the front was settled whole while the next epoch was open", () => {
    async function nextClosed() {
      const fixture = await settledInPart();
      const { queue, ben, request, passEpoch, bringCash } = fixture;
      await request(ben, usdc("10"));
      await bringCash(usdc("450"));
      await queue.settle();
      await passEpoch(2n);
      return fixture;
    }

    it("is not settled again: the next epoch is", async () => {
      const { queue, ann, bringCash } = await nextClosed();
      await bringCash(usdc("1_000"));
      expect(await queue.nextSettlement()).to.deep.equal([2n, shares("10")]);

      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(2n, shares("10"), usdc("10"), 0n);

      expect(await queue.nextSettlement()).to.deep.equal([0n, 0n]);
      expect(await queue.maxWithdraw(ann)).to.equal(usdc("100"));
    });

    it("the next one can be settled in parts", async () => {
      const { queue, genesis, ben, bringCash } = await nextClosed();
      await bringCash(usdc("4"));
      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(2n, shares("4"), usdc("4"), shares("6"));
      expect(await queue.claimableRedeemRequest(2n, ben)).to.equal(shares("4"));
      expect(await queue.claimableRedeemRequest(1n, ben)).to.equal(shares("200"));
      await bringCash(usdc("6"));
      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(2n, shares("6"), usdc("6"), 0n);

      expect(await queue.epochOf(2n)).to.deep.equal([genesis + 2n * EPOCH, shares("10"), shares("10"), usdc("10")]);
    });

    it("everybody cancels the next one: the front moves past both", async () => {
      const { queue, ann, ben, genesis, request, passEpoch, bringCash, fallDelinquent } = await nextClosed();
      await fallDelinquent(usdc("1"));
      await queue.connect(ben).cancelRedeemRequest(2n, ben);
      await fallDelinquent(-usdc("1"));
      await expect(queue.settle())
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClosed")
        .withArgs(2n, genesis + 2n * EPOCH);

      await request(ann, usdc("3"));
      await passEpoch(3n);
      await bringCash(usdc("3"));

      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(3n, shares("3"), usdc("3"), 0n);
    });
  });

  describe("given dust (29)", () => {
    it("a share worth nothing is burned for nothing and blocks nobody", async () => {
      const { queue, asset, ann, ben, request, passEpoch, bringCash } = await invested();
      await queue.connect(ann).requestRedeem(1n, ann, ann);
      await passEpoch(1n);
      await request(ben, usdc("7"));
      await passEpoch(2n);
      await bringCash(usdc("7"));

      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(1n, 1n, 0n, 0n);
      await queue.settle();

      await queue.connect(ben).withdraw(usdc("7"), ben, ben);
      await expect(queue.connect(ann).redeem(1n, ann, ann))
        .to.emit(queue, "Withdraw")
        .withArgs(ann, ann, ann, 0n, 1n);
      expect(await asset.balanceOf(queue)).to.equal(0n);
    });
  });
});
