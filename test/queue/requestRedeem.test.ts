import { expect } from "chai";
import { at, EPOCH, ethers, invested, SHARES } from "../support/queueStory.ts";
import { atAnyPrice, patient } from "../support/requestIds.ts";
import { MAX_UINT256, usdc } from "../support/units.ts";

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

    it("somebody else's shares, without an allowance: refused, though the queue has one (25)", async () => {
      const { queue, vault, ann, stranger } = await invested();
      await vault.connect(ann).approve(stranger, HUNDRED - 1n);
      await vault.connect(ann).approve(queue, HUNDRED);

      await expect(queue.connect(stranger).requestRedeem(HUNDRED, stranger, ann))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
        .withArgs(stranger, HUNDRED - 1n, HUNDRED);
    });

    it("no controller: refused", async () => {
      const { queue, ann } = await invested();

      await expect(queue.connect(ann).requestRedeem(1n, ethers.ZeroAddress, ann)).to.be.revertedWithCustomError(
        queue,
        "RedemptionQueue_ZeroController",
      );
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

  describe("given nobody has asked in this epoch", () => {
    it("opens it, which ends on the grid", async () => {
      const { queue, ann, genesis } = await invested();
      const sent = await at(genesis + 3n * EPOCH, () => queue.connect(ann).requestRedeem(HUNDRED, ann, ann));

      await expect(sent)
        .to.emit(queue, "EpochOpened")
        .withArgs(patient(4n), genesis + 4n * EPOCH);
      expect(await queue.currentEpoch()).to.deep.equal([4n, genesis + 4n * EPOCH]);
      expect(await queue.epochOf(patient(4n))).to.deep.equal([genesis + 4n * EPOCH, HUNDRED, 0n, 0n]);
    });

    it("numbers epochs along the grid, whether anybody asks in them or not", async () => {
      const { queue, ann, genesis, request, passEpoch } = await invested();
      await request(ann, usdc("1"));
      await passEpoch(9n);

      await expect(request(ann, usdc("2")))
        .to.emit(queue, "EpochOpened")
        .withArgs(patient(10n), genesis + 10n * EPOCH);
      expect(await queue.epochOf(patient(1n))).to.deep.equal([genesis + EPOCH, usdc("1") * SHARES, 0n, 0n]);
    });
  });

  describe("given an open epoch", () => {
    it("joins it: the shares move and wait, and nothing is claimable (24)", async () => {
      const { queue, vault, ann, ben, request } = await invested();
      await request(ben, usdc("1"));

      const sent = queue.connect(ann).requestRedeem(HUNDRED, ann, ann);

      await expect(sent).to.emit(queue, "RedeemRequest").withArgs(ann, ann, patient(1n), ann, HUNDRED);
      await expect(sent).to.not.emit(queue, "EpochOpened");
      await expect(sent).to.changeTokenBalances(ethers, vault, [ann, queue], [-HUNDRED, HUNDRED]);
      expect(await queue.pendingRedeemRequest(patient(1n), ann)).to.equal(HUNDRED);
      expect(await queue.claimableRedeemRequest(patient(1n), ann)).to.equal(0n);
      expect(await queue.maxRedeem(ann)).to.equal(0n);
      expect(await queue.maxWithdraw(ann)).to.equal(0n);
    });

    it("adds to the controller's own request", async () => {
      const { queue, ann, request } = await invested();
      await request(ann, usdc("60"));
      await request(ann, usdc("40"));

      expect(await queue.pendingRedeemRequest(patient(1n), ann)).to.equal(HUNDRED);
      expect((await queue.requestsOf(ann, 0n, 10n)).requests.length).to.equal(1);
    });

    it("is open in the last second before its end and closed at its end", async () => {
      const { queue, ann, genesis, request } = await invested();
      await request(ann, usdc("1"));
      await at(genesis + EPOCH - 1n, () => request(ann, usdc("2")));
      await at(genesis + EPOCH, () => request(ann, usdc("4")));

      expect(await queue.pendingRedeemRequest(patient(1n), ann)).to.equal(usdc("3") * SHARES);
      expect(await queue.pendingRedeemRequest(patient(2n), ann)).to.equal(usdc("4") * SHARES);
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
        .withArgs(ann, ann, patient(1n), helper, HUNDRED);
      expect(await vault.allowance(ann, queue)).to.equal(5n);

      await expect(queue.connect(ann).setOperator(helper, false))
        .to.emit(queue, "OperatorSet")
        .withArgs(ann, helper, false);
      expect(await queue.isOperator(ann, helper)).to.equal(false);
      await expect(queue.connect(helper).requestRedeem(1n, ann, ann))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
        .withArgs(helper, 0n, 1n);
    });
  });

  describe("when one asks whom the owner has allowed the shares", () => {
    it("spends the allowance, for whatever controller", async () => {
      const { queue, vault, ann, helper, stranger } = await invested();
      await vault.connect(ann).approve(helper, HUNDRED + 5n);

      const sent = queue.connect(helper).requestRedeem(HUNDRED, stranger, ann);

      await expect(sent).to.emit(queue, "RedeemRequest").withArgs(stranger, ann, patient(1n), helper, HUNDRED);
      await expect(sent).to.changeTokenBalances(ethers, vault, [ann, queue], [-HUNDRED, HUNDRED]);
      expect(await vault.allowance(ann, helper)).to.equal(5n);
      expect(await queue.pendingRedeemRequest(patient(1n), stranger)).to.equal(HUNDRED);
    });

    it("leaves an infinite allowance as it is", async () => {
      const { queue, vault, ann, helper } = await invested();
      await vault.connect(ann).approve(helper, MAX_UINT256);

      await queue.connect(helper).requestRedeem(HUNDRED, helper, ann);

      expect(await vault.allowance(ann, helper)).to.equal(MAX_UINT256);
    });
  });

  describe("when the controller is another", () => {
    it("is the controller's request, and its alone", async () => {
      const { queue, ann, ben } = await invested();

      await expect(queue.connect(ann).requestRedeem(HUNDRED, ben, ann))
        .to.emit(queue, "RedeemRequest")
        .withArgs(ben, ann, patient(1n), ann, HUNDRED);
      expect(await queue.pendingRedeemRequest(patient(1n), ben)).to.equal(HUNDRED);
      expect(await queue.pendingRedeemRequest(patient(1n), ann)).to.equal(0n);
    });

    it("who asks on and on in another's name adds one entry an epoch and class, which claims pass by id", async () => {
      const { queue, ann, ben, request, passEpoch, bringCash } = await invested();
      await request(ben, usdc("10"));
      for (let i = 0; i < 5; ++i) {
        await queue.connect(ann).requestRedeem(1n, ben, ann);
        await queue.connect(ann).requestRedeemAtAnyPrice(1n, ben, ann);
      }
      const { requests } = await queue.requestsOf(ben, 0n, 9n);
      expect(requests.map((one) => [one.requestId, one.shares])).to.deep.equal([
        [patient(1n), usdc("10") * SHARES + 5n],
        [atAnyPrice(1n), 5n],
      ]);
      await passEpoch(1n);
      await bringCash(usdc("11"));
      await queue.settle();

      await expect(queue.connect(ben).claim(patient(1n), ben, ben))
        .to.emit(queue, "Withdraw")
        .withArgs(ben, ben, ben, usdc("10"), usdc("10") * SHARES + 5n);
    });
  });
});

