import { contentOf, type ReportDomain, type RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { CliError } from "../lib/cliError.ts";
import { reasonOf } from "../lib/inFile.ts";

/** Where it lies unless told otherwise: one for all that is signed on this machine. */
export const DEFAULT_RECORD = join(homedir(), ".gpu-yield-vaults", "signed.jsonl");

const WITHOUT = "nothing is signed without a record of what was; --record names another place.";

type Signed = {
  signer: string;
  oracle: string; // on this chain: "1:0x…"
  cluster: string;
  period: number;
  revision: number;
  content: string; // EIP-712 struct hash, whichever reporter set signs it
};

/**
 * Writes down what a reporter is about to sign, and refuses a second content for one revision of one period: who signs
 * two can be ejected by anyone who shows both. The same content again, for another reporter set too, is no second one.
 */
export async function recordSigning(
  file: string,
  signer: string,
  domain: ReportDomain,
  reports: readonly RevenueReport[],
): Promise<void> {
  const record = await readRecord(file);
  const signed = reports.map((report) => toLine(signer, domain, report));
  const said = [...record];
  for (const next of signed) {
    const ofPeriod = said.filter((before) => isSamePeriod(before, next));
    const same = ofPeriod.find(({ revision }) => revision === next.revision);
    if (same && same.content !== next.content) throw refusal(next, ofPeriod, file);
    said.push(next);
  }
  const fresh = said.slice(record.length).filter((next) => !record.some((before) => isSame(before, next)));
  // Before the signature exists: a record too long harms nobody.
  try {
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, fresh.map((next) => `${JSON.stringify(next)}\n`).join(""));
  } catch (error) {
    throw new CliError(`${file} can't be written.`, [reasonOf(error)], WITHOUT);
  }
}

function refusal({ cluster, period, revision }: Signed, ofPeriod: readonly Signed[], file: string): CliError {
  const next = Math.max(...ofPeriod.map((before) => before.revision)) + 1;
  return new CliError(
    `Another content of period ${period} of cluster ${cluster}, revision ${revision}, was signed with this key.`,
    [`as ${file} says`, "who signs two contents of one revision is no reporter any more"],
    `build it anew with --revision ${next}, which takes the long window.`,
  );
}

function toLine(signer: string, { chainId, verifyingContract }: ReportDomain, report: RevenueReport): Signed {
  return {
    signer,
    oracle: `${chainId}:${verifyingContract.toLowerCase()}`,
    cluster: `${report.cluster}`,
    period: report.period,
    revision: report.revision,
    content: contentOf(report),
  };
}

function isSamePeriod(a: Signed, b: Signed): boolean {
  return a.signer === b.signer && a.oracle === b.oracle && a.cluster === b.cluster && a.period === b.period;
}

function isSame(a: Signed, b: Signed): boolean {
  return isSamePeriod(a, b) && a.revision === b.revision && a.content === b.content;
}

async function readRecord(file: string): Promise<readonly Signed[]> {
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
    if (isSigned(signed)) return signed;
    throw new CliError(`${file}:${index + 1} is no record of a signature.`, [], WITHOUT);
  });
}

function isSigned(value: unknown): value is Signed {
  if (typeof value !== "object" || value === null) return false;
  const { period, revision, ...texts } = value as Record<string, unknown>;
  const { signer, oracle, cluster, content, ...rest } = texts;
  return (
    [period, revision].every(Number.isSafeInteger) &&
    [signer, oracle, cluster, content].every((text) => typeof text === "string") &&
    Object.keys(rest).length === 0
  );
}

function parse(entry: string): unknown {
  try {
    return JSON.parse(entry);
  } catch {
    return undefined;
  }
}
