import { yearOf, type Assumptions, type Year } from "@gpu-yield-vaults/sdk/economics";
import type { FacilityView } from "../chain/readFacilities";
import { debtTimeline } from "../debt/debtTimeline";
import type { Performance } from "../history/performance";
import type { Stress } from "./stress";

const HOUR = 3_600;
const YEAR = 365 * 86_400;

/** A facility, and what it reported lately; absent before its first report. */
export type Earning = { facility: FacilityView; performance: Performance | undefined };

/**
 * What a cluster earns, as it reported lately, under stress: rents in the middle of the time that is looked ahead.
 *
 * @param years How far ahead.
 * @param one Base units in one of the asset.
 */
export function assumptionsOf(
  { facility, performance }: Earning,
  stress: Stress,
  years: number,
  one: number,
): Assumptions {
  const { gpuCount: gpus, systemWatts: watts, pueBps } = facility;
  const hours = performance ? (gpus * (performance.to - performance.from)) / HOUR : 0;
  const sold = performance ? Number(performance.sold) / HOUR : 0;
  const pue = pueBps / 10_000;
  const perHour = (units: bigint): number => (hours === 0 ? 0 : Number(units) / one / hours);
  const price = sold === 0 || !performance ? 0 : Number(performance.gross) / one / sold;
  return {
    gpus,
    price: price * (stress.price / 100) * (1 - stress.decay / 100) ** (years / 2),
    utilisation: hours === 0 ? 0 : Math.min(1, (sold / hours) * (stress.sold / 100)),
    platformFee: 0,
    watts,
    pue,
    // So that a GPU-hour's energy costs what it was reported to.
    tariff: (perHour(performance?.energyCost ?? 0n) / ((watts / 1_000) * pue)) * (stress.power / 100),
    otherCosts: performance ? perHour(performance.costs - performance.energyCost) : 0,
    management: 0,
    reserve: 0,
    cost: Number(facility.cost) / one,
    lifeYears: facility.usefulLife / YEAR,
    salvage: facility.cost === 0n ? 0 : Number(facility.salvage) / Number(facility.cost),
    hedgedShare: 0,
    hedgedPrice: 0,
  };
}

export const yearUnder = (earning: Earning, stress: Stress, years: number, one: number): Year =>
  yearOf(assumptionsOf(earning, stress, years, one));

/** A year's payments of a loan or a lease, in whole units; 0 of a revenue share, and once it has been repaid. */
export function debtService({ debt }: FacilityView, one: number): number {
  if (!debt || debt.schedule.payments === 0) return 0;
  return (Number(debt.schedule.payment) / one) * (YEAR / debt.period);
}

/** A year's income over a year's payments; absent where nothing is to be paid. */
export function coverageUnder(earning: Earning, stress: Stress, years: number, one: number): number | undefined {
  const service = debtService(earning.facility, one);
  return service === 0 ? undefined : yearUnder(earning, stress, years, one).ebitda / service;
}

/**
 * What reaches the vault over so many years and is no principal, in whole units: its part of the residual, or the
 * interest of payments that fall due, as far as rent pays them.
 */
export function receivedOver(earning: Earning, stress: Stress, years: number, one: number): number {
  const { facility } = earning;
  const { ebitda } = yearUnder(earning, stress, years, one);
  const { debt } = facility;
  if (!debt) return Math.max(0, ebitda) * years * (facility.vaultShareBps / 10_000);
  const coverage = coverageUnder(earning, stress, years, one);
  const now = facility.asOf.timestamp;
  const due = debtTimeline(debt, now)?.payments.filter(
    (row) => row.status !== "paid" && row.dueAt <= now + years * YEAR,
  );
  if (coverage === undefined || !due) return 0;
  const interest = Number(due.reduce((sum, row) => sum + row.interest, 0n)) / one;
  return interest * Math.max(0, Math.min(1, coverage));
}
