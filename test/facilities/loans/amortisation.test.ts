import { expect } from "chai";
import { network } from "hardhat";
import {
  balanceAfterUp,
  implicitGrowth,
  lastPayment,
  levelPaymentUp,
  owedAfter,
  paymentsCovered,
  power,
  ratePerPeriodUp,
  scheduleRows,
  termFor,
  totalOwed,
  trimmed,
  yearlyRateOf,
  type Schedule,
} from "@gpu-yield-vaults/sdk/model";
import { exactPayment, exactSchedule } from "../../support/exactSchedule.ts";
import { loanTerms, YEAR, type LoanTerms } from "../../support/loanTerms.ts";
import { DAY, HOUR, usdc } from "../../support/units.ts";

const { ethers, networkHelpers } = await network.create();

const MONTH = Number(YEAR) / 12;
const START = 1_800_000_000;
const WAD = 10n ** 18n;

const FIGURES = ["payment", "interest", "principal", "balance"] as const;

const LOAN: LoanTerms = {
  principal: usdc("5_600_000"),
  yearlyRate: percent("10"),
  period: MONTH,
  payments: 36,
  finalPayment: 0n,
};

describe("Amortisation", () => {
  describe("the reference loan: $5.6M, 36 months", () => {
    for (const [rate, payment] of [
      ["8", "175_483.65"],
      ["10", "180_696.25"],
      ["12", "186_000.13"],
    ] as const) {
      it(`is paid by ${payment} a month at ${rate} %`, () => {
        const { payment: level } = scheduleOf({ ...LOAN, yearlyRate: percent(rate) });

        expect(cents(level)).to.equal(cents(usdc(payment)));
      });
    }

    it("has the balances and the interest of the reference, to the cent", () => {
      const loan = scheduleOf(LOAN);

      expect(loan.payment).to.equal(usdc("180_696.248285") + 1n); // rounded up
      expect(cents(balanceAfterUp(loan, 12))).to.equal(cents(usdc("3_915_842.17")));
      expect(cents(balanceAfterUp(loan, 24))).to.equal(cents(usdc("2_055_331.00")));
      expect(cents(owedAfter(loan, 36).interest)).to.equal(cents(usdc("905_064.94")));
      expect(owedAfter(loan, 36).principal).to.equal(LOAN.principal);
      expect(balanceAfterUp(loan, 36)).to.equal(0n);
    });

    it("covers its debt service as the reference says", () => {
      const { interest, principal } = owedAfter(scheduleOf(LOAN), 12);
      const coverage = (stress: Stress, digits: number): string =>
        (ebitda(stress) / (Number(interest + principal) / 1e6)).toFixed(digits);

      expect(coverage({}, 4)).to.equal("1.3668");
      expect(coverage({ price: 2.25 * 0.65 }, 3)).to.equal("0.748");
      expect(coverage({ utilisation: 0.6 }, 3)).to.equal("0.925");
      expect(coverage({ power: 1.5 }, 3)).to.equal("1.297");
      expect(coverage({ price: 2.25 * 0.65, utilisation: 0.6, power: 1.5 }, 3)).to.equal("0.390");
      expect(coverage({ price: 0.6, utilisation: 0.6 }, 3)).to.equal("-0.048");
      expect(coverage({ price: 2.2922 }, 2)).to.equal("1.40");
    });
  });

  describe("any terms the ledger would accept", () => {
    it("are within a unit of the exact schedule, payment by payment", () => {
      for (const terms of loanTerms(1n, 400)) {
        const schedule = scheduleOf(terms);
        const { scale, rows } = exactSchedule(terms, schedule.payment);
        const isNear = (shown: bigint, exact: bigint): boolean => absolute(shown * scale - exact) <= scale;
        const far = scheduleRows(schedule, START, terms.period).filter((row, at) => {
          const exact = rows[at];
          return !exact || !FIGURES.every((figure) => isNear(row[figure], exact[figure]));
        });

        expect(far, describeTerms(terms)).to.deep.equal([]);
      }
    });

    it("have the exact level payment, rounded up", () => {
      for (const terms of loanTerms(2n, 400)) {
        const [over, under] = exactPayment(terms);

        expect(scheduleOf(terms).payment, describeTerms(terms)).to.equal((over + under - 1n) / under);
      }
    });

    it("repay the principal to the unit, and never owe more than before", () => {
      for (const terms of loanTerms(3n, 400)) {
        const schedule = scheduleOf(terms);
        const rows = scheduleRows(schedule, START, terms.period);
        const balances = [terms.principal, ...rows.map(({ balance }) => balance)];
        const payments = Array.from({ length: schedule.payments - 1 }, () => schedule.payment);

        expect(sum(rows.map(({ principal }) => principal)), describeTerms(terms)).to.equal(terms.principal);
        expect(sum(rows.map(({ payment }) => payment)), describeTerms(terms)).to.equal(totalOwed(schedule));
        expect(list(rows.map(({ payment }) => payment))).to.equal(list([...payments, lastPayment(schedule)]));
        expect(list(rows.map(({ interest, principal }) => interest + principal))).to.equal(
          list(rows.map(({ payment }) => payment)),
        );
        expect(
          rows.filter(({ balance, interest }, at) => interest < 0n || balance < 0n || balance > (balances[at] ?? 0n)),
          describeTerms(terms),
        ).to.deep.equal([]);
        expect(rows.at(-1)?.balance).to.equal(0n);
      }
    });

    it("are the same on chain, to the unit", async () => {
      const mock = await deployed();
      for (const terms of loanTerms(4n, 200)) {
        const { principal, yearlyRate, period, finalPayment } = terms;
        const schedule = scheduleOf(terms);
        const { growth, payment, payments } = schedule;
        const owed = Array.from({ length: payments + 1 }, (_, k) => owedAfter(schedule, k));
        const { balances, interest, principal: repaid } = await mock.rows(schedule);

        expect(await mock.ratePerPeriodUp(yearlyRate, period), describeTerms(terms)).to.equal(growth);
        expect(await mock.levelPaymentUp(principal, growth, terms.payments, finalPayment)).to.equal(payment);
        expect(await mock.paymentsNeeded({ ...schedule, payments: terms.payments, finalPayment })).to.equal(payments);
        expect(list(balances), describeTerms(terms)).to.equal(list(owed.map((_, k) => balanceAfterUp(schedule, k))));
        expect(list(interest), describeTerms(terms)).to.equal(list(owed.map((soFar) => soFar.interest)));
        expect(list(repaid), describeTerms(terms)).to.equal(list(owed.map((soFar) => soFar.principal)));
      }
    }).timeout(240_000);

    it("count the same payments on chain", async () => {
      const mock = await deployed();
      for (const terms of loanTerms(5n, 100)) {
        const schedule = scheduleOf(terms);
        const total = totalOwed(schedule);
        for (const paid of [0n, schedule.payment, total / 3n, total - schedule.payment, total - 1n, total, 2n * total])
          expect(await mock.paymentsCovered(schedule, paid), describeTerms(terms)).to.equal(
            BigInt(paymentsCovered(schedule, paid)),
          );
      }
    });

    it("have the same implicit rates and terms on chain", async () => {
      const mock = await deployed();
      for (const terms of loanTerms(6n, 60)) {
        const { principal, finalPayment, payments } = terms;
        const { growth, payment } = scheduleOf(terms);
        const rent = payment + payment / 7n;

        expect(await mock.implicitGrowth(principal, rent, payments, finalPayment), describeTerms(terms)).to.equal(
          implicitGrowth(principal, rent, payments, finalPayment),
        );
        expect(await mock.termFor(principal, growth, rent, payments), describeTerms(terms)).to.equal(
          BigInt(termFor(principal, growth, rent, payments)),
        );
        expect(await mock.power(growth, payments)).to.equal(power(growth, payments));
      }
    });
  });

  describe("ratePerPeriodUp", () => {
    it("is the yearly rate in proportion to the period, rounded up", () => {
      expect(ratePerPeriodUp(WAD, Number(YEAR))).to.equal(2n ** 128n);
      expect(ratePerPeriodUp(percent("10"), MONTH)).to.equal(2n ** 128n / 120n + 1n);
      expect(ratePerPeriodUp(0n, MONTH)).to.equal(0n);
    });

    it("is turned back by the yearly rate", () => {
      for (const yearlyRate of [0n, percent("0.01"), percent("7.25") + 1n, percent("100")])
        for (const period of [HOUR, DAY, 30n * DAY, YEAR, 366n * DAY])
          expect(yearlyRateOf(ratePerPeriodUp(yearlyRate, Number(period)), Number(period))).to.equal(yearlyRate);
    });
  });

  describe("balanceAfterUp", () => {
    it("keeps a balloon until the last payment", () => {
      const loan = scheduleOf({ ...LOAN, finalPayment: usdc("1_000_000") });

      expect(balanceAfterUp(loan, 35) > usdc("1_000_000")).to.equal(true);
      expect(lastPayment(loan) > usdc("1_000_000") + loan.payment - 100n).to.equal(true);
      expect(lastPayment(loan) <= usdc("1_000_000") + loan.payment).to.equal(true);
      expect(balanceAfterUp(loan, 36)).to.equal(0n);
    });

    it("stays at the principal while only interest is paid", () => {
      // The fractions that this annuity loses would show as a unit above the principal from payment 17 on.
      const loan = { principal: 256n, payment: 3n, finalPayment: 256n, growth: 3n << 120n, payments: 120 };

      for (let k = 0; k < 120; k += 1) expect(balanceAfterUp(loan, k)).to.equal(256n);
      expect(owedAfter(loan, 120)).to.deep.equal({ interest: 360n, principal: 256n });
    });
  });

  describe("trimmed", () => {
    const without = (principal: bigint, payments: number, finalPayment: bigint): Schedule =>
      scheduleOf({ ...LOAN, principal, yearlyRate: 0n, payments, finalPayment });

    it("leaves a schedule as it is that takes all its payments", () => {
      const { payments, payment, finalPayment } = scheduleOf({ ...LOAN, finalPayment: usdc("600_000") });

      expect([payments, finalPayment]).to.deep.equal([36, usdc("600_000")]);
      expect(payment).to.equal(levelPaymentUp(LOAN.principal, scheduleOf(LOAN).growth, 36, usdc("600_000")));
    });

    it("ends with the payment that repays", () => {
      expect(without(1n, 120, 0n).payments).to.equal(1);
      expect(without(1_000n, 120, 0n).payments).to.equal(112); // 111 of 9, and one
      expect(lastPayment(without(1_000n, 120, 0n))).to.equal(1n);
    });

    it("leaves out a final payment that payments before it repay", () => {
      const loan = without(1_000n, 120, 3n);

      expect([loan.payments, loan.finalPayment, totalOwed(loan)]).to.deep.equal([112, 0n, 1_000n]);
    });

    it("keeps what payments rounded up leave of a final payment", () => {
      const loan = without(1_000n, 6, 998n);

      expect([loan.payments, loan.finalPayment, lastPayment(loan)]).to.deep.equal([6, 998n, 995n]);
    });

    it("collects the principal and no more where there is no interest", () => {
      for (let principal = 1n; principal < 300n; principal += 1n)
        for (const payments of [1, 2, 7, 36, 120])
          expect(totalOwed(without(principal, payments, principal / 3n)), `${principal} ${payments}`).to.equal(
            principal,
          );
    });
  });

  describe("paymentsCovered", () => {
    it("counts whole payments, the last one with its final payment", () => {
      const loan = scheduleOf({ ...LOAN, finalPayment: usdc("600_000") });
      const level = 35n * loan.payment;

      expect(paymentsCovered(loan, 0n)).to.equal(0);
      expect(paymentsCovered(loan, loan.payment - 1n)).to.equal(0);
      expect(paymentsCovered(loan, loan.payment)).to.equal(1);
      expect(paymentsCovered(loan, level)).to.equal(35);
      expect(paymentsCovered(loan, level + loan.payment)).to.equal(35);
      expect(paymentsCovered(loan, level + lastPayment(loan) - 1n)).to.equal(35);
      expect(paymentsCovered(loan, level + lastPayment(loan))).to.equal(36);
    });

    it("finds nothing to pay before the end of a loan without interest that is repaid at once", () => {
      const loan = scheduleOf({ ...LOAN, yearlyRate: 0n, finalPayment: LOAN.principal });

      expect(loan.payment).to.equal(0n);
      expect(paymentsCovered(loan, LOAN.principal - 1n)).to.equal(35);
      expect(paymentsCovered(loan, LOAN.principal)).to.equal(36);
    });
  });

  describe("implicitGrowth", () => {
    for (const rate of ["0.01", "1", "8", "9.99", "25", "99"])
      it(`finds the ${rate} % a year that a rent was made from, to 1e-9`, () => {
        for (const buyout of ["0", "1", "800_000", "8_000_000"]) {
          const [price, growth] = [usdc("8_000_000"), ratePerPeriodUp(percent(rate), MONTH)];
          const rent = levelPaymentUp(price, growth, 36, usdc(buyout));
          const found = yearlyRateOf(implicitGrowth(price, rent, 36, usdc(buyout)), MONTH);

          expect(found - percent(rate) <= WAD / 10n ** 9n && found >= percent(rate), `${found}`).to.equal(true);
        }
      });

    it("is the rate at which rents and buyout are worth the price", () => {
      const growth = implicitGrowth(usdc("1_000_000"), usdc("31_000"), 36, usdc("100_000"));
      const rate = Number(growth) / 2 ** 128;
      const discounted = Array.from({ length: 36 }, (_, k) => 31_000 / (1 + rate) ** (k + 1));
      const worth = discounted.reduce((sum, rent) => sum + rent, 100_000 / (1 + rate) ** 36);

      // A yearly rate that is 1e-9 higher would cost more than a thousandth of a dollar.
      expect(Math.abs(worth - 1_000_000) < 0.001, `${worth}`).to.equal(true);
    });

    it("leaves every rent as it is, the last one beside the buyout", () => {
      for (const terms of loanTerms(7n, 200)) {
        const { principal, payments, finalPayment, period } = terms;
        const rent = scheduleOf(terms).payment + principal / 1_000n;
        const growth = implicitGrowth(principal, rent, payments, finalPayment);
        const lease = { principal, payment: rent, finalPayment, growth, payments };
        const rents = Array.from({ length: payments - 1 }, () => rent);

        expect(list(scheduleRows(lease, START, period).map(({ payment }) => payment)), describeTerms(terms)).to.equal(
          list([...rents, rent + finalPayment]),
        );
      }
    });

    it("is nothing where the payments come to the price", () => {
      expect(implicitGrowth(usdc("36"), usdc("1"), 36, 0n)).to.equal(0n);
      expect(implicitGrowth(usdc("36"), 0n, 36, usdc("36"))).to.equal(0n);
    });
  });

  describe("termFor", () => {
    it("is the term that a level payment was made for", () => {
      const { growth, payment } = scheduleOf(LOAN);

      expect(termFor(LOAN.principal, growth, payment, 120)).to.equal(36);
      expect(termFor(LOAN.principal, growth, payment - 1n, 120)).to.equal(37);
    });

    it("is shorter where less is owed, and ends where the payment repays", () => {
      const { growth, payment } = scheduleOf(LOAN);
      const half = LOAN.principal / 2n;
      const term = termFor(half, growth, payment, 36);
      const shortened = { principal: half, payment, finalPayment: 0n, growth, payments: term };

      expect(term).to.equal(17);
      expect(lastPayment(shortened) > 0n && lastPayment(shortened) < payment).to.equal(true);
      expect(owedAfter(shortened, term).principal).to.equal(half);
    });

    it("is the longest there may be where the payment does not repay", () => {
      const { growth } = scheduleOf(LOAN);

      expect(termFor(LOAN.principal, growth, usdc("46_000"), 120)).to.equal(120);
      expect(termFor(LOAN.principal, growth, 0n, 36)).to.equal(36);
    });
  });

  describe("scheduleRows", () => {
    it("lists every payment with its date", () => {
      const rows = scheduleRows(scheduleOf({ ...LOAN, principal: 1_000n, yearlyRate: 0n, payments: 3 }), START, MONTH);

      expect(rows).to.deep.equal([
        { index: 1, dueAt: START + MONTH, payment: 334n, interest: 0n, principal: 334n, balance: 666n },
        { index: 2, dueAt: START + 2 * MONTH, payment: 334n, interest: 0n, principal: 334n, balance: 332n },
        { index: 3, dueAt: START + 3 * MONTH, payment: 332n, interest: 0n, principal: 332n, balance: 0n },
      ]);
    });
  });
});

