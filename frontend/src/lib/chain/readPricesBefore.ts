import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { vaultLensAbi } from "@gpu-yield-vaults/sdk/abi/VaultLens";
import type { ListedVault } from "@gpu-yield-vaults/sdk/read";
import { getAddress, type Address } from "viem";
import type { IndexReader } from "../indexer/IndexReader";
import { blockBefore } from "./blockBefore";
import type { ReadContext, WatchedHead } from "./client";

/** Entry prices of an earlier second. A vault is absent where it had no shares then, or nobody remembers. */
export type PricesBefore = ReadonlyMap<Address, bigint>;

/** The index knows every second; without it the block has to be found, and the node has to remember it. */
export async function readPricesBefore(
  context: ReadContext,
  index: IndexReader | undefined,
  asOf: WatchedHead,
  vaults: readonly ListedVault[],
  second: number,
): Promise<PricesBefore> {
  const told = await index?.ask("vaults", { at: `${second}` }, asOf);
  if (told) {
    const priced = told.vaults.flatMap(({ address, before }) =>
      before && before.supply > 0n ? [[getAddress(address), before.entryPrice] as const] : [],
    );
    return new Map(priced);
  }
  const block = await blockBefore(context, asOf, second);
  if (block === undefined) return new Map();
  const priced = await Promise.all(vaults.map((listed) => readOne(context, listed, block)));
  return new Map(priced.flatMap((price, place) => listedAt(vaults, place, price)));
}

/** Undefined where the vault was not there yet or had no shares, or the node has forgotten. */
async function readOne(
  { client }: ReadContext,
  { vault, companions }: ListedVault,
  blockNumber: bigint,
): Promise<bigint | undefined> {
  try {
    const [supply, price] = await Promise.all([
      client.readContract({ address: vault, abi: gpuYieldVaultAbi, blockNumber, functionName: "totalSupply" }),
      client.readContract({
        address: companions.vaultLens ?? vault,
        abi: vaultLensAbi,
        blockNumber,
        functionName: "entryPrice",
      }),
    ]);
    return supply === 0n ? undefined : price;
  } catch {
    return undefined;
  }
}

function listedAt(vaults: readonly ListedVault[], place: number, price: bigint | undefined) {
  const listed = vaults[place];
  return listed && price !== undefined ? [[listed.vault, price] as const] : [];
}
