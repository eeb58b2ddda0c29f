import type { ScenarioRow } from "../../../scripts/scenario/row.ts";

/** A twelfth of a year of 365 days, seconds. */
export const MONTH = 2_628_000;

/** What a month differs in from the base case. Ratios in bps. */
export type Month = {
  soldBps?: bigint; // of GPU-hours
  priceBps?: bigint; // of $2.25
  powerBps?: bigint; // of what power costs
  repaid?: bigint; // past the lockbox, base units
};

const BEGINNING = Date.UTC(2023, 0, 1) / 1000;
const BPS = 10_000n;
const GPUS = 256n;
const HOURS = 730n;
const PRICE = 2_250_000n; // per GPU-hour
const ENERGY_WH = 297_840_000n; // 1.275 kW at a PUE of 1.25
const TARIFF = 85_300n; // per kWh
/** Energy is 35 % of running costs; the rest does not move with the price of power. */
const ENERGY_SHARE_BPS = 3_500n;
const PLATFORM_FEE_BPS = 500n;

/**
 * Months of one cluster of 256 H100 by the base case of the reference economics: all costs to the unit, the platform's
 * fee counted with other costs, everything paid.
 *
 * @param change What is special about a month, counted from 0.
 */
export function monthsOf(cluster: string, count: number, change: (month: number) => Month = () => ({})): ScenarioRow[] {
  return Array.from({ length: count }, (_, month) => {
    const { soldBps = 8_000n, priceBps = BPS, powerBps = BPS, repaid } = change(month);
    const available = GPUS * HOURS * 3_600n;
    const gpuSecondsSold = (available * soldBps) / BPS;
    const gross = (gpuSecondsSold * PRICE * priceBps) / BPS / 3_600n;
    const usualEnergy = (ENERGY_WH * TARIFF) / 1_000n;
    return {
      line: month + 2,
      cluster,
      gpuModel: "H100-SXM5",
      gpuCount: Number(GPUS),
      start: BEGINNING + month * MONTH,
      end: BEGINNING + (month + 1) * MONTH,
      gpuSecondsAvailable: available,
      gpuSecondsSold,
      gross,
      energyWh: ENERGY_WH,
      energyCost: (usualEnergy * powerBps) / BPS,
      otherOpex: (usualEnergy * BPS) / ENERGY_SHARE_BPS - usualEnergy + (gross * PLATFORM_FEE_BPS) / BPS,
      cashPaid: gross,
      ...(repaid === undefined ? {} : { repaid }),
    };
  });
}

/** What is left of a month's rent after running costs, base units. */
export const incomeOf = ({ gross, energyCost, otherOpex }: ScenarioRow): bigint => gross - energyCost - otherOpex;
