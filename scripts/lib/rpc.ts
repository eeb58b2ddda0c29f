import { JsonRpcProvider } from "ethers";
import { CliError } from "./cliError.ts";

/** Connects to a node and makes sure that it answers. */
export async function connect(url: string): Promise<JsonRpcProvider> {
  const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true });
  try {
    await provider.send("eth_chainId", []);
  } catch (error) {
    provider.destroy();
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`No node answers at ${url}.`, [reason], "check --rpc; npm start serves a local chain.", 2);
  }
  return provider;
}
