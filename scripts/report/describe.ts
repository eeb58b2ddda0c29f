import { showAmount } from "../lib/amount.ts";
import { showDuration, showInstant } from "../lib/instant.ts";
import { digestOf } from "../lib/revenueReport.ts";
import type { ReportFile, ReportsFile } from "./files.ts";

/** What a reporter is about to sign, in words: one report, or each of many. */
export function describeStatement(content: ReportFile | ReportsFile, assetDecimals?: number): string {
  if ("report" in content) return describeReport(content, assetDecimals);
  const { domain, reports, digest } = content;
  const each = reports.map((report) =>
    describeReport({ domain, report, digest: digestOf(domain, report) }, assetDecimals),
  );
  return [...each, `  ${"all".padEnd(12)} ${reports.length} reports as one array, digest ${digest}`].join("\n\n");
}

/** What a reporter is about to sign, in words. The dollar's decimals are not in a report: amounts are base units. */
export function describeReport({ domain, report, digest }: ReportFile, assetDecimals?: number): string {
  const money = (amount: bigint) =>
    assetDecimals === undefined ? `${amount} base units` : showAmount(amount, assetDecimals);
  const rows: [string, string][] = [
    ["oracle", `${domain.verifyingContract} on chain ${domain.chainId}`],
    ["cluster", `${report.cluster}, hardware version ${report.clusterVersion}`],
    ["period", `${report.period}, revision ${report.revision}, reporter set ${report.reporterSet}`],
    ["from", showInstant(report.start)],
    ["to", `${showInstant(report.end)} (${showDuration(report.end - report.start)})`],
    ["available", `${report.gpuSecondsAvailable} GPU-seconds`],
    ["sold", `${report.gpuSecondsSold} GPU-seconds`],
    ["billed", money(report.gross)],
    ["energy", `${report.energyWh} Wh for ${money(report.energyCost)}`],
    ["other costs", money(report.otherOpex)],
    ["evidence", report.evidenceRoot],
    ["digest", digest],
  ];
  return rows.map(([name, value]) => `  ${name.padEnd(12)} ${value}`).join("\n");
}
