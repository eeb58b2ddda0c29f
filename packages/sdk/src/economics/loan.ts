import { solve, yearOf, type Assumptions } from "./year.ts";

/** A loan that is repaid by level monthly payments. */
export type LoanAssumptions = {
  readonly principal: number;
  readonly rate: number; // a year, without compounding
  readonly months: number;
};

/** P·i/(1 − (1+i)^−n). */
export function monthlyPayment({ principal, rate, months }: LoanAssumptions): number {
  const monthly = rate / 12;
  return monthly === 0 ? principal / months : (principal * monthly) / (1 - (1 + monthly) ** -months);
}

/** What is outstanding after `paid` payments. */
export function balanceAfter(loan: LoanAssumptions, paid: number): number {
  const monthly = loan.rate / 12;
  const payment = monthlyPayment(loan);
  if (monthly === 0) return loan.principal - paid * payment;
  const grown = (1 + monthly) ** paid;
  return loan.principal * grown - (payment * (grown - 1)) / monthly;
}

export const totalInterest = (loan: LoanAssumptions): number => monthlyPayment(loan) * loan.months - loan.principal;

/** The coverage of debt service (DSCR): a year's EBITDA over a year's payments. */
export function coverageOf(assumptions: Assumptions, loan: LoanAssumptions): number {
  return yearOf(assumptions).ebitda / (12 * monthlyPayment(loan));
}

/** The price per GPU-hour at which the coverage is `coverage`, or undefined where no price does that. */
export function priceForCoverage(
  assumptions: Assumptions,
  loan: LoanAssumptions,
  coverage: number,
): number | undefined {
  return solve((price) => coverageOf({ ...assumptions, price }, loan) - coverage);
}
