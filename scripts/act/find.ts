import type { Addresses } from "@gpu-yield-vaults/sdk/actions";
import { vaultDirectoryAbi } from "@gpu-yield-vaults/sdk/abi/VaultDirectory";
import { nodeErrorOf } from "@gpu-yield-vaults/sdk/logs";
import { CONTRACT_KEYS, ENTRIES } from "@gpu-yield-vaults/sdk/protocol";
import { ContractFunctionExecutionError, hexToString, type Address } from "viem";
import { readContract } from "viem/actions";
import { addressOf } from "../lib/addressOf.ts";
import { CliError } from "../lib/cliError.ts";
import { clientOf } from "../lib/clientOf.ts";
import { attachVault } from "../lib/contracts.ts";
import type { NodeProvider } from "../lib/rpc.ts";

export type Where = { vault?: string; directory?: string };

const MOST_VAULTS = 100n;

/** Where the contracts of a vault are: what they tell of each other, and what the directory names beside it. */
export async function findAddresses(provider: NodeProvider, { vault, directory }: Where): Promise<Addresses> {
  const chosen = vault ?? (await onlyVault(provider, directory));
  const told = await attachVault(chosen, provider);
  const found = CONTRACT_KEYS.flatMap((key) => {
    const contract = (told as Readonly<Record<string, unknown>>)[key] as Parameters<typeof addressOf>[0] | undefined;
    return contract === undefined ? [] : [[key, addressOf(contract)] as const];
  });
  const named = directory === undefined ? {} : { directory, ...(await companionsOf(provider, directory, chosen)) };
  return { ...Object.fromEntries(found), ...named };
}

async function onlyVault(provider: NodeProvider, directory: string | undefined): Promise<string> {
  if (directory === undefined) throw new CliError("No vault is named.", [], "add --vault, or --directory.", 2);
  const vaults = await asking(directory, (address) =>
    readContract(clientOf(provider), {
      address,
      abi: vaultDirectoryAbi,
      functionName: "page",
      args: [0n, MOST_VAULTS],
    }),
  );
  const [only] = vaults;
  if (only !== undefined && vaults.length === 1) return only;
  throw new CliError(`The directory lists ${vaults.length} vaults.`, vaults, "choose one by --vault.", 2);
}

async function companionsOf(provider: NodeProvider, directory: string, vault: string): Promise<Addresses> {
  const { companions } = await asking(directory, (address) =>
    readContract(clientOf(provider), {
      address,
      abi: vaultDirectoryAbi,
      functionName: "listingOf",
      args: [vault as Address],
    }),
  );
  const byName = companions.map(({ name, target }) => [hexToString(name, { size: 32 }).replace(/\0+$/, ""), target]);
  return Object.fromEntries(byName.filter(([name = ""]) => name in ENTRIES)) as Addresses;
}

/** Asks a directory; what answers otherwise is none. */
async function asking<T>(directory: string, ask: (address: Address) => Promise<T>): Promise<T> {
  try {
    return await ask(directory as Address);
  } catch (error) {
    if (!(error instanceof ContractFunctionExecutionError) || nodeErrorOf(error)) throw error;
    throw new CliError(`There is no directory at ${directory}.`, [error.shortMessage], "check --directory.", 2);
  }
}
