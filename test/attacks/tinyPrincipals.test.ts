import { expect } from "chai";
import { debtStory, LOAN } from "../support/debts.ts";
import { networkHelpers } from "../support/protocol.ts";

describe("A debt collects what was lent (attacks)", () => {
  for (const { amount, payments, finalPayment } of [
    { amount: 1n, payments: 120n, finalPayment: 0n },
    { amount: 2n, payments: 12n, finalPayment: 0n },
    { amount: 1_000n, payments: 120n, finalPayment: 0n }, // paid after 112 payments of 9
    { amount: 1_000n, payments: 6n, finalPayment: 998n },
  ]) {
    it(`70 ${amount} lent for ${payments} payments, ${finalPayment} with the last, collects ${amount}`, async () => {
      const terms = { ...LOAN.debt, yearlyRate: 0n, payments, finalPayment };
      const { loans, asset, vault, depositor, cluster, dueAt } = await debtStory(LOAN, { amount, debt: terms });
      await networkHelpers.time.increaseTo(dueAt(Number(payments)));
      const before = await asset.balanceOf(vault);

      await loans.connect(depositor).repay(cluster, 10n ** 6n);

      expect((await asset.balanceOf(vault)) - before).to.equal(amount);
    });
  }

  it("70 what is left of a loan without interest after a prepayment is collected once", async () => {
    const terms = { ...LOAN.debt, yearlyRate: 0n, payments: 12n };
    const { loans, asset, vault, depositor, cluster, dueAt } = await debtStory(LOAN, { amount: 12_000n, debt: terms });
    const before = await asset.balanceOf(vault);
    await networkHelpers.time.increaseTo(dueAt(1) - 60n);
    await loans.connect(depositor).repay(cluster, 11_997n); // three are left, for eleven payments

    await networkHelpers.time.increaseTo(dueAt(12));
    await loans.connect(depositor).repay(cluster, 10n ** 6n);

    expect((await asset.balanceOf(vault)) - before).to.equal(12_000n);
  });
});
