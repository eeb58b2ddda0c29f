import { expect } from "chai";
import { approved, drawn, ethers, inService, STATUS } from "../support/protocol.ts";
import { usdc } from "../support/units.ts";

describe("FacilityBook.offerSale", () => {
  describe("given no facility", () => {
    it("reverts with where it stands", async () => {
      const { book, curator, act } = await drawn();

      await expect(act(curator, book, "offerSale", [2n, ethers.ZeroAddress, 1n]))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(2n, STATUS.None);
    });
  });

  describe("given the facility is retired", () => {
    it("reverts with where it stands", async () => {
      const { book, curator, buyer, act } = await drawn();
      await act(curator, book, "offerSale", [1n, ethers.ZeroAddress, 0n]);
      await book.connect(buyer).buy(1n, 0n);

      await expect(act(curator, book, "offerSale", [1n, ethers.ZeroAddress, 1n]))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.Retired);
    });
  });

  for (const [name, fixture] of [
    ["approved", approved],
    ["drawn", drawn],
  ] as const) {
    describe(`given the facility is ${name}`, () => {
      it("offers the title of what was ordered", async () => {
        const { book, curator, buyer, act } = await fixture();

        await expect(act(curator, book, "offerSale", [1n, buyer.address, usdc("9")]))
          .to.emit(book, "SaleOffered")
          .withArgs(1n, buyer, usdc("9"));
      });
    });
  }

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
