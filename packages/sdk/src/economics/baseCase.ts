import type { Outlook } from "./outlook.ts";
import type { LoanAssumptions } from "./loan.ts";
import { energyPerHour, type Assumptions } from "./year.ts";

const POWER = { watts: 1_275, pue: 1.25, tariff: 0.0853 } as const;

/** Of all running costs. */
const ENERGY_SHARE = 0.35;

/**
 * 256 H100 as operators filed and paid in 2025: the price near the middle of firm offers, 10.2 kW for eight of them,
 * industrial electricity of the United States in December 2025 (EIA), five years as Lambda writes off.
 */
export const BASE_CASE: Assumptions = {
  gpus: 256,
  price: 2.25,
  utilisation: 0.8,
  platformFee: 0.05,
  ...POWER,
  otherCosts: energyPerHour(POWER) * (1 / ENERGY_SHARE - 1),
  management: 0.01,
  reserve: 0.02,
  cost: 8_000_000,
  lifeYears: 5,
  salvage: 0.1,
  hedgedShare: 0,
  hedgedPrice: 2.25,
};

export const BASE_LOAN: LoanAssumptions = { principal: 5_600_000, rate: 0.1, months: 36 };

export const BASE_OUTLOOK: Outlook = { rentDecay: 0.13, hedgedMonths: 24 };

/** One change of the assumptions that has happened to somebody. */
export type Stress = { readonly name: string; readonly apply: (assumptions: Assumptions) => Assumptions };

const priceFalls = (by: number) => (given: Assumptions) => ({ ...given, price: given.price * (1 - by) });
const powerRises = (by: number) => (given: Assumptions) => ({ ...given, tariff: given.tariff * (1 + by) });
const sells = (utilisation: number) => (given: Assumptions) => ({ ...given, utilisation });

export const STRESSES: readonly Stress[] = [
  { name: "Price −35 %", apply: priceFalls(0.35) },
  { name: "60 % of the hours sold", apply: sells(0.6) },
  { name: "Power +50 %", apply: powerRises(0.5) },
  { name: "All three", apply: (given) => priceFalls(0.35)(sells(0.6)(powerRises(0.5)(given))) },
  { name: "$0.60, 60 % of the hours", apply: (given) => ({ ...sells(0.6)(given), price: 0.6 }) },
];
