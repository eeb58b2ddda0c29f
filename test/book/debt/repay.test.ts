import { expect } from "chai";
import { levelPaymentUp, termFor } from "../../../frontend/src/lib/debt/amortisation.ts";
import { balanceOf, debtStory, FORM, LOAN, loanSchedule, paymentOf, PRINCIPAL } from "../../support/debts.ts";
import { at, ethers, GRACE, inService, MONTH, networkHelpers, STATUS } from "../../support/protocol.ts";
import { DAY, usdc } from "../../support/units.ts";

const CLUSTER = 1n;
const { time } = networkHelpers;

describe("FacilityBook.repay", () => {
  const schedule = loanSchedule();

  describe("given a revenue share", () => {
    it("reverts with its form", async () => {
      const { book, operator } = await inService();

      await expect(book.connect(operator).repay(CLUSTER, 1n))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongForm")
        .withArgs(CLUSTER, FORM.RevenueShare);
    });
  });

  describe("given a loan", () => {
    it("refuses nothing at all", async () => {
      const { book, cluster, operator } = await debtStory(LOAN);

      await expect(book.connect(operator).repay(cluster, 0n)).to.be.revertedWithCustomError(
        book,
        "FacilityBook_ZeroAmount",
      );
    });

    it("pays the running payment first, all of its interest too", async () => {
      const { book, vault, asset, cluster, stranger, start, lateAt } = await debtStory(LOAN);
      await asset.connect(stranger).approve(book, usdc("1_000_000"));
      const { interest, principal } = paymentOf(schedule, 1);
      const navBefore = (await vault.state()).nav;
      const paying = at(start + 3n * DAY, () => book.connect(stranger).repay(cluster, interest + principal));

      await expect(paying).to.emit(book, "DebtPaid").withArgs(cluster, 0n, interest, principal, balanceOf(schedule, 1));
      await expect(paying).to.changeTokenBalance(ethers, asset, stranger, -(interest + principal));
      expect((await vault.state()).nav).to.equal(navBefore);
      // Paid early, it vests over a whole period all the same.
      expect((await vault.state()).vestsAt).to.be.within(start + 3n * DAY + MONTH, start + 3n * DAY + MONTH + 1n);
      expect((await book.facility(cluster)).deadline).to.equal(lateAt(2));
    });

    it("takes the rest as principal ahead of its time, and lowers the payments", async () => {
      const { book, vault, cluster, operator, start } = await debtStory(LOAN);
      const { interest, principal } = paymentOf(schedule, 1);
      const ahead = usdc("1_000_000");
      const navBefore = (await vault.state()).nav;
      await at(start + 3n * DAY, () => book.connect(operator).repay(cluster, interest + principal + ahead));

      const left = balanceOf(schedule, 1) - ahead;
      const debt = await book.debtOf(cluster);
      expect([debt.principal, debt.payments, debt.start]).to.deep.equal([left, 35n, start + MONTH]);
      expect(debt.payment).to.equal(levelPaymentUp(left, schedule.growth, 35, 0n));
      expect((await vault.state()).nav).to.equal(navBefore);
      expect((await book.facility(cluster)).deadline).to.equal(start + 2n * MONTH + GRACE);
    });

    it("shortens the term where the terms say so", async () => {
      const { book, cluster, operator, start } = await debtStory(LOAN, { debt: { shorten: true } });
      const { interest, principal } = paymentOf(schedule, 1);
      await at(start + 3n * DAY, () => book.connect(operator).repay(cluster, interest + principal + usdc("1_000_000")));

      const left = balanceOf(schedule, 1) - usdc("1_000_000");
      const debt = await book.debtOf(cluster);
      expect(debt.payment).to.equal(schedule.payment);
      expect(debt.payments).to.equal(BigInt(termFor(left, schedule.growth, schedule.payment, 35)));
      expect(debt.payments).to.be.below(35n);
    });

    it("takes no more than is outstanding, ends it, and frees the title", async () => {
      const { book, asset, registry, cluster, operator, start } = await debtStory(LOAN);
      const { interest } = paymentOf(schedule, 1);
      const paying = at(start + 3n * DAY, () => book.connect(operator).repay(cluster, usdc("90_000_000")));

      await expect(paying).to.changeTokenBalance(ethers, asset, operator, -(PRINCIPAL + interest));
      await expect(paying).to.emit(book, "DebtEnded").withArgs(cluster, operator);
      await expect(paying).to.emit(registry, "Transfer").withArgs(operator, operator, cluster);
      expect((await book.facility(cluster)).status).to.equal(STATUS.Retired);
      await expect(book.connect(operator).repay(cluster, 1n))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(cluster, STATUS.Retired);
    });

    it("adds late interest only as the terms say, first of all, and to NAV only as cash", async () => {
      const { book, vault, cluster, operator, dueAt } = await debtStory(LOAN, { debt: { lateRate: 2n * 10n ** 17n } });
      const { interest, principal } = paymentOf(schedule, 1);
      // Nothing within the grace; four days after it.
      await time.increaseTo(dueAt(1) + GRACE);
      expect((await book.owedOf(cluster))[0]).to.equal(0n);
      const paidAt = dueAt(1) + GRACE + 4n * DAY;
      const late = ((interest + principal) * 4n * 20n + 36_499n) / 36_500n;
      const navBefore = (await vault.state()).nav;
      const paying = at(paidAt, () => book.connect(operator).repay(cluster, late + 1n));

      await expect(paying).to.emit(book, "DebtPaid").withArgs(cluster, late, 1n, 0n, PRINCIPAL);
      expect((await vault.state()).nav).to.equal(navBefore);
      expect((await book.debtOf(cluster)).lateOwed).to.equal(0n);
    });
  });
});
