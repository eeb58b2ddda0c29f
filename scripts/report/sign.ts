import { reportsIn, signStatement } from "@gpu-yield-vaults/sdk/reports";
import type { Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { requireWritable } from "../lib/outFile.ts";
import { walletOf } from "../lib/sender.ts";
import { describeStatement } from "./describe.ts";
import { readStatementFile, writeSignatureFile } from "./files.ts";
import { DEFAULT_RECORD, recordSigning } from "./record.ts";

/** Where a reporter's key is looked for. */
export const REPORTER_KEY = "REPORTER_PRIVATE_KEY";

/**
 * Signs a report, or many at once, with one reporter's key, on the reporter's own machine and without a node. What was
 * signed is written down, and nothing that contradicts it is signed.
 */
export async function signReportFile(file: string, out: string, record = DEFAULT_RECORD): Promise<void> {
  const content = await readStatementFile(file);
  const { statement } = content;
  process.stderr.write(`${describeStatement(content)}\n`);
  await requireWritable(out);
  const account = privateKeyToAccount((await walletOf(REPORTER_KEY)).privateKey as Hex);
  await recordSigning(record, account.address, statement.domain, reportsIn(statement));
  await writeSignatureFile(out, statement, await signStatement(statement, account));
  process.stderr.write(`→ ${out}: signed by ${account.address}.\n`);
}
