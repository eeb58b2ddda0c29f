import { showSignature, signStatement, type Statement } from "@gpu-yield-vaults/sdk/reports";
import { COLUMNS } from "@gpu-yield-vaults/sdk/telemetry";
import { hexToString, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { localReporters } from "../../../../scripts/lib/localAccounts.ts";
import { showInstant } from "../../../../scripts/lib/instant.ts";
import { DAY, reach, timeOf } from "./finance.ts";
import type { ServedApp } from "./serveApp.ts";

/** Of the scenario's last day. */
export const LAST_DAY = {
  gpu_count: "256",
  gpu_seconds_available: "22118400",
  gpu_seconds_sold: "15878799",
  gross_revenue: "11884.398896",
  energy_wh: "9792000",
  energy_cost: "835.257600",
  other_opex: "2145.412630",
  cash_paid: "0",
} as const;

/** Lets the next period of a cluster end, and tells its telemetry: a day like the scenario's last. */
export async function nextDay(
  { provider, contracts }: ServedApp,
  cluster: bigint,
  changes: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { start } = await contracts.oracle.nextReport(cluster);
  const end = Number(start) + DAY;
  if ((await timeOf(provider)) < end) await reach(provider, end);
  return telemetryOf(contracts, cluster, Number(start), changes);
}

/** Telemetry of a day that begins at `start`, like the last one of the scenario but for `changes`. */
export async function telemetryOf(
  { registry }: ServedApp["contracts"],
  cluster: bigint,
  start: number,
  changes: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { name, model } = await registry.registration(cluster);
  const row: Readonly<Record<string, string>> = {
    cluster: name,
    gpu_model: hexToString(model as Hex, { size: 32 }).replace(/\0+$/, ""),
    period_start: showInstant(start),
    period_end: showInstant(start + DAY),
    ...LAST_DAY,
    ...changes,
  };
  return `${COLUMNS.join()}\n${COLUMNS.map((column) => row[column] ?? "").join()}\n`;
}

/** A reporter's key, by its seat. */
export function reporterKey(seat: number): Hex {
  const reporter = localReporters()[seat];
  if (!reporter) throw new Error(`there is no seat ${seat}`);
  return reporter.privateKey as Hex;
}

/** A signature as a file. */
export async function signatureFile(statement: Statement, seat: number): Promise<string> {
  return showSignature(statement, await signStatement(statement, privateKeyToAccount(reporterKey(seat))));
}

/** A file as a page's field takes it. */
export const fileOf = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
