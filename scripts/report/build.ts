import {
  buildReport as fromMeasured,
  digestOf,
  evidenceRoot,
  expectReport,
  judgeReport,
  NotPendingError,
  statementOf,
  type ExpectedReport,
  type RevenueReport,
  type Statement,
} from "@gpu-yield-vaults/sdk/reports";
import {
  ASSET_DECIMALS,
  readTelemetry,
  rowEvidence,
  type ScenarioRow,
  type Telemetry,
} from "@gpu-yield-vaults/sdk/telemetry";
import type { Address, Client } from "viem";
import type { RevenueOracle } from "../../build/types/index.ts";
import { CliError } from "../lib/cliError.ts";
import { clientOf } from "../lib/clientOf.ts";
import { attachVault } from "../lib/contracts.ts";
import { explainRevert } from "../lib/explainRevert.ts";
import { readBytes } from "../lib/inFile.ts";
import { showInstant } from "../lib/instant.ts";
import { requireWritable } from "../lib/outFile.ts";
import { connect, type NodeProvider } from "../lib/rpc.ts";
import { describeStatement } from "./describe.ts";
import { writeStatementFile } from "./files.ts";

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

/** Builds the next report of every cluster out of its row of telemetry, checked as the chain will check it. */
export async function buildReport(options: BuildOptions): Promise<void> {
  requireSensible(options);
  const { rpc, vault, clusters, telemetry: file, row, evidence, out } = options;
  await requireWritable(out);
  const telemetry = readTelemetry(await readBytes(file), file);
  const pieces = await Promise.all(evidence.map(readBytes));
  const provider = await connect(rpc);
  try {
    // 1. What the chain expects next.
    const { oracle, address } = await oneOracle(vault, provider, clusters);
    const client = clientOf(provider);
    const expected = await Promise.all(clusters.map((cluster) => expectOf(client, address, cluster, options)));

    // 2. What the meters say.
    const found = expected.map((next) => ({ next, row: telemetry.find(next, row) }));
    requireAll(
      file,
      found.flatMap(({ row }) => (typeof row === "string" ? [row] : [])),
    );
    const rows = found.flatMap(({ next, row }) => (typeof row === "string" ? [] : [{ next, row }]));
    for (const { next, row } of rows) requireOver(next, row.end);

    // 3. The statement. Nobody signs what the chain would refuse.
    const reports = await checked(client, telemetry, file, rows, pieces);
    const [{ domain }] = expected as [ExpectedReport];
    const statement = statementOf(domain, reports);
    await requireSameHash(oracle, statement);
    await writeStatementFile(out, statement, ASSET_DECIMALS);
    const content = { statement, digest: digestOf(statement), assetDecimals: ASSET_DECIMALS };
    process.stderr.write(`${describeStatement(content)}\n`);
    process.stderr.write(`→ ${out}: hand it to the reporters.\n`);
  } finally {
    provider.destroy();
  }
}

/** Who signs two contents of one report is no reporter any more: a cluster is in an array once. */
function requireSensible({ clusters, row, period, revision, evidence }: BuildOptions): void {
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

/** The oracle of all these clusters' managers. */
async function oneOracle(
  vault: string,
  provider: NodeProvider,
  clusters: readonly bigint[],
): Promise<{ oracle: RevenueOracle; address: Address }> {
  const oracles: RevenueOracle[] = [];
  for (const cluster of clusters) oracles.push((await attachVault(vault, provider, cluster)).oracle);
  const addresses = await Promise.all(oracles.map((oracle) => oracle.getAddress()));
  if (new Set(addresses).size > 1) {
    const facts = clusters.map((cluster, index) => `cluster ${cluster}: ${addresses[index] ?? ""}`);
    throw new CliError("One array is for one oracle; these clusters have several.", facts);
  }
  const [oracle] = oracles as [RevenueOracle];
  return { oracle, address: addresses[0] as Address };
}

async function expectOf(
  client: Client,
  oracle: Address,
  cluster: bigint,
  { period: pending, revision }: Pick<BuildOptions, "period" | "revision">,
): Promise<ExpectedReport> {
  const expected = await explainRevert(() => expectReport(client, oracle, { cluster, pending, revision })).catch(
    (error: unknown) => {
      throw error instanceof NotPendingError ? new CliError(error.message) : error;
    },
  );
  const { assetDecimals } = expected;
  if (assetDecimals !== ASSET_DECIMALS) {
    throw new CliError(`The oracle counts in ${assetDecimals} decimals; telemetry has ${ASSET_DECIMALS}.`);
  }
  return expected;
}

function requireAll(file: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new CliError(`${file} does not hold what is to be reported.`, [...new Set(problems)]);
}

/** The oracle takes no report of a period that has not ended: nothing is signed before. */
function requireOver({ name, now, blockNumber }: ExpectedReport, end: number): void {
  if (end <= now) return;
  throw new CliError(
    `The period of ${name} is not over.`,
    [`it ends at ${showInstant(end)}`, `block ${blockNumber} is of ${showInstant(now)}`],
    "build the report then.",
  );
}

type Found = { next: ExpectedReport; row: ScenarioRow };

async function checked(
  client: Client,
  telemetry: Telemetry,
  file: string,
  rows: readonly Found[],
  pieces: readonly Uint8Array[],
): Promise<RevenueReport[]> {
  const built = await Promise.all(
    rows.map(async ({ next, row }) => {
      const root = evidenceRoot(pieces.length > 0 ? pieces : [rowEvidence(row)]);
      return { next, row, ...(await explainRevert(() => fromMeasured(client, next, row, root))) };
    }),
  );
  requireAll(
    file,
    built.flatMap(({ next, row, ...each }) => telemetry.findBroken(row, each, next) ?? []),
  );
  for (const { next, report } of built) {
    await explainRevert(() => judgeReport(client, next.domain.verifyingContract, report));
  }
  return built.map(({ report }) => report);
}

async function requireSameHash(oracle: RevenueOracle, statement: Statement): Promise<void> {
  const onChain =
    "report" in statement ? await oracle.digestOf(statement.report) : await oracle.digestOfMany([...statement.reports]);
  if (onChain !== digestOf(statement)) throw new Error("the oracle hashes this to another digest");
}
