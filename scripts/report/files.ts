import {
  readSignature,
  readStatement,
  ReportFileError,
  showSignature,
  showStatement,
  type ReportSignature,
  type Statement,
  type StatementFile,
} from "@gpu-yield-vaults/sdk/reports";
import { existsSync } from "node:fs";
import { CliError } from "../lib/cliError.ts";
import { readText } from "../lib/inFile.ts";
import { writeWhole } from "../lib/outFile.ts";

/** Reads what is to be signed or submitted: one report, or many as one array. */
export async function readStatementFile(file: string): Promise<StatementFile> {
  const text = await readText(file);
  try {
    return readStatement(text);
  } catch (error) {
    throw refusal(file, "is no report to be signed", error, "build it anew.");
  }
}

export async function writeStatementFile(file: string, statement: Statement, assetDecimals: number): Promise<void> {
  await writeWhole(file, showStatement(statement, assetDecimals));
}

/**
 * Reads a signature of a statement: out of a file, or as it stands on the command line. A signature is no secret.
 *
 * @param given A file, or hexadecimal.
 */
export async function readGivenSignature(given: string, statement: Statement): Promise<ReportSignature> {
  const isBare = given.startsWith("0x") && !existsSync(given);
  const text = isBare ? given : await readText(given);
  try {
    return await readSignature(text, statement);
  } catch (error) {
    throw refusal(isBare ? shorten(given) : given, "is no signature of this report", error);
  }
}

export async function writeSignatureFile(
  file: string,
  statement: Statement,
  signature: ReportSignature,
): Promise<void> {
  await writeWhole(file, showSignature(statement, signature));
}

function refusal(file: string, what: string, error: unknown, next?: string): unknown {
  if (!(error instanceof ReportFileError)) return error;
  return new CliError(`${file} ${what}: ${error.message}.`, error.facts, next);
}

/** A signature on the command line, short enough to be told. */
export const shorten = (given: string): string => (given.length > 80 ? `${given.slice(0, 20)}…` : given);
