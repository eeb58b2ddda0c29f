import { expect } from "chai";
import { at, ethers, inService, PERIOD, WINDOW } from "../support/protocol.ts";
import { HOUR, usdc } from "../support/units.ts";

describe("FacilityBook.claimCredit", () => {
  /** The first period is reported, paid and settled: the operator is owed its costs and its part. */
  async function withCredits() {
    const fixture = await inService();
    const { book, inServiceAt, reportAt, payIn, operator, feeRecipient } = fixture;
    const end = inServiceAt + PERIOD;
    const report = await reportAt(end + HOUR, 1n);
    await payIn(1n, report.gross);
    await at(end + HOUR + WINDOW, () => book.settle(1n));
    const owed = { operator: await book.creditOf(operator), recipient: await book.creditOf(feeRecipient) };
    return { ...fixture, report, owed };
  }

  describe("given no credit", () => {
    it("reverts with the caller", async () => {
      const { book, stranger } = await withCredits();

      await expect(book.connect(stranger).claimCredit(stranger))
        .to.be.revertedWithCustomError(book, "FacilityBook_NoCredit")
        .withArgs(stranger);
    });
  });

  describe("given credit of the operator", () => {
    it("is running costs and a fifth of the rest, after the reserve", async () => {
      const { report, owed } = await withCredits();
      const costs = report.energyCost + report.otherOpex;

      expect(owed.operator).to.equal(costs + ((report.gross - costs - usdc("5_000")) * 2_000n) / 10_000n);
    });

    it("goes to the receiver the operator names, once", async () => {
      const { book, asset, operator, stranger, owed } = await withCredits();

      const claim = book.connect(operator).claimCredit(stranger);

      await expect(claim).to.emit(book, "CreditClaimed").withArgs(operator, stranger, owed.operator);
      await expect(claim).to.changeTokenBalances(ethers, asset, [book, stranger], [-owed.operator, owed.operator]);
      expect(await book.creditOf(operator)).to.equal(0n);
      await expect(book.connect(operator).claimCredit(stranger))
        .to.be.revertedWithCustomError(book, "FacilityBook_NoCredit")
        .withArgs(operator);
    });

    it("cannot go to the zero address", async () => {
      const { book, asset, operator } = await withCredits();

      await expect(book.connect(operator).claimCredit(ethers.ZeroAddress))
        .to.be.revertedWithCustomError(asset, "ERC20InvalidReceiver")
        .withArgs(ethers.ZeroAddress);
    });

    it("can be claimed while the vault is paused", async () => {
      const { book, vault, guardian, feeRecipient, owed } = await withCredits();
      await vault.connect(guardian).pause();

      await expect(book.connect(feeRecipient).claimCredit(feeRecipient))
        .to.emit(book, "CreditClaimed")
        .withArgs(feeRecipient, feeRecipient, owed.recipient);
    });
  });
});
