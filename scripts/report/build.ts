import { decodeBytes32String, toUtf8Bytes, type ContractRunner } from "ethers";
import { readFile } from "node:fs/promises";
import type { IClusterRegistry, RevenueOracle } from "../../build/types/index.ts";
import { CliError } from "../lib/cliError.ts";
import { attachVault } from "../lib/contracts.ts";
import { evidenceRoot } from "../lib/evidenceRoot.ts";
import { explainRevert } from "../lib/explainRevert.ts";
import { showInstant } from "../lib/instant.ts";
import { digestOf, digestOfMany, reportDomain, type ReportDomain, type RevenueReport } from "../lib/revenueReport.ts";
import { connect } from "../lib/rpc.ts";
import { parseScenario } from "../scenario/parseScenario.ts";
import { showRefusal, type ScenarioRow } from "../scenario/row.ts";
import { ASSET_DECIMALS, type GpuModel } from "../scenario/terms.ts";
import { describeStatement } from "./describe.ts";
import { writeReport, writeReports, type ReportFile, type ReportsFile } from "./files.ts";
import { ReportStatusName } from "./statusNames.ts";

/** Exit code of wrong usage. */
const WRONG_USAGE = 2;

export type BuildOptions = {
  rpc: string;
  vault: string;
  /** One gives a report by itself, several the day's reports of all of them as one array, in this order. */
  clusters: readonly bigint[];
  telemetry: string;
  row?: number;
  /** A pending report to put right, instead of the next period. */
  period?: number;
  /** Instead of the first that is free. */
  revision?: number;
  evidence: readonly string[];
  out: string;
};

/** What the chain knows of a cluster, and expects of its next report. */
type Expected = {
  cluster: bigint;
  oracle: RevenueOracle;
  registry: IClusterRegistry;
  title: { name: string };
  model: readonly [name: string, GpuModel];
  next: Pick<RevenueReport, "period" | "revision" | "reporterSet" | "start">;
};

/** Builds the next report of every cluster out of its row of telemetry, checked as the chain will check it. */
export async function buildReport({
  rpc,
  vault,
  clusters,
  telemetry,
  row: wanted,
  period,
  revision,
  evidence,
  out,
}: BuildOptions): Promise<void> {
  requireSensible(clusters, { row: wanted, period, revision, evidence });
  const provider = await connect(rpc);
  try {
    // 1. What the chain expects next.
    const expected: Expected[] = [];
    for (const cluster of clusters) expected.push(await expectedOf(vault, provider, cluster, { period, revision }));
    const [{ oracle, registry }] = expected as [Expected];
    await requireOneOracle(expected);

    // 2. What the meters say.
    const models = new Map(expected.map(({ model }) => model));
    const { rows, refusal } = parseScenario(await readFile(telemetry), telemetry, models);
    const found = expected.map(({ cluster, title, next }) => {
      const own = rows.filter(({ cluster: name }) => name === title.name);
      const row = wanted === undefined ? own.find(({ start }) => start === next.start) : own[wanted - 1];
      const which = wanted === undefined ? `starts at ${showInstant(next.start)}` : `is row ${wanted} of ${own.length}`;
      return { cluster, title, next, row, missing: `no period of ${title.name} ${which}` };
    });
    const missing = found.flatMap(({ row, missing }) => (row ? [] : [missing]));
    if (missing.length > 0) {
      const facts = [...missing, ...(refusal ? [showRefusal(refusal)] : [])];
      throw new CliError(`${telemetry} does not hold the period that is next.`, facts);
    }

    // 3. The statements.
    const pieces = await Promise.all(evidence.map((file) => readFile(file)));
    const reports: RevenueReport[] = [];
    for (const { cluster, next, row } of found) {
      if (!row) continue;
      requireStart(row, next.start, telemetry);
      // As it was in the period's last second, whatever was lost since.
      const [hardware] = await registry.reportingFacts(cluster, next.start, row.end);
      requireCount(row, Number(hardware.gpuCount), telemetry);
      const report: RevenueReport = {
        cluster,
        ...next,
        clusterVersion: Number(hardware.version),
        end: row.end,
        gpuSecondsAvailable: row.gpuSecondsAvailable,
        gpuSecondsSold: row.gpuSecondsSold,
        gross: row.gross,
        energyWh: row.energyWh,
        energyCost: row.energyCost,
        otherOpex: row.otherOpex,
        evidenceRoot: evidenceRoot(pieces.length > 0 ? pieces : [rowBytes(row)]),
      };
      // Nobody signs what the chain would refuse: the verdict is the same whenever it is submitted.
      await explainRevert(() => oracle.judge(report, report.end));
      reports.push(report);
    }
    const { chainId } = await provider.getNetwork();
    const content = statementOf(reportDomain(chainId, await oracle.getAddress()), reports);
    const onChain =
      "report" in content ? await oracle.digestOf(content.report) : await oracle.digestOfMany([...content.reports]);
    if (onChain !== content.digest) throw new Error("the oracle hashes this to another digest");
    await ("report" in content ? writeReport(out, content) : writeReports(out, content));
    process.stderr.write(`${describeStatement(content, ASSET_DECIMALS)}\n`);
    process.stderr.write(`→ ${out}: hand it to the reporters.\n`);
  } finally {
    provider.destroy();
  }
}