type Stress = {
  readonly price?: number; // dollars per GPU-hour
  readonly utilisation?: number;
  readonly power?: number; // times the tariff
};

/** Dollars a year that the reference cluster of 256 GPUs leaves before debt service. */
function ebitda({ price = 2.25, utilisation = 0.8, power: tariff = 1 }: Stress): number {
  const hours = 256 * 8_760;
  const energy = hours * 1.275 * 1.25 * 0.0853;
  const otherOpex = energy / 0.35 - energy;
  return hours * utilisation * price * 0.95 - otherOpex - energy * tariff;
}

function scheduleOf({ principal, yearlyRate, period, payments, finalPayment }: LoanTerms): Schedule {
  const growth = ratePerPeriodUp(yearlyRate, period);
  const payment = levelPaymentUp(principal, growth, payments, finalPayment);
  return trimmed({ principal, payment, finalPayment, growth, payments });
}

function deployed() {
  return networkHelpers.loadFixture(deployMock);
}

function deployMock() {
  return ethers.deployContract("MockAmortisation");
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** Compared as text, which is a hundred times faster. */
function list(amounts: readonly bigint[]): string {
  return amounts.join(" ");
}

/** Nearest cents of base units. */
function cents(amount: bigint): bigint {
  return (amount + 5_000n) / 10_000n;
}

function percent(text: string): bigint {
  return ethers.parseUnits(text, 16);
}

function describeTerms(terms: LoanTerms): string {
  return Object.values(terms).join(" ");
}
