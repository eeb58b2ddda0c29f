import { maxUint256, type Address } from "viem";
import { gpuYieldVaultAbi } from "../abi/GpuYieldVault.ts";
import { vaultDirectoryAbi } from "../abi/VaultDirectory.ts";
import { given } from "./given.ts";
import { labelOf } from "./names.ts";
import { openReading, type AsOf, type Reading, type ReadClient, type ReadOptions } from "./reading.ts";
import { readToken, type Token } from "./readVault.ts";

/** A vault, and what the directory says of it. */
export type ListedVault = {
  readonly vault: Address;
  /** Its own for ever, from 1: ids of its roles are this in hundreds, and the role's own number. */
  readonly number: number;
  readonly asset: Token;
  /** Its shares. */
  readonly share: Token;
  /** The vault in a sentence, for people. */
  readonly what: string;
  /** Unix seconds. */
  readonly listedAt: number;
  /** Unix seconds; absent unless it is retired: nothing new starts there, and everybody leaves as before. */
  readonly retiredAt?: number | undefined;
  /** Contracts that work for it and that it does not know, by their names. */
  readonly companions: Readonly<Record<string, Address>>;
};

export type DirectoryView = {
  readonly asOf: AsOf;
  /** In the order they were listed in, retired ones among them. */
  readonly vaults: readonly ListedVault[];
};

/** Every vault of a protocol, from the one address that somebody has to be told. */
export async function findVaults(
  client: ReadClient,
  { directory }: { readonly directory: Address },
  options: ReadOptions = {},
): Promise<DirectoryView> {
  const reading = await openReading(client, options);
  const addresses = await reading.at(vaultDirectoryAbi, directory)("page", 0n, maxUint256);
  const vaults = await Promise.all(addresses.map((vault) => readListed(reading, directory, vault)));
  return { asOf: reading.asOf, vaults };
}

async function readListed(reading: Reading, directory: Address, vault: Address): Promise<ListedVault> {
  const [listing, share, asset] = await Promise.all([
    readListing(reading, directory, vault),
    readToken(reading, vault),
    reading
      .at(
        gpuYieldVaultAbi,
        vault,
      )("asset")
      .then((token) => readToken(reading, token)),
  ]);
  return { vault, asset, share, ...listing };
}

/** What a directory says of a vault; `listedAt` is 0 where it says nothing. */
export async function readListing(
  reading: Reading,
  directory: Address,
  vault: Address,
): Promise<Omit<ListedVault, "vault" | "asset" | "share">> {
  const { number, what, listedAt, retiredAt, companions } = await reading.at(vaultDirectoryAbi, directory)(
    "listingOf",
    vault,
  );
  return {
    number,
    what,
    listedAt,
    retiredAt: given(retiredAt),
    companions: Object.fromEntries(companions.map(({ name, target }) => [labelOf(name), target])),
  };
}
