import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { ethers, settledInPart, settledWhole, SHARES } from "../support/queueStory.ts";
import { patient } from "../support/requestIds.ts";
import { usdc } from "../support/units.ts";

const shares = (worth: string): bigint => usdc(worth) * SHARES;

type Story = Awaited<ReturnType<typeof settledWhole>>;
type Claim = { name: string; send: (story: Story, caller: HardhatEthersSigner, receiver: string) => Promise<unknown> };

/** Three ways to claim the 100 that Ann is settled for. */
const WAYS: readonly Claim[] = [
  { name: "redeem", send: ({ queue, ann }, caller, to) => queue.connect(caller).redeem(shares("100"), to, ann) },
  { name: "withdraw", send: ({ queue, ann }, caller, to) => queue.connect(caller).withdraw(usdc("100"), to, ann) },
  { name: "claim", send: ({ queue, ann }, caller, to) => queue.connect(caller).claim(patient(1n), to, ann) },
];

for (const { name, send } of WAYS) {
  describe(`RedemptionQueue.${name}`, () => {
    it("by somebody else: refused (27)", async () => {
      const story = await settledWhole();

      await expect(send(story, story.ben, story.ben.address))
        .to.be.revertedWithCustomError(story.queue, "RedemptionQueue_NotOperator")
        .withArgs(story.ben, story.ann);
    });

    it("to nobody, or to the queue itself: refused", async () => {
      const story = await settledWhole();

      for (const receiver of [ethers.ZeroAddress, await story.queue.getAddress()]) {
        await expect(send(story, story.ann, receiver))
          .to.be.revertedWithCustomError(story.queue, "RedemptionQueue_WrongReceiver")
          .withArgs(receiver);
      }
    });

    it("to a receiver that the token blocks: only that claim fails, and can be redirected (17)", async () => {
      const story = await settledWhole();
      const { queue, asset, ann, ben, receiver } = story;
      await asset.setBlocked(receiver, true);

      await expect(send(story, ann, receiver.address))
        .to.be.revertedWithCustomError(asset, "Blocked")
        .withArgs(receiver);
      await queue.connect(ben).claim(patient(1n), ben, ben);
      await send(story, ann, ann.address);
    });

    it("pays the receiver once (27)", async () => {
      const story = await settledWhole();
      const { queue, asset, ann, receiver } = story;

      const sent = send(story, ann, receiver.address);

      await expect(sent).to.emit(queue, "Withdraw").withArgs(ann, receiver, ann, usdc("100"), shares("100"));
      await expect(sent).to.changeTokenBalances(ethers, asset, [queue, receiver], [-usdc("100"), usdc("100")]);
      expect(await queue.maxRedeem(ann)).to.equal(0n);
      expect(await queue.maxWithdraw(ann)).to.equal(0n);
      expect((await queue.requestsOf(ann, 0n, 10n)).requests).to.deep.equal([]);
      await expect(send(story, ann, receiver.address)).to.revert(ethers);
    });

    it("works for an operator, until it is revoked (25)", async () => {
      const story = await settledWhole();
      const { queue, ann, helper } = story;
      await queue.connect(ann).setOperator(helper, true);
      await queue.connect(ann).setOperator(helper, false);
      await expect(send(story, helper, helper.address)).to.be.revertedWithCustomError(
        queue,
        "RedemptionQueue_NotOperator",
      );
      await queue.connect(ann).setOperator(helper, true);

      await expect(send(story, helper, helper.address))
        .to.emit(queue, "Withdraw")
        .withArgs(helper, helper, ann, usdc("100"), shares("100"));
    });

    it("no pause stops it (43)", async () => {
      const story = await settledWhole();
      await story.vault.connect(story.admin).pause();

      await send(story, story.ann, story.ann.address);
    });
  });
}

