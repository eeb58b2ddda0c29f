/** Is it physically plausible: contracts/oracle/ReportBounds.sol once more, by the same cross-multiplications. */

import type { Measured } from "./report.ts";

/** What machines can do, and what their hours, their energy and their upkeep may cost. Money in base units. */
export type ReportLimits = {
  readonly systemWatts: number; // at the wall, per GPU, before PUE
  readonly pueBps: number; // power usage effectiveness, 10,000 = 1.0
  readonly leastBusyWatts: number; // a rented GPU draws at least this
  readonly minPrice: bigint; // per GPU-hour sold
  readonly maxPrice: bigint;
  readonly minTariff: bigint; // per kWh
  readonly maxTariff: bigint;
  readonly otherOpexCap: bigint; // per installed GPU-hour
};

type Quantity = "gpuSecondsAvailable" | "gpuSecondsSold" | "gross" | "energyWh" | "energyCost" | "otherOpex";

/** The figure that a bound refuses, and the nearest that would have passed; prices per GPU-hour, tariffs per kWh. */
export type BrokenBound =
  | { readonly field: "gpuSecondsAvailable" | "gpuSecondsSold" | "otherOpex"; readonly most: bigint }
  | { readonly field: "gross"; readonly why: "nothingSold" | "nothingBilled" }
  | { readonly field: "gross"; readonly price: bigint }
  | { readonly field: "energyWh"; readonly most: bigint }
  | { readonly field: "energyWh"; readonly least: bigint }
  | { readonly field: "energyCost"; readonly tariff: bigint | undefined }; // charged although no energy was drawn

const SECONDS_PER_HOUR = 3_600n;
const BPS = 10_000n;
const WATTS_PER_KILOWATT = 1_000n;

/**
 * The first hard bound that a period's figures break; `undefined` where they break none.
 *
 * @param installed GPU-seconds of what was in service, second by second.
 */
export function brokenBound(
  figures: Pick<Measured, Quantity>,
  installed: bigint,
  limits: ReportLimits,
): BrokenBound | undefined {
  return (
    brokenHours(figures, installed) ??
    brokenEnergy(figures, installed, limits) ??
    brokenMoney(figures, installed, limits)
  );
}

function brokenHours(
  { gpuSecondsAvailable: available, gpuSecondsSold: sold, gross }: Pick<Measured, Quantity>,
  installed: bigint,
): BrokenBound | undefined {
  if (available > installed) return { field: "gpuSecondsAvailable", most: installed };
  if (sold > available) return { field: "gpuSecondsSold", most: available };
  if (sold === 0n && gross > 0n) return { field: "gross", why: "nothingSold" };
  if (sold > 0n && gross === 0n) return { field: "gross", why: "nothingBilled" };
  return undefined;
}

function brokenEnergy(
  { energyWh, gpuSecondsSold: sold }: Pick<Measured, Quantity>,
  installed: bigint,
  { systemWatts, pueBps, leastBusyWatts }: ReportLimits,
): BrokenBound | undefined {
  const wattSeconds = energyWh * SECONDS_PER_HOUR;
  const most = installed * BigInt(systemWatts) * BigInt(pueBps);
  if (wattSeconds * BPS > most) return { field: "energyWh", most: most / (SECONDS_PER_HOUR * BPS) };
  const least = sold * BigInt(leastBusyWatts);
  if (wattSeconds < least) return { field: "energyWh", least: (least + SECONDS_PER_HOUR - 1n) / SECONDS_PER_HOUR };
  return undefined;
}

function brokenMoney(
  { gpuSecondsSold: sold, gross, energyWh, energyCost, otherOpex }: Pick<Measured, Quantity>,
  installed: bigint,
  limits: ReportLimits,
): BrokenBound | undefined {
  const perHour = gross * SECONDS_PER_HOUR;
  if (perHour < limits.minPrice * sold || perHour > limits.maxPrice * sold) {
    return { field: "gross", price: perHour / sold };
  }
  const perKilowattHour = energyCost * WATTS_PER_KILOWATT;
  if (perKilowattHour < limits.minTariff * energyWh || perKilowattHour > limits.maxTariff * energyWh) {
    return { field: "energyCost", tariff: energyWh === 0n ? undefined : perKilowattHour / energyWh };
  }
  const most = limits.otherOpexCap * installed;
  return otherOpex * SECONDS_PER_HOUR > most ? { field: "otherOpex", most: most / SECONDS_PER_HOUR } : undefined;
}
