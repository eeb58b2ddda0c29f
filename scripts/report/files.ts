import { isAddress, isHexString } from "ethers";
import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { CliError } from "../lib/cliError.ts";
import { firstIssue } from "../lib/firstIssue.ts";
import { digestOf, digestOfMany, type ReportDomain, type RevenueReport } from "../lib/revenueReport.ts";

/** A report to be signed, and the oracle it is for. */
export type ReportFile = {
  domain: ReportDomain;
  report: RevenueReport;
  digest: string;
};

/** Reports of many clusters to be signed as one array, in this order. */
export type ReportsFile = {
  domain: ReportDomain;
  reports: readonly RevenueReport[];
  digest: string;
};

/** One reporter's signature of a file: of one report, or of many at once. */
export type SignatureFile = {
  digest: string;
  signer: string;
  signature: string;
};

const REPORT_FORMAT = "gpu-yield-vaults/report/1";
const REPORTS_FORMAT = "gpu-yield-vaults/reports/1";
const SIGNATURE_FORMAT = "gpu-yield-vaults/signature/1";

const address = z.string().refine((text) => isAddress(text), "is not an address");
const bytes32 = z.string().refine((text) => isHexString(text, 32), "is not 32 bytes");
const bytes = z.string().refine((text) => isHexString(text), "is not hexadecimal");
const integer = z.string().regex(/^\d+$/, "is not a whole number").transform(BigInt);
const small = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const domain = z.strictObject({
  name: z.string(),
  version: z.string(),
  chainId: integer,
  verifyingContract: address,
});

const report = z.strictObject({
  cluster: integer,
  period: small,
  revision: small,
  reporterSet: small,
  clusterVersion: small,
  start: small,
  end: small,
  gpuSecondsAvailable: integer,
  gpuSecondsSold: integer,
  gross: integer,
  energyWh: integer,
  energyCost: integer,
  otherOpex: integer,
  evidenceRoot: bytes32,
});

const reportSchema = z.strictObject({ format: z.literal(REPORT_FORMAT), domain, report, digest: bytes32 });

const reportsSchema = z.strictObject({
  format: z.literal(REPORTS_FORMAT),
  domain,
  reports: z.array(report).min(1),
  digest: bytes32,
});

const anySchema = z.discriminatedUnion("format", [reportSchema, reportsSchema]);

const signatureSchema = z.strictObject({
  format: z.literal(SIGNATURE_FORMAT),
  digest: bytes32,
  signer: address,
  signature: bytes,
});

/** Reads a report; one whose digest does not belong to its content is refused. */
export async function readReport(file: string): Promise<ReportFile> {
  const { domain, report, digest } = await read(file, reportSchema);
  requireUnchanged(file, digest, digestOf(domain, report));
  return { domain, report, digest };
}

/** Reads what is to be signed or submitted: one report, or many as one array. */
export async function readStatement(file: string): Promise<ReportFile | ReportsFile> {
  const content = await read(file, anySchema);
  const { domain, digest } = content;
  if (content.format === REPORT_FORMAT) {
    requireUnchanged(file, digest, digestOf(domain, content.report));
    return { domain, report: content.report, digest };
  }
  requireUnchanged(file, digest, digestOfMany(domain, content.reports));
  return { domain, reports: content.reports, digest };
}

function requireUnchanged(file: string, digest: string, computed: string): void {
  if (computed === digest) return;
  throw new CliError(
    `${file} has been changed.`,
    [`its digest is ${digest}`, `its content hashes to ${computed}`],
    "build it anew.",
  );
}

export async function readSignature(file: string): Promise<SignatureFile> {
  const { digest, signer, signature } = await read(file, signatureSchema);
  return { digest, signer, signature };
}

export async function writeReport(file: string, { domain, report, digest }: ReportFile): Promise<void> {
  await write(file, { format: REPORT_FORMAT, domain, report, digest });
}

export async function writeReports(file: string, { domain, reports, digest }: ReportsFile): Promise<void> {
  await write(file, { format: REPORTS_FORMAT, domain, reports, digest });
}

export async function writeSignature(file: string, signature: SignatureFile): Promise<void> {
  await write(file, { format: SIGNATURE_FORMAT, ...signature });
}

async function write(file: string, content: unknown): Promise<void> {
  const text = JSON.stringify(content, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value), 2);
  await writeFile(file, `${text}\n`);
}

async function read<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new CliError(`${file} can't be read.`, [error instanceof Error ? error.message : String(error)]);
  }
  const result = schema.safeParse(json);
  if (!result.success) throw new CliError(`${file} is not what is needed here: ${firstIssue(result.error)}`);
  return result.data;
}
