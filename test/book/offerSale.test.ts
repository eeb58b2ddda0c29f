import { expect } from "chai";
import { drawn, ethers, inService, STATUS } from "../support/protocol.ts";
import { usdc } from "../support/units.ts";

describe("FacilityBook.offerSale", () => {
  describe("given the cluster is not in service", () => {
    it("reverts with where it stands", async () => {
      const { book, curator, act } = await drawn();

      await expect(act(curator, book, "offerSale", [1n, ethers.ZeroAddress, 1n]))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.Drawn);
    });
  });

  describe("given the cluster is in service", () => {
    it("offers it to the buyer for the price", async () => {
      const { book, curator, buyer, act } = await inService();

      await expect(act(curator, book, "offerSale", [1n, buyer.address, usdc("9")]))
        .to.emit(book, "SaleOffered")
        .withArgs(1n, buyer, usdc("9"));
    });

    it("replaces what was offered before", async () => {
      const { book, curator, buyer, stranger, act } = await inService();
      await act(curator, book, "offerSale", [1n, stranger.address, usdc("9")]);

      await act(curator, book, "offerSale", [1n, buyer.address, usdc("10")]);

      await expect(book.connect(stranger).buy(1n, usdc("10")))
        .to.be.revertedWithCustomError(book, "FacilityBook_NotOffered")
        .withArgs(1n, stranger, buyer);
    });
  });
});
