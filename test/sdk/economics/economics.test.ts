import {
  balanceAfter,
  BASE_CASE,
  BASE_LOAN,
  coverageOf,
  monthlyPayment,
  priceFor,
  priceForCoverage,
  returnOf,
  sharePrices,
  STRESSES,
  totalInterest,
  utilisationFor,
  valueAfter,
  yearOf,
  type Assumptions,
} from "@gpu-yield-vaults/sdk/economics";
import { expect } from "chai";

/** As it is printed, to so many decimals. */
const shown = (figure: number | undefined, decimals: number) => figure?.toFixed(decimals);
const none = { platformFee: 0, watts: 0, otherCosts: 0, management: 0, reserve: 0 } as const;

describe("the economics of a cluster", () => {
  describe("given the base case", () => {
    const year = yearOf(BASE_CASE);

    const lines = [
      ["gross", "4036608.000000"],
      ["energy", "304869.024000"],
      ["runningCosts", "871054.354286"],
      ["ebitda", "2963723.245714"],
      ["depreciation", "1440000.000000"],
      ["income", "1443723.245714"],
      ["cash", "2802991.085714"],
    ] as const;
    for (const [name, expected] of lines) {
      it(`has a ${name} of ${expected}`, () => {
        expect(shown(year[name], 6)).to.equal(expected);
      });
    }

    it("tells the economic yield from the cash yield", () => {
      expect(shown(year.economicYield * 100, 2)).to.equal("18.05");
      expect(shown(year.cashYield * 100, 2)).to.equal("35.04");
    });

    it("breaks even at a price, and at a share of hours sold", () => {
      expect(shown(priceFor(BASE_CASE), 4)).to.equal("1.4029");
      expect(shown((utilisationFor(BASE_CASE) ?? 0) * 100, 2)).to.equal("49.88");
    });

    it("is worth less along a straight line, and a share more after a year", () => {
      expect([12, 24, 60, 72].map((months) => valueAfter(BASE_CASE, months))).to.deep.equal([
        6_560_000, 5_120_000, 800_000, 800_000,
      ]);
      expect(shown(sharePrices(BASE_CASE, { rentDecay: 0, hedgedMonths: 0 })[1], 6)).to.equal("1.180465");
    });

    const returns = [
      [0, "23.81"],
      [0.13, "10.86"],
      [0.2, "3.22"],
      [0.26, "-3.91"],
      [0.35, "-16.38"],
    ] as const;
    for (const [rentDecay, expected] of returns) {
      it(`returns ${expected} % a year where rents fall by ${rentDecay}`, () => {
        const rate = returnOf(BASE_CASE, { rentDecay, hedgedMonths: 0 }) ?? 0;
        expect(shown(rate * 100, 2)).to.equal(expected);
      });
    }

    it("has no return where nothing at all comes back", () => {
      expect(returnOf({ ...BASE_CASE, price: 0, salvage: 0 }, { rentDecay: 0, hedgedMonths: 0 })).to.equal(undefined);
    });
  });

  describe("given other figures of the field", () => {
    const single: Assumptions = { ...BASE_CASE, ...none, gpus: 1, utilisation: 1, cost: 30_000 };

    it("knows one H100, always rented", () => {
      expect(yearOf({ ...single, price: 2 }).gross).to.equal(17_520);
      expect(yearOf({ ...single, price: 3.5 }).gross).to.equal(30_660);
      expect(shown(yearOf({ ...single, price: 2 }).cashYield * 100, 1)).to.equal("58.4");
      expect(shown(yearOf({ ...single, price: 3.5 }).cashYield * 100, 1)).to.equal("102.2");
    });

    it("knows what 256 of them take in, and the price for a sum", () => {
      const many = { ...BASE_CASE, ...none, utilisation: 1, salvage: 1 };
      expect(yearOf({ ...many, price: 2 }).gross).to.equal(4_485_120);
      expect(yearOf({ ...many, price: 3.5 }).gross).to.equal(7_848_960);
      expect(shown(priceFor(many, 4_000_000), 4)).to.equal("1.7837");
      expect(shown(priceFor(many, 6_000_000), 4)).to.equal("2.6755");
    });

    it("knows what 1,024 machines of 700 W draw in a year", () => {
      const hungry = { ...BASE_CASE, gpus: 1_024, watts: 700, pue: 1 };
      expect(shown(yearOf({ ...hungry, tariff: 0.06 }).energy, 2)).to.equal("376750.08");
      expect(shown(yearOf({ ...hungry, tariff: 0.12 }).energy, 2)).to.equal("753500.16");
    });
  });

  describe("given the loan of the base case", () => {
    it("has its payment, at three rates", () => {
      const payments = [0.1, 0.08, 0.12].map((rate) => monthlyPayment({ ...BASE_LOAN, rate }));
      expect(shown(payments[0], 6)).to.equal("180696.248285");
      expect(shown(payments[1], 2)).to.equal("175483.65");
      expect(shown(payments[2], 2)).to.equal("186000.13");
    });

    it("has its balances and its interest", () => {
      expect(shown(balanceAfter(BASE_LOAN, 12), 2)).to.equal("3915842.17");
      expect(shown(balanceAfter(BASE_LOAN, 24), 2)).to.equal("2055331.00");
      expect(Math.abs(balanceAfter(BASE_LOAN, 36))).to.be.below(0.01);
      expect(shown(totalInterest(BASE_LOAN), 2)).to.equal("905064.94");
    });

    it("repays alike where it costs nothing", () => {
      const free = { ...BASE_LOAN, rate: 0, months: 40 };
      expect(monthlyPayment(free)).to.equal(140_000);
      expect(balanceAfter(free, 10)).to.equal(4_200_000);
    });

    it("is covered, and by more at another price", () => {
      expect(shown(coverageOf(BASE_CASE, BASE_LOAN), 4)).to.equal("1.3668");
      expect(shown(priceForCoverage(BASE_CASE, BASE_LOAN, 1.4), 4)).to.equal("2.2922");
    });
  });

  describe("given stress", () => {
    const expected = [
      ["101551", "0.748"],
      ["485029", "0.925"],
      ["1291289", "1.297"],
      ["-674035", "0.390"],
      ["-1624099", "-0.048"],
    ] as const;
    STRESSES.forEach(({ name, apply }, index) => {
      it(`has the income and the coverage of ‘${name}’`, () => {
        const stressed = apply(BASE_CASE);
        expect([shown(yearOf(stressed).income, 0), shown(coverageOf(stressed, BASE_LOAN), 3)]).to.deep.equal(
          expected[index],
        );
      });
    });

    it("breaks even at no share of the hours, where the price is too low", () => {
      expect(utilisationFor({ ...BASE_CASE, price: 0.6 })).to.equal(undefined);
    });
  });

  describe("given a hedge at 2.25", () => {
    it("holds the coverage where the price falls by 35 %", () => {
      const fallen = { ...BASE_CASE, price: BASE_CASE.price * 0.65 };
      expect(shown(coverageOf({ ...fallen, hedgedShare: 0.6 }, BASE_LOAN), 3)).to.equal("1.139");
      expect(shown(coverageOf({ ...fallen, hedgedShare: 1 }, BASE_LOAN), 3)).to.equal("1.399");
    });

    it("mends the return where rents fall by 26 % a year, for as long as it lasts", () => {
      const hedged = { ...BASE_CASE, hedgedShare: 0.6 };
      const rates = [24, 36].map((hedgedMonths) => (returnOf(hedged, { rentDecay: 0.26, hedgedMonths }) ?? 0) * 100);
      expect(rates.map((rate) => shown(rate, 2))).to.deep.equal(["-0.49", "5.18"]);
    });
  });
});
