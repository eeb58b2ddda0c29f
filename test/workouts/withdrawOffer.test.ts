import { expect } from "chai";
import { ethers, inService } from "../support/protocol.ts";
import { usdc } from "../support/units.ts";

describe("Workouts.withdrawOffer", () => {
  describe("given no offer", () => {
    it("reverts with the caller", async () => {
      const { workouts, guardian } = await inService();

      await expect(workouts.connect(guardian).withdrawOffer(1n))
        .to.be.revertedWithCustomError(workouts, "Workouts_NotOffered")
        .withArgs(1n, guardian, ethers.ZeroAddress);
    });
  });

  describe("given an offer", () => {
    it("withdraws it at once: nobody can buy any more", async () => {
      const { workouts, curator, guardian, buyer, act } = await inService();
      await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("9")]);

      await expect(workouts.connect(guardian).withdrawOffer(1n)).to.emit(workouts, "OfferWithdrawn").withArgs(1n);

      await expect(workouts.connect(buyer).buy(1n, usdc("9")))
        .to.be.revertedWithCustomError(workouts, "Workouts_NotOffered")
        .withArgs(1n, buyer, ethers.ZeroAddress);
    });
  });
});
