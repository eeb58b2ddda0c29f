import { expect } from "chai";
import { deployed, ethers, FEE_BPS } from "../support/protocol.ts";

describe("FacilityBook.setFee", () => {
  describe("when the fee is one basis point above the hard cap", () => {
    it("reverts with both", async () => {
      const { book, governor, stranger, act } = await deployed();

      await expect(act(governor, book, "setFee", [2_001n, stranger.address]))
        .to.be.revertedWithCustomError(book, "FacilityBook_FeeAboveCap")
        .withArgs(2_001n, 2_000n);
    });
  });

  describe("when there is a fee and nobody to receive it", () => {
    it("reverts", async () => {
      const { book, governor, act } = await deployed();

      await expect(act(governor, book, "setFee", [1n, ethers.ZeroAddress])).to.be.revertedWithCustomError(
        book,
        "FacilityBook_ZeroAddress",
      );
    });
  });

  for (const bps of [2_000n, 1n]) {
    describe(`when the fee becomes ${bps} bps`, () => {
      it("says old and new", async () => {
        const { book, governor, feeRecipient, stranger, act } = await deployed();

        await expect(act(governor, book, "setFee", [bps, stranger.address]))
          .to.emit(book, "FeeChanged")
          .withArgs(FEE_BPS, bps, feeRecipient, stranger);
        const [feeBps, recipient] = await book.performance();
        expect([feeBps, recipient]).to.deep.equal([bps, stranger.address]);
      });
    });
  }

  describe("when there is no fee any more", () => {
    it("needs no recipient", async () => {
      const { book, governor, feeRecipient, act } = await deployed();

      await expect(act(governor, book, "setFee", [0n, ethers.ZeroAddress]))
        .to.emit(book, "FeeChanged")
        .withArgs(FEE_BPS, 0n, feeRecipient, ethers.ZeroAddress);
    });
  });
});
