import { JsonRpcProvider, Network } from "ethers";
import { z } from "zod";
import { CliError } from "./cliError.ts";

const PATIENCE_MS = 15_000;

const answer = z.object({ result: z.string() });

/** Connects to a node and makes sure that it answers. */
export async function connect(url: string): Promise<JsonRpcProvider> {
  const network = Network.from(await askChainId(url));
  return new JsonRpcProvider(url, network, { staticNetwork: network });
}

/** Asked without ethers, which would ask a node that is not there again and again. */
async function askChainId(url: string): Promise<bigint> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return BigInt(answer.parse(await response.json()).result);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`No node answers at ${url}.`, [reason], "check --rpc; npm start serves a local chain.", 2);
  }
}
