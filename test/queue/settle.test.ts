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
import { atAnyPrice, patient } from "../support/requestIds.ts";
import { ceilDiv, usdc } from "../support/units.ts";

const shares = (worth: string): bigint => usdc(worth) * SHARES;
/** Half a per cent of what everybody has put in. */
const TOLERATED = (3n * STAKE) / 200n;

describe("RedemptionQueue.settle", () => {
  describe("guards", () => {
    it("no request: refused", async () => {
      const { queue } = await invested();

      await expect(queue.settle()).to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClosed");
    });

    it("an epoch that has not ended: refused, in its last second too", async () => {
      const { queue, ann, genesis, request, bringCash } = await invested();
      await request(ann, usdc("1"));
      await bringCash(usdc("1"));

      await expect(at(genesis + EPOCH - 1n, () => queue.settle())).to.be.revertedWithCustomError(
        queue,
        "RedemptionQueue_NothingClosed",
      );
      await at(genesis + EPOCH, () => queue.settle());
    });

    it("no cash: refused by the vault", async () => {
      const { queue, vault } = await closed();

      await expect(queue.settle()).to.be.revertedWithCustomError(vault, "GpuYieldVault_NothingToPay");
    });

    it("more unrealised than patient requests tolerate: refused, by a unit", async () => {
      const { queue, bringCash, fallDelinquent } = await closed();
      await bringCash(usdc("600"));
      await fallDelinquent(TOLERATED + 1n);

      await expect(queue.settle())
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_AwaitsCure")
        .withArgs(patient(1n));
      expect(await queue.nextSettlement()).to.deep.equal([0n, 0n]);
      await fallDelinquent(-1n);
      expect(await queue.nextSettlement()).to.deep.equal([patient(1n), shares("600")]);
      await queue.settle();
    });

    it("everything settled: refused", async () => {
      const { queue } = await settledWhole();

      await expect(queue.settle()).to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClosed");
    });
  });

  describe("given cash for all of a closed epoch", () => {
    it("burns it all and takes the money out of the vault and its NAV (28)", async () => {
      const { queue, vault, asset, stranger, bringCash } = await closed();
      await bringCash(usdc("1_000"));
      expect(await queue.nextSettlement()).to.deep.equal([patient(1n), shares("600")]);

      const sent = queue.connect(stranger).settle();

      await expect(sent).to.emit(queue, "EpochSettled").withArgs(patient(1n), shares("600"), usdc("600"), 0n);
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

      expect(await queue.settle.staticCall()).to.deep.equal([patient(1n), shares("600"), usdc("600")]);
    });
  });

  describe("given cash for a part", () => {
    it("settles pro rata: everyone has the same part (24)", async () => {
      const { queue, genesis, ann, ben, cyd } = await settledInPart();

      expect(await queue.epochOf(patient(1n))).to.deep.equal([
        genesis + EPOCH,
        shares("600"),
        shares("150"),
        usdc("150"),
      ]);
      for (const [who, claimable] of [
        [ann, "25"],
        [ben, "50"],
        [cyd, "75"],
      ] as const) {
        expect(await queue.claimableRedeemRequest(patient(1n), who)).to.equal(shares(claimable));
        expect(await queue.pendingRedeemRequest(patient(1n), who)).to.equal(3n * shares(claimable));
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
        .withArgs(patient(1n), shares("300"), usdc("300"), shares("150"));
      expect(await queue.nextSettlement()).to.deep.equal([patient(1n), shares("150")]);
      await bringCash(usdc("155"));
      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(patient(1n), shares("150"), usdc("150"), 0n);
      await expect(queue.settle())
        .to.emit(queue, "EpochSettled")
        .withArgs(patient(2n), shares("5"), usdc("5"), shares("5"));
      expect(await queue.epochOf(patient(2n))).to.deep.equal([
        genesis + 2n * EPOCH,
        shares("10"),
        shares("5"),
        usdc("5"),
      ]);
    });
  });

  describe("given the exit price has fallen since the request", () => {
    it("pays who is patient the price of the moment, as long as that is within the tolerance", async () => {
      const { queue, vault, ann, bringCash, fallDelinquent } = await closed();
      await bringCash(usdc("600"));
      await fallDelinquent(TOLERATED);
      const paid = await vault.convertToAssets(shares("600"));

      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(patient(1n), shares("600"), paid, 0n);
      expect(paid).to.be.closeTo(usdc("597"), 1n);
      expect(await queue.maxWithdraw(ann)).to.equal(paid / 6n);
    });

    it("pays who takes any price the price of the moment", async () => {
      const { queue, vault, ann, requestAtAnyPrice, passEpoch, bringCash, fallDelinquent } = await invested();
      await requestAtAnyPrice(ann, usdc("600"));
      await passEpoch(1n);
      await bringCash(usdc("600"));
      await fallDelinquent(usdc("300_000"));
      const paid = await vault.convertToAssets(shares("600"));

      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(atAnyPrice(1n), shares("600"), paid, 0n);
      expect(paid).to.be.closeTo(usdc("540"), 1n);
      expect(await queue.maxWithdraw(ann)).to.equal(paid);
    });
  });

  describe("given both classes wait", () => {
    /** In epoch 1 Ann 10 at any price and Ben 20, in epoch 2 Ann 30 and Cyd 40 at any price; both have closed. */
    async function both() {
      const story = await invested();
      const { ann, ben, cyd, request, requestAtAnyPrice, passEpoch } = story;
      await requestAtAnyPrice(ann, usdc("10"));
      await request(ben, usdc("20"));
      await passEpoch(1n);
      await request(ann, usdc("30"));
      await requestAtAnyPrice(cyd, usdc("40"));
      await passEpoch(2n);
      return story;
    }

    it("settles the older epoch first, and within one the patient", async () => {
      const { queue, bringCash } = await both();
      await bringCash(usdc("95"));

      for (const [id, asked] of [
        [patient(1n), "20"],
        [atAnyPrice(1n), "10"],
        [patient(2n), "30"],
      ] as const) {
        expect(await queue.nextSettlement()).to.deep.equal([id, shares(asked)]);
        await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(id, shares(asked), usdc(asked), 0n);
      }
      await expect(queue.settle())
        .to.emit(queue, "EpochSettled")
        .withArgs(atAnyPrice(2n), shares("35"), usdc("35"), shares("5"));
      expect(await queue.nextSettlement()).to.deep.equal([atAnyPrice(2n), shares("5")]);
    });

    it("passes over the patient while they wait, in whatever epoch, and comes back to them", async () => {
      const { queue, vault, bringCash, fallDelinquent } = await both();
      await bringCash(usdc("95"));
      await fallDelinquent(usdc("300_000"));
      expect(await queue.nextSettlement()).to.deep.equal([atAnyPrice(1n), shares("10")]);

      for (const [id, asked] of [
        [atAnyPrice(1n), "10"],
        [atAnyPrice(2n), "40"],
      ] as const) {
        const paid = await vault.convertToAssets(shares(asked));
        await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(id, shares(asked), paid, 0n);
      }
      await expect(queue.settle())
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_AwaitsCure")
        .withArgs(patient(1n));
      await fallDelinquent(-usdc("300_000"));
      const paid = await vault.convertToAssets(shares("20"));
      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(patient(1n), shares("20"), paid, 0n);
    });

    it("parts of one do not touch the other", async () => {
      const { queue, ann, ben, bringCash, fallDelinquent } = await both();
      await bringCash(usdc("15"));
      await queue.settle();
      await fallDelinquent(usdc("30_000"));
      await bringCash(usdc("5"));

      await queue.settle();

      const patientOnes = await queue.epochOf(patient(1n));
      expect([patientOnes.settledShares, patientOnes.assets]).to.deep.equal([shares("15"), usdc("15")]);
      const others = await queue.epochOf(atAnyPrice(1n));
      expect(others.assets).to.equal(usdc("5"));
      expect(others.settledShares).to.be.above(shares("5"));
      expect(await queue.maxWithdraw(ben)).to.equal(usdc("15"));
      expect(await queue.maxWithdraw(ann)).to.equal(usdc("5"));
    });
  });

  describe("given less cash than a share unit's worth is exact for", () => {
    it("pays all of it, for as many shares as that is worth, rounded up", async () => {
      const { queue, vault, bringCash, fallDelinquent } = await closed();
      await fallDelinquent(usdc("7_777"));
      await bringCash(1n);
      const { totalAssets, totalSupply } = await vault.state();
      const burned = ceilDiv(totalSupply + 10n ** 6n, totalAssets + 1n);

      await expect(queue.settle())
        .to.emit(queue, "EpochSettled")
        .withArgs(patient(1n), burned, 1n, shares("600") - burned);
      expect((await vault.state()).cash).to.equal(0n);
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
      await fallDelinquent(usdc("30_000"));
      for (let epoch = count; epoch > 1n; --epoch) await queue.connect(ann).cancelRedeemRequest(patient(epoch), ann);
      await fallDelinquent(-usdc("30_000"));
      await fixture.bringCash(usdc("2"));
      return fixture;
    }

    it("steps over them", async () => {
      const { queue } = await emptied(3n);
      await queue.settle();

      await expect(queue.settle()).to.emit(queue, "EpochSettled");
      expect((await queue.epochOf(patient(4n))).settledShares).to.equal(shares("1"));
    });

    it("steps over eight at a time at most", async () => {
      const { queue } = await emptied(10n);
      await queue.settle();
      expect(await queue.nextSettlement()).to.deep.equal([patient(10n), 0n]);

      await expect(queue.settle()).to.not.emit(queue, "EpochSettled");
      expect(await queue.nextSettlement()).to.deep.equal([patient(11n), shares("1")]);
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
      expect(await queue.nextSettlement()).to.deep.equal([patient(2n), shares("10")]);

      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(patient(2n), shares("10"), usdc("10"), 0n);

      expect(await queue.nextSettlement()).to.deep.equal([0n, 0n]);
      expect(await queue.maxWithdraw(ann)).to.equal(usdc("100"));
    });

    it("the next one can be settled in parts", async () => {
      const { queue, genesis, ben, bringCash } = await nextClosed();
      await bringCash(usdc("4"));
      await expect(queue.settle())
        .to.emit(queue, "EpochSettled")
        .withArgs(patient(2n), shares("4"), usdc("4"), shares("6"));
      expect(await queue.claimableRedeemRequest(patient(2n), ben)).to.equal(shares("4"));
      expect(await queue.claimableRedeemRequest(patient(1n), ben)).to.equal(shares("200"));
      await bringCash(usdc("6"));
      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(patient(2n), shares("6"), usdc("6"), 0n);

      expect(await queue.epochOf(patient(2n))).to.deep.equal([
        genesis + 2n * EPOCH,
        shares("10"),
        shares("10"),
        usdc("10"),
      ]);
    });

    it("everybody cancels the next one: the front moves past both", async () => {
      const { queue, ann, ben, request, passEpoch, bringCash, fallDelinquent } = await nextClosed();
      await fallDelinquent(usdc("30_000"));
      await queue.connect(ben).cancelRedeemRequest(patient(2n), ben);
      await fallDelinquent(-usdc("30_000"));
      await expect(queue.settle()).to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClosed");

      await request(ann, usdc("3"));
      await passEpoch(3n);
      await bringCash(usdc("3"));

      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(patient(3n), shares("3"), usdc("3"), 0n);
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

      await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(patient(1n), 1n, 0n, 0n);
      await queue.settle();

      await queue.connect(ben).withdraw(usdc("7"), ben, ben);
      await expect(queue.connect(ann).redeem(1n, ann, ann))
        .to.emit(queue, "Withdraw")
        .withArgs(ann, ann, ann, 0n, 1n);
      expect(await asset.balanceOf(queue)).to.equal(0n);
    });
  });
});
