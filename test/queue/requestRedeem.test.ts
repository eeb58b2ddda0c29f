import { expect } from "chai";
import { at, EPOCH, ethers, invested, SHARES } from "../support/queueStory.ts";
import { usdc } from "../support/units.ts";

const HUNDRED = usdc("100") * SHARES;

describe("RedemptionQueue.requestRedeem", () => {
  describe("guards", () => {
    it("no shares: refused", async () => {
      const { queue, ann } = await invested();

      await expect(queue.connect(ann).requestRedeem(0n, ann, ann)).to.be.revertedWithCustomError(
        queue,
        "RedemptionQueue_ZeroAmount",
      );
    });

    it("somebody else's shares: refused, allowance or not (25)", async () => {
      const { queue, vault, ann, stranger } = await invested();
      await vault.connect(ann).approve(stranger, HUNDRED);
      await vault.connect(ann).approve(queue, HUNDRED);

      await expect(queue.connect(stranger).requestRedeem(HUNDRED, ann, ann))
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_NotOperator")
        .withArgs(stranger, ann);
    });

    it("a controller that has not accepted the owner: refused (29)", async () => {
      const { queue, ann, ben } = await invested();

      for (const controller of [ben.address, ethers.ZeroAddress]) {
        await expect(queue.connect(ann).requestRedeem(1n, controller, ann))
          .to.be.revertedWithCustomError(queue, "RedemptionQueue_NotAccepted")
          .withArgs(controller, ann);
      }
    });

    it("more than the owner holds: refused by the share", async () => {
      const { queue, vault, ann } = await invested();
      const balance = await vault.balanceOf(ann);

      await expect(queue.connect(ann).requestRedeem(balance + 1n, ann, ann))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientBalance")
        .withArgs(ann, balance, balance + 1n);
    });

    it("shares sent straight to the queue: refused by the share", async () => {
      const { queue, vault, ann } = await invested();

      await expect(vault.connect(ann).transfer(queue, 1n))
        .to.be.revertedWithCustomError(vault, "ShareToken_RequestInstead")
        .withArgs(queue);
    });
  });

  describe("given no epoch is open", () => {
    it("opens the next one, which ends on the grid", async () => {
      const { queue, ann, genesis } = await invested();
      const sent = await at(genesis + 3n * EPOCH, () => queue.connect(ann).requestRedeem(HUNDRED, ann, ann));

      await expect(sent)
        .to.emit(queue, "EpochOpened")
        .withArgs(1n, genesis + 4n * EPOCH);
      expect(await queue.currentEpoch()).to.deep.equal([1n, genesis + 4n * EPOCH, HUNDRED]);
    });

    it("numbers epochs without gaps, whatever time passes between them", async () => {
      const { queue, ann, genesis, request, passEpoch } = await invested();
      await request(ann, usdc("1"));
      await passEpoch(9n);

      await expect(request(ann, usdc("2")))
        .to.emit(queue, "EpochOpened")
        .withArgs(2n, genesis + 10n * EPOCH);
      expect(await queue.epochOf(1n)).to.deep.equal([genesis + EPOCH, usdc("1") * SHARES, 0n, 0n]);
    });
  });

  describe("given an open epoch", () => {
    it("joins it: the shares move and wait, and nothing is claimable (24)", async () => {
      const { queue, vault, ann, ben, request } = await invested();
      await request(ben, usdc("1"));

      const sent = queue.connect(ann).requestRedeem(HUNDRED, ann, ann);

      await expect(sent).to.emit(queue, "RedeemRequest").withArgs(ann, ann, 1n, ann, HUNDRED);
      await expect(sent).to.not.emit(queue, "EpochOpened");
      await expect(sent).to.changeTokenBalances(ethers, vault, [ann, queue], [-HUNDRED, HUNDRED]);
      expect(await queue.pendingRedeemRequest(1n, ann)).to.equal(HUNDRED);
      expect(await queue.claimableRedeemRequest(1n, ann)).to.equal(0n);
      expect(await queue.maxRedeem(ann)).to.equal(0n);
      expect(await queue.maxWithdraw(ann)).to.equal(0n);
    });

    it("adds to the controller's own request", async () => {
      const { queue, ann, request } = await invested();
      await request(ann, usdc("60"));
      await request(ann, usdc("40"));

      expect(await queue.pendingRedeemRequest(1n, ann)).to.equal(HUNDRED);
      expect((await queue.requestsOf(ann, 0n, 10n)).requests.length).to.equal(1);
    });

    it("is open in the last second before its end and closed at its end", async () => {
      const { queue, ann, genesis, request } = await invested();
      await request(ann, usdc("1"));
      await at(genesis + EPOCH - 1n, () => request(ann, usdc("2")));
      await at(genesis + EPOCH, () => request(ann, usdc("4")));

      expect(await queue.pendingRedeemRequest(1n, ann)).to.equal(usdc("3") * SHARES);
      expect(await queue.pendingRedeemRequest(2n, ann)).to.equal(usdc("4") * SHARES);
    });

    it("takes everything that everybody has", async () => {
      const { queue, vault, ann, ben, cyd } = await invested();
      for (const who of [ann, ben, cyd]) {
        await queue.connect(who).requestRedeem(await vault.balanceOf(who), who, who);
      }

      expect(await vault.balanceOf(queue)).to.equal(await vault.totalSupply());
    });
  });

  describe("when an operator asks", () => {
    it("uses the owner's shares, no allowance, until it is revoked (25)", async () => {
      const { queue, vault, ann, helper } = await invested();
      await expect(queue.connect(ann).setOperator(helper, true))
        .to.emit(queue, "OperatorSet")
        .withArgs(ann, helper, true);
      await vault.connect(ann).approve(queue, 5n);

      await expect(queue.connect(helper).requestRedeem(HUNDRED, ann, ann))
        .to.emit(queue, "RedeemRequest")
        .withArgs(ann, ann, 1n, helper, HUNDRED);
      expect(await vault.allowance(ann, queue)).to.equal(5n);

      await expect(queue.connect(ann).setOperator(helper, false))
        .to.emit(queue, "OperatorSet")
        .withArgs(ann, helper, false);
      expect(await queue.isOperator(ann, helper)).to.equal(false);
      await expect(queue.connect(helper).requestRedeem(1n, ann, ann))
        .to.be.revertedWithCustomError(queue, "RedemptionQueue_NotOperator")
        .withArgs(helper, ann);
    });

    it("a controller that made the owner its operator controls the request", async () => {
      const { queue, ann, ben } = await invested();
      await queue.connect(ben).setOperator(ann, true);

      await expect(queue.connect(ann).requestRedeem(HUNDRED, ben, ann))
        .to.emit(queue, "RedeemRequest")
        .withArgs(ben, ann, 1n, ann, HUNDRED);
      expect(await queue.pendingRedeemRequest(1n, ben)).to.equal(HUNDRED);
      expect(await queue.pendingRedeemRequest(1n, ann)).to.equal(0n);
    });
  });
});
