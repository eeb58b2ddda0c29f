import { expect } from "chai";
import { implicitGrowth, levelPaymentUp, ratePerPeriodUp } from "@gpu-yield-vaults/sdk/model";
import { debtTimeline, type Debt, type DebtTimeline } from "../../src/lib/debt/debtTimeline";
import { formatRate } from "../../src/lib/format/rate";

const MONTH = (365 * 86_400) / 12;
const START = 1_800_000_000;
const DOLLAR = 1_000_000n;

const growth = ratePerPeriodUp(10n ** 17n, MONTH);
const loan: Debt = {
  form: "loan",
  schedule: {
    principal: 5_600_000n * DOLLAR,
    payment: levelPaymentUp(5_600_000n * DOLLAR, growth, 36, 0n),
    finalPayment: 0n,
    growth,
    payments: 36,
  },
  start: START,
  period: MONTH,
  paid: { interest: 0n, principal: 0n },
};

/** Interest and principal of its first payment. */
const FIRST = { interest: 46_666_666_667n, principal: 134_029_581_619n };

function timelineOf(debt: Debt, now: number): DebtTimeline {
  const timeline = debtTimeline(debt, now);
  if (!timeline) throw new Error("the schedule has ended");
  return timeline;
}

describe("the timeline of a debt", () => {
  it("has a row for every payment", () => {
    const { payments, interest } = timelineOf(loan, START);

    expect(payments).to.have.length(36);
    expect(payments[0]).to.deep.equal({
      index: 1,
      dueAt: START + MONTH,
      payment: 180_696_248_286n,
      interest: 46_666_666_667n,
      principal: 134_029_581_619n,
      balance: 5_465_970_418_381n,
      status: "not due",
    });
    expect(payments.at(-1)?.balance).to.equal(0n);
    expect(interest).to.equal(905_064_938_275n);
  });

  it("says what is paid, overdue and not due", () => {
    const { payments, next, outstanding } = timelineOf({ ...loan, paid: FIRST }, START + 2 * MONTH + 1);

    expect(payments.slice(0, 3).map(({ status }) => status)).to.deep.equal(["paid", "overdue", "not due"]);
    expect(next).to.include({ index: 2, missing: 180_696_248_286n });
    expect(outstanding).to.equal(5_465_970_418_381n);
  });

  it("says what is missing of a payment that is paid in part", () => {
    const paid = { interest: 2n * FIRST.interest, principal: FIRST.principal };
    const { next, outstanding } = timelineOf({ ...loan, paid }, START + MONTH);

    expect(next).to.include({ index: 2, missing: 180_696_248_286n - FIRST.interest });
    expect(outstanding).to.equal(5_465_970_418_381n);
  });

  it("has nothing to say of a schedule that has ended", () => {
    const schedule = { ...loan.schedule, principal: 0n, payments: 0 };
    expect(debtTimeline({ ...loan, schedule, period: 0 }, START)).to.equal(undefined);
  });

  it("is not overdue in the second in which it is due", () => {
    expect(timelineOf(loan, START + MONTH).next?.status).to.equal("not due");
    expect(timelineOf(loan, START + MONTH + 1).next?.status).to.equal("overdue");
  });

  it("ends with nothing outstanding and nothing next", () => {
    const paid = { interest: 905_064_938_275n, principal: 5_600_000n * DOLLAR };
    const { next, outstanding } = timelineOf({ ...loan, paid }, START + 40 * MONTH);

    expect(next).to.equal(undefined);
    expect(outstanding).to.equal(0n);
  });

  it("shows a loan's rate, and the rate that a lease implies", () => {
    const lease = {
      principal: 1_000_000n * DOLLAR,
      payment: 31_000n * DOLLAR,
      finalPayment: 100_000n * DOLLAR,
      growth: implicitGrowth(1_000_000n * DOLLAR, 31_000n * DOLLAR, 36, 100_000n * DOLLAR),
      payments: 36,
    };

    expect(formatRate(timelineOf(loan, START).yearlyRate)).to.equal("10.00 %");
    expect(formatRate(timelineOf({ ...loan, form: "lease", schedule: lease }, START).yearlyRate)).to.equal("12.21 %");
  });
});

describe("a rate", () => {
  it("is shown to the nearest hundredth of a per cent", () => {
    expect(formatRate(0n)).to.equal("0.00 %");
    expect(formatRate(99_999_999_999_999_999n)).to.equal("10.00 %");
    expect(formatRate(123_449_999_999_999_999n)).to.equal("12.34 %");
    expect(formatRate(10n ** 18n)).to.equal("100.00 %");
  });
});
