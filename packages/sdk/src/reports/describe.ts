import { showAmount } from "../text/amount.ts";
import { showDuration, showInstant } from "../text/instant.ts";
import type { RevenueReport } from "./report.ts";

const SECONDS_PER_HOUR = 3_600n;
const WATTS_PER_KILOWATT = 1_000n;

/** A name and what is to be said of it. */
export type Described = readonly (readonly [name: string, value: string])[];

/**
 * A report in words, as whoever signs it reads it. What hours and energy cost each stands beside it: that is where a
 * wrong figure is seen. Money with its base units, which are what is signed.
 *
 * @param unit Of money, where it is known.
 */
export function describeReport(report: RevenueReport, assetDecimals: number, unit = ""): Described {
  const shown = (amount: bigint) => `${showAmount(amount, assetDecimals)}${unit && ` ${unit}`}`;
  const money = (amount: bigint) => `${shown(amount)} (${amount} base units)`;
  const each = (amount: bigint, count: bigint, of: string) =>
    count === 0n ? "" : `, ${shown(amount / count)} a ${of}`;
  const { gpuSecondsAvailable: offered, gpuSecondsSold: sold, gross, energyWh, energyCost, otherOpex } = report;
  const perHour = each(gross * SECONDS_PER_HOUR, sold, "GPU-hour sold");
  const perKilowattHour = each(energyCost * WATTS_PER_KILOWATT, energyWh, "kWh");
  const share = offered === 0n ? "" : `, ${showAmount((sold * 10_000n) / offered, 2)} % of them`;
  return [
    ["cluster", `${report.cluster}, hardware version ${report.clusterVersion}`],
    ["period", `${report.period}, revision ${report.revision}, reporter set ${report.reporterSet}`],
    ["from", showInstant(report.start)],
    ["to", `${showInstant(report.end)} (${showDuration(report.end - report.start)})`],
    ["offered", `${hours(offered)} GPU-hours (${offered} GPU-seconds)`],
    ["sold", `${hours(sold)} GPU-hours (${sold} GPU-seconds)${share}`],
    ["billed", `${money(gross)}${perHour}`],
    ["energy", `${showAmount(energyWh, 3)} kWh for ${money(energyCost)}${perKilowattHour}`],
    ["other costs", money(otherOpex)],
    ["evidence", report.evidenceRoot],
  ];
}

/** Two decimals, rounded down. */
const hours = (gpuSeconds: bigint) => showAmount((gpuSeconds * 100n) / SECONDS_PER_HOUR, 2);
