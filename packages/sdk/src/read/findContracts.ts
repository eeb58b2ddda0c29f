import { zeroAddress, type Abi, type Address } from "viem";
import { facilityOriginationAbi } from "../abi/FacilityOrigination.ts";
import { gpuYieldVaultAbi } from "../abi/GpuYieldVault.ts";
import { lossAnnouncementsAbi } from "../abi/LossAnnouncements.ts";
import { COMPANION_KEYS, toldBy, type CompanionKey, type DeployedKey, type ToldKey } from "../protocol.ts";
import { readListing } from "./findVaults.ts";
import { FORMS, type Form } from "./names.ts";
import { ReadError } from "./ReadError.ts";
import { openReading, type AsOf, type Reading, type ReadClient, type ReadOptions } from "./reading.ts";

/** Addresses by what the list of contracts calls them. */
export type Contracts<K extends DeployedKey> = Readonly<Record<K, Address>>;

/** The contracts behind a vault. The zero address where a contract says that it has no such neighbour. */
export type FoundContracts<K extends DeployedKey> = {
  readonly asOf: AsOf;
  readonly contracts: Contracts<K>;
  /** All sources of the vault that account for facilities. */
  readonly managers: readonly Address[];
};

/**
 * Everything that a vault and its sources tell of, and what those tell of. With the directory's address, its companions
 * too: lenses, disputes, auction. The router, and what records contradictions, nobody tells of: a deployment's record
 * has them.
 */
export async function findContracts(
  client: ReadClient,
  known: { readonly vault: Address; readonly directory: Address },
  options?: ReadOptions,
): Promise<FoundContracts<ToldKey | CompanionKey | "directory">>;
export async function findContracts(
  client: ReadClient,
  known: { readonly vault: Address },
  options?: ReadOptions,
): Promise<FoundContracts<ToldKey>>;
export async function findContracts(
  client: ReadClient,
  { vault, directory }: { readonly vault: Address; readonly directory?: Address },
  options: ReadOptions = {},
): Promise<FoundContracts<ToldKey>> {
  const reading = await openReading(client, options);
  const [sources, companions] = await Promise.all([
    readForms(reading, vault),
    directory === undefined ? {} : readCompanions(reading, directory, vault),
  ]);
  const [shares, loans] = [financing(sources, "revenueShare"), financing(sources, "loan")];
  const contracts = await follow(reading, { vault, shares, loans });
  return {
    asOf: reading.asOf,
    contracts: { ...contracts, ...companions, ...(directory === undefined ? {} : { directory }) },
    managers: sources.filter(({ forms }) => forms.length > 0).map(({ address }) => address),
  };
}

/** Goes from contracts that are known to all that they tell of, and that those tell of. */
export async function findNeighbours<K extends DeployedKey = never>(
  client: ReadClient,
  known: Partial<Contracts<DeployedKey>>,
  options: ReadOptions = {},
): Promise<Contracts<K>> {
  return follow<K>(await openReading(client, options), known);
}

async function follow<K extends DeployedKey = ToldKey>(
  reading: Reading,
  known: Partial<Contracts<DeployedKey>>,
): Promise<Contracts<K>> {
  const found = new Map(Object.entries(known)) as Map<DeployedKey, Address>;
  for (let newest = [...found]; newest.length > 0;) {
    const told = await Promise.all(
      newest
        .filter(([, address]) => address !== zeroAddress) // nobody is named
        .flatMap(([key, address]) => toldBy(key).map((telling) => ({ ...telling, address })))
        .filter(({ neighbour }) => !found.has(neighbour))
        .map(async (telling) => [telling.neighbour, await askNeighbour(reading, telling)] as const),
    );
    newest = [...new Map(told.reverse())]; // the first one that tells is believed
    for (const [key, address] of newest) found.set(key, address);
  }
  return Object.fromEntries(found) as Contracts<K>;
}

type Telling = { readonly address: Address; readonly getter: string; readonly field?: string };

/** Whom a contract names by a getter, or in a field of what that returns. */
async function askNeighbour(reading: Reading, { address, getter, field }: Telling): Promise<Address> {
  if (field === undefined) return (await reading.at(addressGetter(getter), address)(getter)) as Address;
  const parts = await reading.at(facilityOriginationAbi, address)("parts");
  const part = (parts as Readonly<Record<string, Address>>)[field];
  if (part === undefined) throw new TypeError(`no contract tells of ${getter}.${field}`);
  return part;
}

const addressGetter = (name: string): Abi => [
  { type: "function", name, inputs: [], outputs: [{ name: "", type: "address" }], stateMutability: "view" },
];

type Financier = { readonly address: Address; readonly forms: readonly Form[] };

/** What each source of a vault finances. Refuses what is no vault: it would not know its sources. */
async function readForms(reading: Reading, vault: Address): Promise<readonly Financier[]> {
  const sources = await reading.at(gpuYieldVaultAbi, vault)("sources");
  return Promise.all(
    sources.map(async (address) => {
      const ask = reading.at(lossAnnouncementsAbi, address); // every source answers this much
      const finances = await Promise.all(FORMS.map((_, form) => ask("finances", form)));
      return { address, forms: FORMS.filter((_, form) => finances[form]) };
    }),
  );
}

function financing(sources: readonly Financier[], form: Form): Address {
  const source = sources.find(({ forms }) => forms.includes(form));
  if (source) return source.address;
  throw new ReadError(`No source of the vault finances the form ${form}.`, "Read a vault whose sources are bound.");
}

async function readCompanions(reading: Reading, directory: Address, vault: Address): Promise<Contracts<CompanionKey>> {
  const { listedAt, companions } = await readListing(reading, directory, vault);
  if (listedAt === 0) {
    throw new ReadError(`The directory at ${directory} does not list ${vault}.`, "Check both addresses.");
  }
  const named = COMPANION_KEYS.map((key) => {
    const address = companions[key];
    if (address !== undefined) return [key, address] as const;
    throw new ReadError(`The directory names no ${key} beside ${vault}.`, "Find its contracts without the directory.");
  });
  return Object.fromEntries(named) as Contracts<CompanionKey>;
}
