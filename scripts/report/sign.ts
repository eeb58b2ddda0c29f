import { walletOf } from "../lib/sender.ts";
import { describeStatement } from "./describe.ts";
import { readStatement, writeSignature } from "./files.ts";

/** Where a reporter's key is looked for. */
export const REPORTER_KEY = "REPORTER_PRIVATE_KEY";

/** Signs a report, or many at once, with one reporter's key, on the reporter's own machine and without a node. */
export async function signReportFile(file: string, out: string): Promise<void> {
  const content = await readStatement(file);
  process.stderr.write(`${describeStatement(content)}\n`);
  const wallet = await walletOf(REPORTER_KEY);
  const signature = wallet.signingKey.sign(content.digest).serialized;
  await writeSignature(out, { digest: content.digest, signer: wallet.address, signature });
  process.stderr.write(`→ ${out}: signed by ${wallet.address}.\n`);
}
