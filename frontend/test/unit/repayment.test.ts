import { expect } from "chai";
import { levelPaymentUp, ratePerPeriodUp } from "@gpu-yield-vaults/sdk/model";
import { repayAll, repaymentOf, type Repayable } from "../../src/lib/debt/repayment";
import { repaymentWords } from "../../src/lib/debt/repaymentWords";

const MONTH = (365 * 86_400) / 12;
const START = 1_800_000_000;
const DOLLAR = 1_000_000n;
const PRINCIPAL = 5_600_000n * DOLLAR;

const growth = ratePerPeriodUp(10n ** 17n, MONTH);
const payment = levelPaymentUp(PRINCIPAL, growth, 36, 0n);
/** Of the first payment, whose period runs. */
const INTEREST = 46_666_666_667n;
const FIRST = 134_029_581_619n;
const TOKEN = { address: "0x0000000000000000000000000000000000000001", name: "", symbol: "tUSD", decimals: 6 } as const;

const loan: Repayable = {
  form: "loan",
  schedule: { principal: PRINCIPAL, payment, finalPayment: 0n, growth, payments: 36 },
  start: START,
  period: MONTH,
  paid: { interest: 0n, principal: 0n },
  claimed: { lateInterest: 0n, interest: INTEREST, principal: FIRST },
  outstanding: PRINCIPAL,
  shorten: false,
  lateRate: 0n,
};
const NOW = START + 1_000;

describe("a repayment", () => {
  it("pays late interest, then interest, then principal", () => {
    const late = { ...loan, claimed: { ...loan.claimed, lateInterest: 5n } };

    expect(repaymentOf(late, 3n, NOW)).to.include({ lateInterest: 3n, interest: 0n, principal: 0n });
    expect(repaymentOf(late, 6n, NOW)).to.include({ lateInterest: 5n, interest: 1n, principal: 0n });
    expect(repaymentOf(late, 5n + INTEREST + 7n, NOW)).to.include({ interest: INTEREST, principal: 7n, ahead: 0n });
  });

  it("lowers the payments by what is ahead of its time", () => {
    const ahead = 1_000_000n * DOLLAR;
    const { outstanding, anew, ...lines } = repaymentOf(loan, payment + ahead, NOW);

    expect(lines).to.deep.equal({ lateInterest: 0n, interest: INTEREST, principal: FIRST, ahead, unused: 0n });
    expect(outstanding).to.equal(PRINCIPAL - FIRST - ahead);
    expect(anew).to.deep.equal({
      payments: 35,
      paymentsBefore: 35,
      payment: levelPaymentUp(outstanding, growth, 35, 0n),
      paymentBefore: payment,
      from: START + MONTH,
    });
  });

  it("shortens the term where the terms say so", () => {
    const { anew } = repaymentOf({ ...loan, shorten: true }, payment + 1_000_000n * DOLLAR, NOW);

    expect(anew).to.include({ paymentsBefore: 35, payments: 28, payment });
  });

  it("takes no more than is outstanding", () => {
    const { unused, outstanding, anew } = repaymentOf(loan, repayAll(loan) + 9n, NOW);

    expect([unused, outstanding, anew]).to.deep.equal([9n, 0n, undefined]);
  });

  it("allows for an hour of late interest where it runs", () => {
    const late = { ...loan, lateRate: 10n ** 17n, claimed: { ...loan.claimed, lateInterest: 1n } };
    const anHour = ((INTEREST + FIRST) * 3_600n) / (10n * 365n * 86_400n) + 1n;

    expect(repayAll(late)).to.equal(PRINCIPAL + INTEREST + 1n + anHour);
  });

  it("says in words what it does", () => {
    const words = (amount: bigint) => repaymentWords(repaymentOf(loan, amount, NOW), TOKEN);

    expect(words(INTEREST)).to.deep.equal([
      { label: "Interest that is owed", value: "46,666.666667 tUSD", note: undefined },
    ]);
    expect(words(payment + DOLLAR)[2]).to.deep.equal({
      label: "Principal ahead of its time",
      value: "1.00 tUSD",
      note: "From 14 Feb 2027 on, payments of 180,696.215228 tUSD instead of 180,696.248286 tUSD.",
    });
    expect(words(repayAll(loan)).at(-1)?.note).to.equal("With it everything is paid, and the title is the operator’s.");
  });
});
