import { COMPANION_KEYS, ENTRIES, toldBy } from "@gpu-yield-vaults/sdk/protocol";
import type { Requester } from "@gpu-yield-vaults/sdk/logs";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { hexToString, zeroAddress, type Address, type Hex } from "viem";
import { EVENT_KEYS, type EventKey } from "../src/contracts.ts";
import { Contracts } from "./Contracts.ts";
import { createReader, small, type Reader } from "./reader.ts";

/** Everything whose events tell of a protocol, found from its directory. */
export type Discovery = {
  readonly contracts: readonly { readonly key: EventKey; readonly address: Address; readonly vault?: Address }[];
  readonly decimals: Readonly<Record<Address, number>>; // of the token of each vault
  readonly quorums: Readonly<Record<Address, Address>>; // by oracle: whom it asks
};

/** Forms of financing, as the contracts number them. */
const [REVENUE_SHARE, LOAN] = [0, 1] as const;

/** Decimals that a share has more than the token. */
const SHARE_OFFSET = 6;

/**
 * Finds every contract of a protocol that ever had a part in it: the directory's events name the vaults and their
 * companions, a vault's events its sources, managers' events their oracles; the rest is told by getters, or holds a
 * role that only its kind holds.
 *
 * @param from The first block to look at; at or before the deployment.
 * @param to The last one.
 */
export async function discover(node: Requester, directory: Address, from: bigint, to: bigint): Promise<Discovery> {
  const reader = createReader(node, from, to);
  const found = new Contracts();
  found.add("directory", small(directory));
  const decimals: Record<Address, number> = {};
  for (const { args } of await reader.events("directory", [small(directory)], "VaultListed")) {
    const vault = small(args.vault);
    decimals[vault] = Number(await reader.view("vault", vault, "decimals")) - SHARE_OFFSET;
    found.add("vault", vault, vault);
    await findSources(reader, found, vault);
  }
  await findCompanions(reader, found, small(directory));
  await follow(reader, found);
  await findOracles(reader, found);
  await follow(reader, found);
  await findRoleHolders(reader, found);
  const quorums: Record<Address, Address> = {};
  for (const oracle of found.of("oracle")) quorums[oracle] = small(await reader.view("oracle", oracle, "quorum"));
  return { contracts: found.list(), decimals, quorums };
}

/** Every source that a vault ever had, by what it finances; one finances nothing. */
async function findSources(reader: Reader, found: Contracts, vault: Address): Promise<void> {
  for (const { args } of await reader.events("vault", [vault], "SourceBound")) {
    const source = small(args.source);
    const finances = async (form: number) => (await reader.view("shares", source, "finances", form)) === true;
    const key = (await finances(REVENUE_SHARE)) ? "shares" : (await finances(LOAN)) ? "loans" : "losses";
    found.add(key, source, vault);
  }
}

/** Whatever the directory has ever named beside a vault. */
async function findCompanions(reader: Reader, found: Contracts, directory: Address): Promise<void> {
  type Named = readonly { readonly name: Hex; readonly target: Address }[];
  for (const { args } of await reader.events("directory", [directory], "VaultDescribed")) {
    for (const { name, target } of args.companions as Named) {
      const key = COMPANION_KEYS.find((companion) => companion === hexToString(name, { size: 32 }));
      if (key !== undefined && isFollowed(key)) found.add(key, small(target), small(args.vault));
    }
  }
}

/** Goes from contracts that are known to all that they tell of, and that those tell of. */
async function follow(reader: Reader, found: Contracts): Promise<void> {
  for (const { key, address, vault } of found.unread()) {
    for (const { getter, field, neighbour } of toldBy(key)) {
      if (!isFollowed(neighbour)) continue;
      const told = await reader.view(key, address, getter);
      const one = field === undefined ? told : (told as Readonly<Record<string, unknown>> | undefined)?.[field];
      if (typeof one !== "string" || one === zeroAddress) continue;
      found.add(neighbour, small(one), ENTRIES[neighbour].per === "vault" ? vault : undefined);
    }
  }
}

/** Every oracle that managers ever had, every set of bounds that those had, every token of stakes. */
async function findOracles(reader: Reader, found: Contracts): Promise<void> {
  const replaced = async (key: EventKey, name: string, field: string, neighbour: EventKey) => {
    for (const { args } of await reader.events(key, found.of(key), name)) {
      const address = small(args[field]);
      if (address !== zeroAddress) found.add(neighbour, address);
    }
  };
  await replaced("shares", "OracleReplaced", "newOracle", "oracle");
  await replaced("loans", "OracleReplaced", "newOracle", "oracle");
  await replaced("oracle", "BoundsReplaced", "newBounds", "bounds");
  await replaced("quorum", "StakesReplaced", "newStakes", "stakes");
}

/** Who proves contradictions is told by nobody, but holds a role that only its kind holds. */
async function findRoleHolders(reader: Reader, found: Contracts): Promise<void> {
  for (const { args } of await reader.events("accessManager", found.of("accessManager"), "RoleGranted")) {
    if (args.roleId === ROLES.contradictions) found.add("contradictions", small(args.account));
  }
}

const isFollowed = (key: string): key is EventKey => (EVENT_KEYS as readonly string[]).includes(key);
