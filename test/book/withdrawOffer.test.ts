import { expect } from "chai";
import { ethers, inService } from "../support/protocol.ts";
import { usdc } from "../support/units.ts";

describe("FacilityBook.withdrawOffer", () => {
  describe("given no offer", () => {
    it("reverts with the caller", async () => {
      const { book, guardian } = await inService();

      await expect(book.connect(guardian).withdrawOffer(1n))
        .to.be.revertedWithCustomError(book, "FacilityBook_NotOffered")
        .withArgs(1n, guardian, ethers.ZeroAddress);
    });
  });

  describe("given an offer", () => {
    it("withdraws it at once: nobody can buy any more", async () => {
      const { book, curator, guardian, buyer, act } = await inService();
      await act(curator, book, "offerSale", [1n, buyer.address, usdc("9")]);

      await expect(book.connect(guardian).withdrawOffer(1n)).to.emit(book, "OfferWithdrawn").withArgs(1n);

      await expect(book.connect(buyer).buy(1n, usdc("9")))
        .to.be.revertedWithCustomError(book, "FacilityBook_NotOffered")
        .withArgs(1n, buyer, ethers.ZeroAddress);
    });
  });
});
