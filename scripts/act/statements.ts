import { ascending, type ReportSignature } from "@gpu-yield-vaults/sdk/reports";
import { z } from "zod";
import type { Hex } from "viem";
import { existsSync } from "node:fs";
import { CliError } from "../lib/cliError.ts";
import { readJson, readJsonAs } from "../lib/inFile.ts";
import { readGivenSignature, readStatementFile } from "../report/files.ts";

const signature = z.object({ signer: z.string(), signature: z.string() });

/** Whether a file holds what reporters sign, rather than the fields of a report alone. */
async function isStatement(file: string): Promise<boolean> {
  const content = await readJson(file);
  return typeof content === "object" && content !== null && "primaryType" in content;
}

/** What a file says of a report, or of many: a statement of `npm run report -- build`, or the bare fields. */
export async function readReports(file: string): Promise<{ value: unknown; isWhole: boolean }> {
  if (!(await isStatement(file))) return { value: await readJson(file), isWhole: false };
  const { statement } = await readStatementFile(file);
  return { value: "report" in statement ? statement.report : statement.reports, isWhole: true };
}

/** Signatures in the order of their signers, as a quorum's are given. */
export async function readSignatures(
  given: readonly string[],
  statementFile?: string,
): Promise<{ signers: readonly string[]; signatures: readonly Hex[] }> {
  const isOfStatement = statementFile !== undefined && (await isStatement(statementFile));
  const statement = isOfStatement ? (await readStatementFile(statementFile)).statement : undefined;
  const read = await Promise.all(
    given.map((each) => (statement ? readGivenSignature(each, statement) : readPlain(each))),
  );
  const sorted = ascending(read);
  return { signers: sorted.map(({ signer }) => signer), signatures: sorted.map((each) => each.signature) };
}

/** `ADDRESS:0x…`, or a file that says both. */
async function readPlain(given: string): Promise<ReportSignature> {
  const [, signer, bytes] = /^(0x[0-9a-fA-F]{40}):(0x[0-9a-fA-F]+)$/.exec(given) ?? [];
  if (signer !== undefined && bytes !== undefined) return { signer, signature: bytes } as ReportSignature;
  if (existsSync(given)) return (await readJsonAs(given, signature, "a signature")) as ReportSignature;
  throw new CliError(`${given} is no signature.`, [], "give a file with signer and signature, or ADDRESS:0x….", 2);
}