/** One report by itself; several as one array. */
function statementOf(domain: ReportDomain, reports: readonly RevenueReport[]): ReportFile | ReportsFile {
  const [report] = reports;
  if (report && reports.length === 1) return { domain, report, digest: digestOf(domain, report) };
  return { domain, reports, digest: digestOfMany(domain, reports) };
}

/** Who signs two contents of one report is no reporter any more: a cluster is in an array once. */
function requireSensible(
  clusters: readonly bigint[],
  { row, period, revision, evidence }: Pick<BuildOptions, "row" | "period" | "revision" | "evidence">,
): void {
  const twice = clusters.find((cluster, index) => clusters.indexOf(cluster) !== index);
  if (twice !== undefined) throw new CliError(`Cluster ${twice} is named twice.`, [], undefined, WRONG_USAGE);
  if (clusters.length < 2) return;
  for (const [option, given] of [
    ["--row", row !== undefined],
    ["--period", period !== undefined],
    ["--revision", revision !== undefined],
    ["--evidence", evidence.length > 0],
  ] as const) {
    if (given)
      throw new CliError(`${option} is about one cluster; ${clusters.length} are named.`, [], undefined, WRONG_USAGE);
  }
}

async function requireOneOracle(expected: readonly Expected[]): Promise<void> {
  const addresses = await Promise.all(expected.map(({ oracle }) => oracle.getAddress()));
  const facts = expected.map(({ cluster }, index) => `cluster ${cluster}: ${addresses[index] ?? ""}`);
  if (new Set(addresses).size > 1)
    throw new CliError("One array is for one oracle; these clusters have several.", facts);
}

async function expectedOf(
  vault: string,
  provider: ContractRunner,
  cluster: bigint,
  { period, revision }: Pick<BuildOptions, "period" | "revision">,
): Promise<Expected> {
  const { oracle, registry, bounds } = await attachVault(vault, provider, cluster);
  const decimals = Number(await oracle.assetDecimals());
  if (decimals !== ASSET_DECIMALS) {
    throw new CliError(`The oracle counts in ${decimals} decimals; telemetry has ${ASSET_DECIMALS}.`);
  }
  const next = period === undefined ? await oracle.nextReport(cluster) : await replaced(oracle, cluster, period);
  const title = await registry.registration(cluster);
  const limits = await bounds.boundsAt(title.model, next.start);
  const model: GpuModel = {
    systemWatts: Number(title.systemWatts),
    pueBps: Number(title.pueBps),
    leastBusyWatts: Number(limits.leastBusyWatts),
    minPrice: limits.minPrice,
    maxPrice: limits.maxPrice,
    minTariff: limits.minTariff,
    maxTariff: limits.maxTariff,
    otherOpexCap: limits.otherOpexCap,
    mark: 0n, // no report depends on it
  };
  return {
    cluster,
    oracle,
    registry,
    title,
    model: [decodeBytes32String(title.model), model],
    next: {
      period: Number(next.period),
      revision: revision ?? Number(next.revision),
      reporterSet: Number(next.reporterSet),
      start: Number(next.start),
    },
  };
}

/** What takes the place of a report that is pending. */
async function replaced(oracle: RevenueOracle, cluster: bigint, period: number) {
  const { status, revision, start } = await oracle.reportOf(cluster, period);
  const name = ReportStatusName[Number(status)];
  if (name !== "pending") {
    throw new CliError(`Period ${period} of cluster ${cluster} is ${name ?? `in status ${status}`}, not pending.`);
  }
  const { reporterSet } = await oracle.nextReport(cluster);
  return { period, revision: revision + 1n, reporterSet, start };
}

function requireStart(row: ScenarioRow, start: number, file: string): void {
  if (row.start === start) return;
  const fact = `it starts at ${showInstant(row.start)}, the chain expects ${showInstant(start)}`;
  throw new CliError(`${file}:${row.line} is not the period that is next.`, [fact]);
}

function requireCount(row: ScenarioRow, gpuCount: number, file: string): void {
  if (row.gpuCount === gpuCount) return;
  const fact = `it has ${row.gpuCount} GPUs, the title had ${gpuCount} when it ended`;
  throw new CliError(`${file}:${row.line} is not the period that is next.`, [fact]);
}

/** Where no files are given, the row itself is the evidence. */
function rowBytes(row: ScenarioRow): Uint8Array {
  return toUtf8Bytes(
    Object.values({ ...row, line: 0 })
      .map(String)
      .join(","),
  );
}
