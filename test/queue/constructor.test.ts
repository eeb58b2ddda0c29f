import { expect } from "chai";
import { EPOCH, ethers, invested } from "../support/queueStory.ts";
import { DAY, HOUR } from "../support/units.ts";

describe("RedemptionQueue.constructor", () => {
  describe("given a length of epochs out of range", () => {
    it("reverts with the range", async () => {
      const { vault, asset, queue } = await invested();

      for (const length of [0n, HOUR - 1n, 92n * DAY + 1n]) {
        await expect(ethers.deployContract("RedemptionQueue", [vault, asset, length]))
          .to.be.revertedWithCustomError(queue, "RedemptionQueue_EpochLengthOutOfRange")
          .withArgs(length, HOUR, 92n * DAY);
      }
      for (const length of [HOUR, 92n * DAY]) await ethers.deployContract("RedemptionQueue", [vault, asset, length]);
    });
  });

  describe("given a vault that makes its queue", () => {
    it("belongs to that vault, its share and its asset for life", async () => {
      const { vault, asset, queue } = await invested();

      expect(await queue.vault()).to.equal(vault);
      expect(await queue.share()).to.equal(vault);
      expect(await queue.asset()).to.equal(asset);
      expect(await queue.epochLength()).to.equal(EPOCH);
    });

    it("starts with nothing to settle, and with epoch 1", async () => {
      const { queue, genesis } = await invested();

      expect(await queue.currentEpoch()).to.deep.equal([1n, genesis + EPOCH]);
      expect(await queue.nextSettlement()).to.deep.equal([0n, 0n]);
      expect(await queue.closedShares()).to.deep.equal([0n, 0n]);
    });
  });
});
