import { join } from "node:path";
import { readRecords } from "../../deploy/record.ts";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { addressOf } from "../lib/addressOf.ts";
import { attachVault } from "../lib/contracts.ts";
import type { RpcProvider } from "../../deploy/requester.ts";
import { addressesOf } from "./sources.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/**
 * The block before which nothing tells of a vault: by the record of its deployment, or where the first of its contracts
 * got its code.
 */
export async function beginningOf(provider: RpcProvider, vault: string, latest: number): Promise<number> {
  const { chainId } = await provider.getNetwork();
  if (chainId === BigInt(LOCAL_CHAIN_ID)) return 0;
  const records = (await readRecords(ROOT)).filter((record) => BigInt(record.chainId) === chainId);
  const own = records.find(({ addresses }) => addresses?.vault.toLowerCase() === vault.toLowerCase());
  if (own) return own.fromBlock;

  const contracts = await attachVault(vault, provider);
  const { ledger, oracle, clock, managers } = contracts;
  const addresses = [...addressesOf(contracts, managers), ...[ledger, oracle, clock].map(addressOf)];
  const blocks = await Promise.all(addresses.map((address) => deploymentBlock(provider, address, latest)));
  return Math.min(...blocks);
}

/** The first block in which there is code at an address, by bisection. */
async function deploymentBlock(provider: RpcProvider, address: string, latest: number): Promise<number> {
  let [low, high] = [0, latest];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await provider.getCode(address, middle)) === "0x") low = middle + 1;
    else high = middle;
  }
  return low;
}
