import { Wallet } from "ethers";
import { CliError } from "../lib/cliError.ts";
import { readSecret } from "../lib/secret.ts";
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

/** The wallet whose key is kept under a name. A malformed key is never shown. */
export async function walletOf(name: string): Promise<Wallet> {
  const key = await readSecret(name);
  try {
    return new Wallet(key);
  } catch {
    throw new CliError(`${name} is not a private key.`, [], "it is 32 bytes, hexadecimal.");
  }
}
