import { decodeBytes32String, toUtf8Bytes } from "ethers";
import { readFile } from "node:fs/promises";
import { CliError } from "../lib/cliError.ts";
import { attachVault } from "../lib/contracts.ts";
import { evidenceRoot } from "../lib/evidenceRoot.ts";
import { showInstant } from "../lib/instant.ts";
import { digestOf, reportDomain } from "../lib/revenueReport.ts";
import { connect } from "../lib/rpc.ts";
import { parseScenario } from "../scenario/parseScenario.ts";
import { showRefusal, type ScenarioRow } from "../scenario/row.ts";
import { ASSET_DECIMALS, type GpuModel } from "../scenario/terms.ts";
import { describeReport } from "./describe.ts";
import { writeReport } from "./files.ts";

export type BuildOptions = {
  rpc: string;
  vault: string;
  cluster: bigint;
  telemetry: string;
  row?: number;
  evidence: readonly string[];
  out: string;
};

/** Builds the next report of a cluster out of a row of telemetry, checked as the chain will check it. */
export async function buildReport({
  rpc,
  vault,
  cluster,
  telemetry,
  row: wanted,
  evidence,
  out,
}: BuildOptions): Promise<void> {
  const provider = await connect(rpc);
  try {
    // 1. What the chain expects next.
    const { oracle, registry, bounds } = await attachVault(vault, provider, cluster);
    const decimals = Number(await oracle.assetDecimals());
    if (decimals !== ASSET_DECIMALS) {
      throw new CliError(`The oracle counts in ${decimals} decimals; telemetry has ${ASSET_DECIMALS}.`);
    }
    const next = await oracle.nextReport(cluster);
    const title = await registry.registration(cluster);
    const limits = await bounds.boundsOf(title.model);
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

    // 2. What the meters say.
    const modelName = decodeBytes32String(title.model);
    const { rows, refusal } = parseScenario(await readFile(telemetry), telemetry, new Map([[modelName, model]]));
    const own = rows.filter(({ cluster: name }) => name === title.name);
    const start = Number(next.start);
    const row = wanted === undefined ? own.find((candidate) => candidate.start === start) : own[wanted - 1];
    if (!row) {
      const which = wanted === undefined ? `starts at ${showInstant(start)}` : `is row ${wanted} of ${own.length}`;
      const facts = [`no period of ${title.name} ${which}`, ...(refusal ? [showRefusal(refusal)] : [])];
      throw new CliError(`${telemetry} does not hold the period that is next.`, facts);
    }
    requireFits(row, start, Number(title.gpuCount), telemetry);

    // 3. The statement.
    const pieces = evidence.length > 0 ? await Promise.all(evidence.map((file) => readFile(file))) : [rowBytes(row)];
    const { chainId } = await provider.getNetwork();
    const domain = reportDomain(chainId, await oracle.getAddress());
    const report = {
      cluster,
      period: Number(next.period),
      revision: Number(next.revision),
      reporterSet: Number(next.reporterSet),
      clusterVersion: Number(next.clusterVersion),
      start: row.start,
      end: row.end,
      gpuSecondsAvailable: row.gpuSecondsAvailable,
      gpuSecondsSold: row.gpuSecondsSold,
      gross: row.gross,
      energyWh: row.energyWh,
      energyCost: row.energyCost,
      otherOpex: row.otherOpex,
      evidenceRoot: evidenceRoot(pieces),
    };
    const digest = digestOf(domain, report);
    if ((await oracle.digestOf(report)) !== digest) throw new Error("the oracle hashes this report to another digest");
    await writeReport(out, { domain, report, digest });
    process.stderr.write(`${describeReport({ domain, report, digest }, decimals)}\n`);
    process.stderr.write(`→ ${out}: hand it to the reporters.\n`);
  } finally {
    provider.destroy();
  }
}

function requireFits(row: ScenarioRow, start: number, gpuCount: number, file: string): void {
  const facts: string[] = [];
  if (row.start !== start)
    facts.push(`it starts at ${showInstant(row.start)}, the chain expects ${showInstant(start)}`);
  if (row.gpuCount !== gpuCount) facts.push(`it has ${row.gpuCount} GPUs, the title ${gpuCount}`);
  if (facts.length > 0) throw new CliError(`${file}:${row.line} is not the period that is next.`, facts);
}

/** Where no files are given, the row itself is the evidence. */
function rowBytes(row: ScenarioRow): Uint8Array {
  return toUtf8Bytes(
    Object.values({ ...row, line: 0 })
      .map(String)
      .join(","),
  );
}
