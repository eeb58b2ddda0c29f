import { reportsIn, type RevenueReport, type StatementFile } from "@gpu-yield-vaults/sdk/reports";
import { showAmount } from "../lib/amount.ts";
import { showDuration, showInstant } from "../lib/instant.ts";

const SECONDS_PER_HOUR = 3_600n;
const WATTS_PER_KILOWATT = 1_000n;

/** What a reporter is about to sign, in words: one report, or each of many. */
export function describeStatement({ statement, digest, assetDecimals }: StatementFile): string {
  const { domain } = statement;
  const reports = reportsIn(statement);
  const each = reports.map((report) => describeReport(report, assetDecimals));
  const all: Rows = [
    ...("reports" in statement ? ([["all", `${reports.length} reports as one array`]] as const) : []),
    ["oracle", `${domain.verifyingContract} on chain ${domain.chainId}`],
    ["amounts", `with ${assetDecimals} decimals, by the file's word; base units are what is signed`],
    ["digest", digest],
  ];
  return [...each, showRows(all)].join("\n\n");
}

/** One report, in words. What hours and energy cost each stands beside it: that is where a wrong figure is seen. */
function describeReport(report: RevenueReport, assetDecimals: number): string {
  const money = (amount: bigint) => `${showAmount(amount, assetDecimals)} (${amount} base units)`;
  const each = (amount: bigint, count: bigint, unit: string) =>
    count === 0n ? "" : `, ${showAmount(amount / count, assetDecimals)} a ${unit}`;
  const { gpuSecondsAvailable: offered, gpuSecondsSold: sold, gross, energyWh, energyCost, otherOpex } = report;
  const perHour = each(gross * SECONDS_PER_HOUR, sold, "GPU-hour sold");
  const perKilowattHour = each(energyCost * WATTS_PER_KILOWATT, energyWh, "kWh");
  const share = offered === 0n ? "" : `, ${showAmount((sold * 10_000n) / offered, 2)} % of them`;
  return showRows([
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
  ]);
}

/** Two decimals, rounded down. */
const hours = (gpuSeconds: bigint) => showAmount((gpuSeconds * 100n) / SECONDS_PER_HOUR, 2);

type Rows = readonly (readonly [name: string, value: string])[];

const showRows = (rows: Rows) => rows.map(([name, value]) => `  ${name.padEnd(12)} ${value}`).join("\n");
