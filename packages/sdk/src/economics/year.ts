/**
 * What a cluster earns in a year, by assumptions. Projections, in doubles: nothing of this is ever settled by, and no
 * figure of a vault comes from here.
 */

/** Hours of a year of 365 days. */
export const HOURS = 8_760;

/** Money in units of one currency, rates and shares as fractions of one. */
export type Assumptions = {
  readonly gpus: number;
  readonly price: number; // per GPU-hour sold
  readonly utilisation: number; // share of the hours that are sold
  readonly platformFee: number; // of the gross
  readonly watts: number; // per GPU, at the wall, with its share of the server
  readonly pue: number; // what the building draws for each watt of the machines
  readonly tariff: number; // per kWh
  readonly otherCosts: number; // of running it besides energy, per GPU-hour, sold or not
  readonly management: number; // of the cost, a year
  readonly reserve: number; // of the gross
  readonly cost: number;
  readonly lifeYears: number;
  readonly salvage: number; // of the cost, at the end of its life
  readonly hedgedShare: number; // of the hours sold, whose price somebody else bears
  readonly hedgedPrice: number; // per GPU-hour: below it the hedge pays, above it is paid
};

/** A year of it, in the order in which money is taken. */
export type Year = {
  readonly gross: number;
  readonly platformFee: number;
  readonly energy: number; // part of the running costs
  readonly runningCosts: number;
  readonly hedge: number; // received; negative where it is paid
  readonly ebitda: number;
  readonly depreciation: number;
  readonly management: number;
  readonly reserve: number;
  readonly income: number; // what shareholders are richer by
  readonly cash: number; // what can be paid out: mostly their own money that comes back
  readonly economicYield: number; // income over the cost
  readonly cashYield: number; // cash over the cost
};

/** Energy is that of machines which run all year, rented or not: the cautious half of the truth. */
export function yearOf(assumptions: Assumptions): Year {
  const { gpus, price, utilisation, cost, hedgedShare, hedgedPrice } = assumptions;
  const sold = gpus * HOURS * utilisation;
  const gross = sold * price;
  const platformFee = gross * assumptions.platformFee;
  const energy = gpus * HOURS * energyPerHour(assumptions);
  const runningCosts = energy + gpus * HOURS * assumptions.otherCosts;
  const hedge = hedgedShare * sold * (hedgedPrice - price);
  const ebitda = gross - platformFee - runningCosts + hedge;
  const depreciation = (cost * (1 - assumptions.salvage)) / assumptions.lifeYears;
  const management = cost * assumptions.management;
  const reserve = gross * assumptions.reserve;
  const income = ebitda - depreciation - management;
  const cash = ebitda - management - reserve;
  return {
    gross,
    platformFee,
    energy,
    runningCosts,
    hedge,
    ebitda,
    depreciation,
    management,
    reserve,
    income,
    cash,
    economicYield: income / cost,
    cashYield: cash / cost,
  };
}

/** What the energy of a GPU-hour costs. */
export function energyPerHour({ watts, pue, tariff }: Pick<Assumptions, "watts" | "pue" | "tariff">): number {
  return (watts / 1_000) * pue * tariff;
}

/** The price per GPU-hour at which the year's income is `income`, or undefined where no price does that. */
export function priceFor(assumptions: Assumptions, income = 0): number | undefined {
  return solve((price) => yearOf({ ...assumptions, price }).income - income);
}

/** The share of hours sold at which the year's income is `income`, or undefined where not even all of them do. */
export function utilisationFor(assumptions: Assumptions, income = 0): number | undefined {
  const utilisation = solve((tried) => yearOf({ ...assumptions, utilisation: tried }).income - income);
  return utilisation !== undefined && utilisation <= 1 ? utilisation : undefined;
}

/** Where a line through two of its points is zero, at zero or above. */
export function solve(line: (at: number) => number): number | undefined {
  const [atZero, slope] = [line(0), line(1) - line(0)];
  const root = -atZero / slope;
  return slope > 0 && root >= 0 ? root : undefined;
}
