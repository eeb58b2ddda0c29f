import { expect } from "chai";
import { at, ethers, inService, now, PERIOD, STATUS, WINDOW } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

describe("FacilityBook.returnExcess", () => {
  /** Sold at `soldAt`, with 100 more in its lockbox than was ever reported. */
  async function sold() {
    const fixture = await inService();
    const { book, resolutions, inServiceAt, reportAt, payIn, curator, act, buyer } = fixture;
    const submittedAt = inServiceAt + PERIOD + HOUR;
    const report = await reportAt(submittedAt, 1n);
    await payIn(1n, report.gross + usdc("100"));
    await at(submittedAt + WINDOW, () => book.settle(1n));
    await act(curator, resolutions, "offerSale", [1n, buyer.address, usdc("1")]);
    const soldAt = (await now()) + 10n;
    await at(soldAt, () => resolutions.connect(buyer).buy(1n, usdc("1")));
    return { ...fixture, soldAt };
  }

  describe("given the facility is not retired", () => {
    it("reverts with where it stands", async () => {
      const { book } = await inService();

      await expect(book.returnExcess(1n))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.InService);
    });
  });

  describe("given the last periods may still be reported", () => {
    it("reverts a second before 90 days have passed", async () => {
      const { book, soldAt } = await sold();

      await expect(at(soldAt + 90n * DAY - 1n, () => book.returnExcess(1n)))
        .to.be.revertedWithCustomError(book, "FacilityBook_NothingToReturn")
        .withArgs(1n);
    });
  });

  describe("given 90 days have passed", () => {
    it("credits the operator with what was never reported", async () => {
      const { book, operator, stranger, soldAt } = await sold();
      const before = await book.creditOf(operator);

      const excess = at(soldAt + 90n * DAY, () => book.connect(stranger).returnExcess(1n));

      await expect(excess).to.emit(book, "ExcessReturned").withArgs(1n, usdc("100"));
      await expect(excess).to.emit(book, "Credited").withArgs(operator, usdc("100"));
      expect(await book.creditOf(operator)).to.equal(before + usdc("100"));
      expect((await book.facility(1n)).lockbox).to.equal(0n);
    });

    it("reverts when nothing is left", async () => {
      const { book, soldAt } = await sold();
      await at(soldAt + 90n * DAY, () => book.returnExcess(1n));

      await expect(book.returnExcess(1n))
        .to.be.revertedWithCustomError(book, "FacilityBook_NothingToReturn")
        .withArgs(1n);
    });

    it("keeps what is reported and waits to be distributed", async () => {
      const { book, reportAt, soldAt, operator, payIn } = await sold();
      const second = await reportAt(soldAt + HOUR, 1n);
      await at(soldAt + HOUR + 2n * DAY, () => book.settle(1n));
      expect(await book.receivable(1n)).to.equal(second.gross - usdc("100"));
      await payIn(1n, second.gross - usdc("100") + 7n);

      await expect(at(soldAt + 90n * DAY, () => book.returnExcess(1n)))
        .to.emit(book, "Credited")
        .withArgs(operator, 7n);
      expect((await book.facility(1n)).lockbox).to.equal(second.gross - usdc("100"));
    });

    it("goes to the operator, whoever asks for it", async () => {
      const { book, asset, operator, soldAt } = await sold();
      await at(soldAt + 90n * DAY, () => book.returnExcess(1n));
      const credit = await book.creditOf(operator);

      await expect(book.connect(operator).claimCredit(operator)).to.changeTokenBalance(ethers, asset, operator, credit);
    });
  });
});
