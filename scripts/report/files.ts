import { isAddress, isHexString } from "ethers";
import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { CliError } from "../lib/cliError.ts";
import { firstIssue } from "../lib/firstIssue.ts";
import { digestOf, type ReportDomain, type RevenueReport } from "../lib/revenueReport.ts";

/** A report to be signed, and the oracle it is for. */
export type ReportFile = {
  domain: ReportDomain;
  report: RevenueReport;
  digest: string;
};

/** One reporter's signature of one report. */
export type SignatureFile = {
  digest: string;
  signer: string;
  signature: string;
};

const REPORT_FORMAT = "gpu-yield-vaults/report/1";
const SIGNATURE_FORMAT = "gpu-yield-vaults/signature/1";

const address = z.string().refine((text) => isAddress(text), "is not an address");
const bytes32 = z.string().refine((text) => isHexString(text, 32), "is not 32 bytes");
const bytes = z.string().refine((text) => isHexString(text), "is not hexadecimal");
const integer = z.string().regex(/^\d+$/, "is not a whole number").transform(BigInt);
const small = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const reportSchema = z.strictObject({
  format: z.literal(REPORT_FORMAT),
  domain: z.strictObject({ name: z.string(), version: z.string(), chainId: integer, verifyingContract: address }),
  report: z.strictObject({
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
  }),
  digest: bytes32,
});

const signatureSchema = z.strictObject({
  format: z.literal(SIGNATURE_FORMAT),
  digest: bytes32,
  signer: address,
  signature: bytes,
});

/** Reads a report; one whose digest does not belong to its content is refused. */
export async function readReport(file: string): Promise<ReportFile> {
  const { domain, report, digest } = await read(file, reportSchema);
  const computed = digestOf(domain, report);
  if (computed === digest) return { domain, report, digest };
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
