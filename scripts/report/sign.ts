import { walletOf } from "../lib/sender.ts";
import { describeStatement } from "./describe.ts";
import { readStatement, writeSignature } from "./files.ts";
import { DEFAULT_RECORD, recordSigning } from "./record.ts";

/** Where a reporter's key is looked for. */
export const REPORTER_KEY = "REPORTER_PRIVATE_KEY";

/**
 * Signs a report, or many at once, with one reporter's key, on the reporter's own machine and without a node. What was
 * signed is written down, and nothing that contradicts it is signed.
 */
export async function signReportFile(file: string, out: string, record = DEFAULT_RECORD): Promise<void> {
  const content = await readStatement(file);
  process.stderr.write(`${describeStatement(content)}\n`);
  const wallet = await walletOf(REPORTER_KEY);
  const reports = "report" in content ? [content.report] : content.reports;
  await recordSigning(record, wallet.address, content.domain, reports);
  const signature = wallet.signingKey.sign(content.digest).serialized;
  await writeSignature(out, { digest: content.digest, signer: wallet.address, signature });
  process.stderr.write(`→ ${out}: signed by ${wallet.address}.\n`);
}
