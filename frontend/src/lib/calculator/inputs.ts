import {
  BASE_CASE,
  BASE_OUTLOOK,
  BASE_LOAN,
  type Assumptions,
  type Outlook,
  type LoanAssumptions,
} from "@gpu-yield-vaults/sdk/economics";

/** Everything that the calculator can be told. Its names stand in the page's address. */
export const INPUTS = {
  gpus: { label: "GPUs", unit: "", min: 8, max: 4_096, step: 8, base: BASE_CASE.gpus },
  cost: { label: "Cost of the cluster", unit: "$ M", min: 0.2, max: 100, step: 0.1, base: BASE_CASE.cost / 1e6 },
  price: { label: "Rent", unit: "$/GPU-hour", min: 0, max: 16, step: 0.05, base: BASE_CASE.price },
  sold: { label: "Hours sold", unit: "%", min: 0, max: 100, step: 1, base: BASE_CASE.utilisation * 100 },
  decay: {
    label: "Rents fall each year by",
    unit: "%",
    min: -20,
    max: 60,
    step: 1,
    base: BASE_OUTLOOK.rentDecay * 100,
  },
  tariff: { label: "Power", unit: "$/kWh", min: 0, max: 0.4, step: 0.0001, base: BASE_CASE.tariff },
  watts: { label: "Draw at the wall", unit: "W per GPU", min: 200, max: 2_500, step: 1, base: BASE_CASE.watts },
  life: { label: "Useful life", unit: "years", min: 2, max: 8, step: 1, base: BASE_CASE.lifeYears },
  salvage: {
    label: "Worth at its end",
    unit: "% of the cost",
    min: 0,
    max: 50,
    step: 1,
    base: BASE_CASE.salvage * 100,
  },
  hedged: { label: "Hours whose price is hedged", unit: "%", min: 0, max: 100, step: 5, base: 0 },
  hedge: { label: "Hedged at", unit: "$/GPU-hour", min: 0, max: 16, step: 0.05, base: BASE_CASE.hedgedPrice },
  months: { label: "Hedged for", unit: "months", min: 0, max: 96, step: 12, base: BASE_OUTLOOK.hedgedMonths },
  borrowed: {
    label: "Of the cost, lent",
    unit: "%",
    min: 5,
    max: 90,
    step: 1,
    base: (BASE_LOAN.principal / BASE_CASE.cost) * 100,
  },
  rate: { label: "Interest", unit: "% a year", min: 0, max: 25, step: 0.25, base: BASE_LOAN.rate * 100 },
  term: { label: "Repaid in", unit: "months", min: 6, max: 60, step: 6, base: BASE_LOAN.months },
} as const;

export type InputName = keyof typeof INPUTS;
export type Inputs = Readonly<Record<InputName, number>>;

const NAMES = Object.keys(INPUTS) as InputName[];

/** What an address says; the base case where it says nothing, or nothing that the calculator could be set to. */
export function readInputs(search: { get: (name: string) => string | null }): Inputs {
  const entries = NAMES.map((name) => {
    const { min, max, base } = INPUTS[name];
    const text = search.get(name);
    const value = text === null || text.trim() === "" ? NaN : Number(text);
    return [name, value >= min && value <= max ? value : base] as const;
  });
  return Object.fromEntries(entries) as Inputs;
}

/** The address that says it: what is as in the base case is left out. */
export function writeInputs(inputs: Inputs): string {
  const said = NAMES.filter((name) => inputs[name] !== INPUTS[name].base);
  const search = new URLSearchParams(said.map((name) => [name, String(inputs[name])])).toString();
  return search === "" ? "" : `?${search}`;
}

export function assumptionsOf(inputs: Inputs): Assumptions {
  return {
    ...BASE_CASE,
    gpus: inputs.gpus,
    cost: inputs.cost * 1e6,
    price: inputs.price,
    utilisation: inputs.sold / 100,
    tariff: inputs.tariff,
    watts: inputs.watts,
    lifeYears: inputs.life,
    salvage: inputs.salvage / 100,
    hedgedShare: inputs.hedged / 100,
    hedgedPrice: inputs.hedge,
  };
}

export const outlookOf = ({ decay, months }: Inputs): Outlook => ({ rentDecay: decay / 100, hedgedMonths: months });

export const loanOf = ({ cost, borrowed, rate, term }: Inputs): LoanAssumptions => ({
  principal: cost * 1e6 * (borrowed / 100),
  rate: rate / 100,
  months: term,
});