describe("RedemptionQueue.requestRedeemAtAnyPrice", () => {
  it("no shares, no controller, no allowance: refused", async () => {
    const { queue, vault, ann, stranger } = await invested();

    await expect(queue.connect(ann).requestRedeemAtAnyPrice(0n, ann, ann)).to.be.revertedWithCustomError(
      queue,
      "RedemptionQueue_ZeroAmount",
    );
    await expect(queue.connect(ann).requestRedeemAtAnyPrice(1n, ethers.ZeroAddress, ann)).to.be.revertedWithCustomError(
      queue,
      "RedemptionQueue_ZeroController",
    );
    await expect(queue.connect(stranger).requestRedeemAtAnyPrice(1n, ann, ann))
      .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
      .withArgs(stranger, 0n, 1n);
  });

  it("joins the same epoch under an id of its own", async () => {
    const { queue, vault, ann, genesis, request } = await invested();
    await request(ann, usdc("1"));

    const sent = queue.connect(ann).requestRedeemAtAnyPrice(HUNDRED, ann, ann);

    await expect(sent).to.emit(queue, "RedeemRequest").withArgs(ann, ann, atAnyPrice(1n), ann, HUNDRED);
    await expect(sent)
      .to.emit(queue, "EpochOpened")
      .withArgs(atAnyPrice(1n), genesis + EPOCH);
    await expect(sent).to.changeTokenBalances(ethers, vault, [ann, queue], [-HUNDRED, HUNDRED]);
    expect(await queue.pendingRedeemRequest(atAnyPrice(1n), ann)).to.equal(HUNDRED);
    expect(await queue.pendingRedeemRequest(patient(1n), ann)).to.equal(usdc("1") * SHARES);
  });

  it("works for an operator", async () => {
    const { queue, ann, helper } = await invested();
    await queue.connect(ann).setOperator(helper, true);

    await expect(queue.connect(helper).requestRedeemAtAnyPrice(HUNDRED, ann, ann))
      .to.emit(queue, "RedeemRequest")
      .withArgs(ann, ann, atAnyPrice(1n), helper, HUNDRED);
  });
});
