import { expect } from "chai";
import { drawn, ethers, inService, STATUS } from "../support/protocol.ts";
import { usdc } from "../support/units.ts";

describe("FacilityBook.payIn", () => {
  describe("given the cluster is not in service", () => {
    it("reverts with where it stands", async () => {
      const { book, operator } = await drawn();

      await expect(book.connect(operator).payIn(1n, 1n))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.Drawn);
    });
  });

  describe("given the cluster is in service", () => {
    describe("when nothing is paid", () => {
      it("reverts", async () => {
        const { book, operator } = await inService();

        await expect(book.connect(operator).payIn(1n, 0n)).to.be.revertedWithCustomError(
          book,
          "FacilityBook_ZeroAmount",
        );
      });
    });

    describe("when anyone pays", () => {
      it("lies in the lockbox, and is nobody's income yet", async () => {
        const { book, vault, asset, stranger } = await inService();
        const { nav } = await vault.state();

        const payment = book.connect(stranger).payIn(1n, usdc("100"));

        await expect(payment).to.emit(book, "PaidIn").withArgs(1n, stranger, usdc("100"), usdc("100"));
        await expect(payment).to.changeTokenBalances(ethers, asset, [stranger, book], [-usdc("100"), usdc("100")]);
        expect((await book.facility(1n)).lockbox).to.equal(usdc("100"));
        expect((await vault.state()).nav).to.equal(nav);
      });
    });

    describe("when more is paid", () => {
      it("adds up", async () => {
        const { book, stranger, operator } = await inService();
        await book.connect(stranger).payIn(1n, usdc("100"));

        await expect(book.connect(operator).payIn(1n, 1n))
          .to.emit(book, "PaidIn")
          .withArgs(1n, operator, 1n, usdc("100") + 1n);
      });
    });

    describe("when tokens are sent without payIn", () => {
      it("they are in no lockbox", async () => {
        const { book, asset, stranger } = await inService();

        await asset.connect(stranger).transfer(book, usdc("5"));

        expect((await book.facility(1n)).lockbox).to.equal(0n);
      });
    });
  });
});
