import { Wallet, type JsonRpcProvider, type Signer } from "ethers";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { CliError } from "./cliError.ts";
import { readSecret } from "./secret.ts";

/** Where the key is looked for that pays for what anyone may send. */
export const SUBMITTER_KEY = "SUBMITTER_PRIVATE_KEY";

/** Who pays for what anyone may send. The local chain signs for its first account itself. */
export async function senderOn(chainId: bigint, provider: JsonRpcProvider): Promise<Signer> {
  if (chainId === BigInt(LOCAL_CHAIN_ID) && process.env[SUBMITTER_KEY] === undefined) return provider.getSigner(0);
  return (await walletOf(SUBMITTER_KEY)).connect(provider);
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
