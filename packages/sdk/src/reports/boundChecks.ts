/** Every bound of a report, kept or not: what `brokenBound` tells the first breach of. */

import type { ReportLimits } from "./bounds.ts";
import type { Measured } from "./report.ts";

type Quantity = "gpuSecondsAvailable" | "gpuSecondsSold" | "gross" | "energyWh" | "energyCost" | "otherOpex";

/** What a bound is about, in which unit its numbers are. */
export type BoundName =
  | "offered" // GPU-seconds, at most what was in service
  | "sold" // GPU-seconds, at most what was offered
  | "price" // base units per GPU-hour sold
  | "energy" // Wh
  | "tariff" // base units per kWh
  | "otherCosts"; // base units

/** One bound: the figure, and what it may be. A figure that can't be reckoned (a price of nothing sold) is absent. */
export type BoundCheck = {
  readonly bound: BoundName;
  readonly figure: bigint | undefined;
  readonly least: bigint;
  readonly most: bigint;
  readonly isKept: boolean;
};

const SECONDS_PER_HOUR = 3_600n;
const BPS = 10_000n;
const WATTS_PER_KILOWATT = 1_000n;

/**
 * All bounds that the chain holds a period's figures against, in its order.
 *
 * @param installed GPU-seconds of what was in service, second by second.
 */
export function checkBounds(
  figures: Pick<Measured, Quantity>,
  installed: bigint,
  limits: ReportLimits,
): readonly BoundCheck[] {
  const { gpuSecondsAvailable: offered, gpuSecondsSold: sold, gross, energyWh, energyCost, otherOpex } = figures;
  const draw = installed * BigInt(limits.systemWatts) * BigInt(limits.pueBps);
  const busy = sold * BigInt(limits.leastBusyWatts);
  const cap = limits.otherOpexCap * installed;
  const wattSeconds = energyWh * SECONDS_PER_HOUR;
  return [
    { bound: "offered", figure: offered, least: 0n, most: installed, isKept: offered <= installed },
    { bound: "sold", figure: sold, least: 0n, most: offered, isKept: sold <= offered },
    {
      bound: "energy",
      figure: energyWh,
      least: (busy + SECONDS_PER_HOUR - 1n) / SECONDS_PER_HOUR,
      most: draw / (SECONDS_PER_HOUR * BPS),
      isKept: wattSeconds >= busy && wattSeconds * BPS <= draw,
    },
    {
      bound: "price",
      ...rate(gross, sold, SECONDS_PER_HOUR, limits.minPrice, limits.maxPrice),
      isKept:
        sold === 0n
          ? gross === 0n
          : gross > 0n && isWithin(gross * SECONDS_PER_HOUR, sold, limits.minPrice, limits.maxPrice),
    },
    {
      bound: "tariff",
      ...rate(energyCost, energyWh, WATTS_PER_KILOWATT, limits.minTariff, limits.maxTariff),
      isKept: isWithin(energyCost * WATTS_PER_KILOWATT, energyWh, limits.minTariff, limits.maxTariff),
    },
    {
      bound: "otherCosts",
      figure: otherOpex,
      least: 0n,
      most: cap / SECONDS_PER_HOUR,
      isKept: otherOpex * SECONDS_PER_HOUR <= cap,
    },
  ];
}

const isWithin = (sum: bigint, count: bigint, least: bigint, most: bigint) =>
  sum >= least * count && sum <= most * count;

function rate(sum: bigint, count: bigint, scale: bigint, least: bigint, most: bigint) {
  return { figure: count === 0n ? undefined : (sum * scale) / count, least, most };
}
