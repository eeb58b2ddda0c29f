import { createNode, endpointOf, NodeError, type Node } from "@gpu-yield-vaults/sdk/logs";
import { JsonRpcProvider, Network, type JsonRpcPayload, type JsonRpcResult } from "ethers";
import { CliError } from "./cliError.ts";

/** Until a node that has never answered is given up, milliseconds. */
const FIRST_PATIENCE = 3_000;

const NEXT = "check --rpc; npm start serves a local chain.";

/**
 * Connects to a node, or to several that stand in for each other, and makes sure that one answers.
 *
 * @param urls Addresses with commas in between.
 * @param patience Milliseconds for which it is waited for when it is busy, gone or behind.
 */
export async function connect(urls: string, patience?: number): Promise<NodeProvider> {
  const addresses = urls.split(",").map((url) => url.trim());
  for (const address of addresses) {
    if (!URL.canParse(address)) throw new CliError(`--rpc has an address that is none.`, [], NEXT, 2);
  }
  const chains = await Promise.all(addresses.map(askChainId));
  const known = chains.filter((chain) => typeof chain === "bigint");
  const [chainId] = known;
  if (chainId === undefined) {
    const failures = chains.filter((chain) => chain instanceof NodeError).map(({ message }) => message);
    throw new CliError(`No node answers at ${addresses.map(shown).join(", ")}.`, failures, NEXT, 2);
  }
  if (known.some((other) => other !== chainId)) {
    throw new CliError("The nodes serve different chains.", [known.join(", ")], "check --rpc.", 2);
  }
  return new NodeProvider(createNode(addresses, patience === undefined ? {} : { patience }), chainId);
}

async function askChainId(address: string): Promise<bigint | NodeError> {
  try {
    const answer = await createNode(address, { patience: FIRST_PATIENCE }).request({ method: "eth_chainId" });
    return BigInt(answer as string);
  } catch (error) {
    return error instanceof NodeError ? error : new NodeError("gone", "what is no JSON-RPC");
  }
}

const shown = (address: string) => endpointOf(address).shown;

/** What contracts of ethers are attached to, with the patience of the SDK's node. */
export class NodeProvider extends JsonRpcProvider {
  constructor(
    readonly node: Node,
    chainId: bigint,
  ) {
    const network = Network.from(chainId);
    super(undefined, network, { staticNetwork: network });
  }

  get patience(): number {
    return this.node.patience;
  }

  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const payloads = [payload].flat();
    const answers = await this.node.ask(payloads.map(({ method, params }) => ({ method, params })));
    // Errors among them are what ethers expects, though its types have them for an abstract provider only.
    return answers.map((answer, index) => ({ id: payloads[index]?.id ?? 0, ...answer }) as JsonRpcResult);
  }
}