describe("RedemptionQueue.redeem and withdraw", () => {
  it("nothing: refused", async () => {
    const { queue, ann } = await settledWhole();

    for (const claim of [queue.connect(ann).redeem(0n, ann, ann), queue.connect(ann).withdraw(0n, ann, ann)]) {
      await expect(claim).to.be.revertedWithCustomError(queue, "RedemptionQueue_ZeroAmount");
    }
  });

  it("one more than is claimable: refused with what is (24)", async () => {
    const { queue, ann } = await settledInPart();

    await expect(queue.connect(ann).redeem(shares("25") + 1n, ann, ann))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_AboveClaimable")
      .withArgs(shares("25") + 1n, shares("25"));
    await expect(queue.connect(ann).withdraw(usdc("25") + 1n, ann, ann))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_AboveClaimable")
      .withArgs(usdc("25") + 1n, usdc("25"));
    await queue.connect(ann).redeem(shares("25"), ann, ann);
  });

  it("parts are paid pro rata, and add up to the whole (26)", async () => {
    const { queue, ann } = await settledWhole();

    expect(await queue.connect(ann).redeem.staticCall(shares("1") / 2n, ann, ann)).to.equal(usdc("0.5"));
    await queue.connect(ann).redeem(shares("0.5"), ann, ann);
    expect(await queue.connect(ann).withdraw.staticCall(usdc("9.5"), ann, ann)).to.equal(shares("9.5"));
    await queue.connect(ann).withdraw(usdc("9.5"), ann, ann);

    const [request] = (await queue.requestsOf(ann, 0n, 1n)).requests;
    expect([request?.claimableShares, request?.claimableAssets, request?.claimedShares]).to.deep.equal([
      shares("90"),
      usdc("90"),
      shares("10"),
    ]);
    await expect(queue.connect(ann).claim(patient(1n), ann, ann))
      .to.emit(queue, "Withdraw")
      .withArgs(ann, ann, ann, usdc("90"), shares("90"));
  });

  it("a share too small for a unit is paid nothing, and what it was worth stays with the rest (26)", async () => {
    const { queue, ann } = await settledWhole();

    await expect(queue.connect(ann).redeem(1n, ann, ann))
      .to.emit(queue, "Withdraw")
      .withArgs(ann, ann, ann, 0n, 1n);
    expect(await queue.maxWithdraw(ann)).to.equal(usdc("100"));
    expect(await queue.maxRedeem(ann)).to.equal(shares("100") - 1n);
  });

  it("take the oldest request first, and leave the list as requests are done", async () => {
    const { queue, ann, request, passEpoch, bringCash } = await settledWhole();
    await request(ann, usdc("10"));
    await passEpoch(2n);
    await request(ann, usdc("5"));
    await bringCash(usdc("10"));
    await queue.settle();

    expect(await queue.maxRedeem(ann)).to.equal(shares("110"));
    await expect(queue.connect(ann).withdraw(usdc("104"), ann, ann))
      .to.emit(queue, "Withdraw")
      .withArgs(ann, ann, ann, usdc("104"), shares("104"));

    const { requests, next } = await queue.requestsOf(ann, 0n, 1n);
    expect(requests.map(({ requestId, claimableShares }) => [requestId, claimableShares])).to.deep.equal([
      [patient(2n), shares("6")],
    ]);
    expect(next).to.equal(patient(3n));
    expect((await queue.requestsOf(ann, next, 9n)).requests[0]?.pending).to.equal(shares("5"));
    expect((await queue.requestsOf(ann, next, 9n)).next).to.equal(0n);
  });
});

describe("RedemptionQueue.claim", () => {
  it("of an epoch without a request, or not settled: refused", async () => {
    const { queue, stranger, ann, request } = await settledWhole();
    await request(ann, usdc("1"));

    await expect(queue.connect(stranger).claim(patient(1n), stranger, stranger))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClaimable")
      .withArgs(patient(1n), stranger);
    await expect(queue.connect(ann).claim(patient(2n), ann, ann))
      .to.be.revertedWithCustomError(queue, "RedemptionQueue_NothingClaimable")
      .withArgs(patient(2n), ann);
  });

  it("a later epoch before an earlier one: the earlier one stays first in the list", async () => {
    const { queue, ann, request, passEpoch, bringCash } = await settledWhole();
    await request(ann, usdc("10"));
    await passEpoch(2n);
    await bringCash(usdc("10"));
    await queue.settle();

    await queue.connect(ann).claim(patient(2n), ann, ann);

    expect(await queue.maxRedeem(ann)).to.equal(shares("100"));
    await queue.connect(ann).redeem(shares("100"), ann, ann);
    expect((await queue.requestsOf(ann, 0n, 9n)).requests).to.deep.equal([]);
    await request(ann, usdc("1"));
    expect((await queue.requestsOf(ann, 0n, 9n)).requests[0]?.requestId).to.equal(patient(3n));
  });
});

describe("Claims of an epoch that is settled in parts", () => {
  const ORDERS = [
    ["ann", "ben", "cyd"],
    ["ann", "cyd", "ben"],
    ["ben", "ann", "cyd"],
    ["ben", "cyd", "ann"],
    ["cyd", "ann", "ben"],
    ["cyd", "ben", "ann"],
  ] as const;

  for (const order of ORDERS) {
    it(`${order.join(", ")}: each gets a quarter, then the rest, and nothing is left`, async () => {
      const story = await settledInPart();
      const { queue, asset, bringCash } = story;
      const stakes = { ann: usdc("100"), ben: usdc("200"), cyd: usdc("300") };
      for (const name of order) {
        const who = story[name];
        await expect(queue.connect(who).claim(patient(1n), who, who))
          .to.emit(queue, "Withdraw")
          .withArgs(who, who, who, stakes[name] / 4n, (stakes[name] / 4n) * SHARES);
      }
      expect(await asset.balanceOf(queue)).to.equal(0n);

      await bringCash(usdc("450"));
      await queue.settle();
      for (const name of order) {
        const who = story[name];
        await expect(queue.connect(who).claim(patient(1n), who, who))
          .to.emit(queue, "Withdraw")
          .withArgs(who, who, who, (stakes[name] * 3n) / 4n, ((stakes[name] * 3n) / 4n) * SHARES);
      }
      expect(await asset.balanceOf(queue)).to.equal(0n);
    });
  }
});
