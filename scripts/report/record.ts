import {
  findContradiction,
  isSignedReport,
  notSignedYet,
  signedReport,
  type Contradiction,
  type ReportDomain,
  type RevenueReport,
  type SignedReport,
} from "@gpu-yield-vaults/sdk/reports";
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Address } from "viem";
import { CliError } from "../lib/cliError.ts";
import { reasonOf } from "../lib/inFile.ts";

/** Where it lies unless told otherwise: one for all that is signed on this machine. */
export const DEFAULT_RECORD = join(homedir(), ".gpu-yield-vaults", "signed.jsonl");

const WITHOUT = "nothing is signed without a record of what was; --record names another place.";

/**
 * Writes down what a reporter is about to sign, and refuses a second content for one revision of one period: who signs
 * two can be ejected by anyone who shows both. The same content again, for another reporter set too, is no second one.
 */
export async function recordSigning(
  file: string,
  signer: Address,
  domain: ReportDomain,
  reports: readonly RevenueReport[],
): Promise<void> {
  const record = await readRecord(file);
  const signed = reports.map((report) => signedReport(signer, domain, report));
  const contradiction = findContradiction(record, signed);
  if (contradiction) throw refusal(contradiction, file);
  const fresh = notSignedYet(record, signed);
  // Before the signature exists: a record too long harms nobody.
  try {
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, fresh.map((next) => `${JSON.stringify(next)}\n`).join(""));
  } catch (error) {
    throw new CliError(`${file} can't be written.`, [reasonOf(error)], WITHOUT);
  }
}

function refusal({ report: { cluster, period, revision }, free }: Contradiction, file: string): CliError {
  return new CliError(
    `Another content of period ${period} of cluster ${cluster}, revision ${revision}, was signed with this key.`,
    [`as ${file} says`, "who signs two contents of one revision is no reporter any more"],
    `build it anew with --revision ${free}, which takes the long window.`,
  );
}

async function readRecord(file: string): Promise<readonly SignedReport[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new CliError(`${file} can't be read.`, [reasonOf(error)], WITHOUT);
  }
  const lines = text.split("\n").filter((entry) => entry !== "");
  return lines.map((entry, index) => {
    const signed = parse(entry);
    if (isSignedReport(signed)) return signed;
    throw new CliError(`${file}:${index + 1} is no record of a signature.`, [], WITHOUT);
  });
}

function parse(entry: string): unknown {
  try {
    return JSON.parse(entry);
  } catch {
    return undefined;
  }
}
