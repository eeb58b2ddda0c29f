import hre from "hardhat";
import { folderOf, readRecord } from "../../deploy/record.ts";
import { CliError } from "../lib/cliError.ts";

/** Which node, and what to look for there. */
export type IndexedNetwork = { rpc: string[]; directory: string; fromBlock: number };

/** From what was given, and for what was not, from the record of the network's deployment. */
export async function indexedNetwork(given: {
  network?: string;
  rpc?: string;
  directory?: string;
  from?: number;
}): Promise<IndexedNetwork> {
  const { network } = given;
  const record = network === undefined ? undefined : await readRecord(folderOf(hre.config.paths.root, network));
  if (network !== undefined && record === undefined) {
    throw new CliError(`Nothing is recorded of a deployment to ${network}.`, [], `deploy it, or use --directory.`, 2);
  }
  const directory = given.directory ?? record?.addresses?.directory;
  if (directory === undefined) {
    throw new CliError("Which protocol is not known.", [], "name it with --directory, or with --network.", 2);
  }
  const rpc = given.rpc?.split(",").map((url) => url.trim()) ?? [await urlOf(network)];
  const wrong = rpc.find((url) => !URL.canParse(url));
  if (wrong !== undefined) throw new CliError("--rpc has an address that is none.", [], "check --rpc.", 2);
  return { rpc, directory, fromBlock: given.from ?? record?.fromBlock ?? 0 };
}

/** The node's address out of Hardhat's keystore, or the environment. */
async function urlOf(network: string | undefined): Promise<string> {
  const found = network === undefined ? undefined : hre.config.networks[network];
  if (found?.type !== "http") throw new CliError("Which node is not known.", [], "name one with --rpc.", 2);
  return found.url.getUrl();
}
