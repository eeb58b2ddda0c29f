import { yearOf, type Assumptions, type Year } from "./year.ts";

/** How rents change, and for how long a hedge holds. */
export type Outlook = {
  readonly rentDecay: number; // by which the price falls from each year to the next; negative where it rises
  readonly hedgedMonths: number;
};

/** Each year of the cluster's life. A year counts as hedged where the hedge lasts to its end. */
export function yearsOf(assumptions: Assumptions, { rentDecay, hedgedMonths }: Outlook): readonly Year[] {
  return Array.from({ length: assumptions.lifeYears }, (_, index) =>
    yearOf({
      ...assumptions,
      price: assumptions.price * (1 - rentDecay) ** index,
      hedgedShare: (index + 1) * 12 <= hedgedMonths ? assumptions.hedgedShare : 0,
    }),
  );
}

/** The yearly return of buying it all, without debt: cash of each year, and the salvage with the last one's. */
export function returnOf(assumptions: Assumptions, outlook: Outlook): number | undefined {
  const years = yearsOf(assumptions, outlook).map(({ cash }) => cash);
  const last = years.length - 1;
  return internalRate([
    -assumptions.cost,
    ...years.map((cash, index) => (index === last ? cash + assumptions.cost * assumptions.salvage : cash)),
  ]);
}

/**
 * What a share that costs one at the beginning is worth after each year, beginning with now: income stays in the vault
 * and earns nothing there.
 */
export function sharePrices(assumptions: Assumptions, outlook: Outlook): readonly number[] {
  const prices = [1];
  for (const { economicYield } of yearsOf(assumptions, outlook))
    prices.push(Math.max(0, (prices.at(-1) ?? 1) + economicYield));
  return prices;
}

/** The value after each month, straight down to the salvage. */
export function valueAfter({ cost, salvage, lifeYears }: Assumptions, months: number): number {
  return cost - (cost * (1 - salvage) * Math.min(months, lifeYears * 12)) / (lifeYears * 12);
}

/** The rate at which yearly `flows`, the first one now, are worth nothing; undefined where none above −99 % is. */
function internalRate(flows: readonly number[]): number | undefined {
  const worth = (rate: number) => flows.reduce((sum, flow, year) => sum + flow / (1 + rate) ** year, 0);
  let [low, high] = [-0.99, 10];
  if (worth(low) < 0 || worth(high) > 0) return undefined;
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (worth(middle) > 0) low = middle;
    else high = middle;
  }
  return low;
}
