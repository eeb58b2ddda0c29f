import { expect } from "chai";
import { ethers, inService } from "../support/protocol.ts";
import { usdc } from "../support/units.ts";

describe("Resolutions.withdrawOffer", () => {
  describe("given no offer", () => {
    it("reverts with the caller", async () => {
      const { resolutions, guardian } = await inService();

      await expect(resolutions.connect(guardian).withdrawOffer(1n))
        .to.be.revertedWithCustomError(resolutions, "Resolutions_NotOffered")
        .withArgs(1n, guardian, ethers.ZeroAddress);
    });
  });

  describe("given an offer", () => {
    it("withdraws it at once: nobody can buy any more", async () => {
      const { resolutions, curator, guardian, buyer, act } = await inService();
      await act(curator, resolutions, "offerSale", [1n, buyer.address, usdc("9")]);

      await expect(resolutions.connect(guardian).withdrawOffer(1n)).to.emit(resolutions, "OfferWithdrawn").withArgs(1n);

      await expect(resolutions.connect(buyer).buy(1n, usdc("9")))
        .to.be.revertedWithCustomError(resolutions, "Resolutions_NotOffered")
        .withArgs(1n, buyer, ethers.ZeroAddress);
    });
  });
});
