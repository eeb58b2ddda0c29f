import { ENTRIES, keysPer, type DeployedKey } from "@gpu-yield-vaults/sdk/protocol";
import {
  GUARDED,
  PROTOCOL_PEOPLE,
  PROTOCOL_ROLES,
  roleId,
  VAULT_PEOPLE,
  VAULT_ROLES,
  type Held,
  type Role,
} from "@gpu-yield-vaults/sdk/roles";
import type { ProtocolAddresses } from "./contracts.ts";
import type { Grant } from "./grants.ts";
import type { SharedAddresses } from "./modules/protocol.ts";
import type { VaultAddresses } from "./modules/vault.ts";
import type { ProtocolParameters, VaultParameters } from "./parameters.ts";

/** Who holds a role, by its id. */
export type Member = { id: bigint; account: string; delay: number };

/** A vault with the number that the authority counts its roles by. */
export type Numbered = {
  number: number;
  addresses: VaultAddresses;
  parameters: VaultParameters;
};

/** A function of the authority, and what it is called with. */
export type AuthorityCall = readonly [name: string, args: readonly unknown[]];

/** What an authority has to be told of the protocol, or of one vault. */
export type Table = {
  /** By the role's id. */
  labels: ReadonlyMap<bigint, string>;
  /** Whose scheduled operations who may cancel; both by their ids. */
  guardians: ReadonlyMap<bigint, bigint>;
  functions: readonly { target: string; selectors: readonly string[]; id: bigint }[];
  members: readonly Member[];
};

/** What there is once: its functions, and who holds roles of it whatever vaults there are. */
export function protocolTable(
  addresses: SharedAddresses,
  grants: readonly Grant[],
  roles: ProtocolParameters["roles"],
): Table {
  const keys = keysPer("protocol");
  const delays = { governor: roles.governorDelay, curator: roles.curatorDelay, guardian: 0, arbiter: 0 };
  const people = typedKeys(PROTOCOL_PEOPLE).flatMap((person) =>
    peopleHolding(PROTOCOL_PEOPLE[person], roles[person], delays[person]),
  );
  return {
    labels: new Map(PROTOCOL_ROLES.filter((role) => role !== "admin").map((role) => [roleId(role), labelOf(role)])),
    guardians: guardiansOf(PROTOCOL_ROLES),
    functions: functionsOf(addresses, grants, keys),
    members: [...people, ...contractsHolding(addresses, keys)],
  };
}

/** What a vault has of its own, and what its contracts hold of the protocol's. */
export function vaultTable({ number, addresses, parameters }: Numbered, grants: readonly Grant[]): Table {
  const { people, vault } = parameters;
  const keys = keysPer("vault");
  const delays = { curator: people.curatorDelay, guardian: 0 };
  const members = typedKeys(VAULT_PEOPLE).flatMap((person) =>
    peopleHolding(VAULT_PEOPLE[person], people[person], delays[person], number),
  );
  return {
    labels: new Map(VAULT_ROLES.map((role) => [roleId(role, number), labelOf(role, vault.symbol, number)])),
    guardians: guardiansOf(VAULT_ROLES, number),
    functions: functionsOf(addresses, grants, keys, number),
    members: [...members, ...contractsHolding(addresses, keys, number)],
  };
}

/** What tells an authority a table that it has not heard yet. */
export function callsOf({ labels, guardians, functions, members }: Table): readonly AuthorityCall[] {
  return [
    ...[...labels].map((args): AuthorityCall => ["labelRole", args]),
    ...[...guardians].map((args): AuthorityCall => ["setRoleGuardian", args]),
    ...functions.map(({ target, selectors, id }): AuthorityCall => ["setTargetFunctionRole", [target, selectors, id]]),
    ...members.map(({ id, account, delay }): AuthorityCall => ["grantRole", [id, account, delay]]),
  ];
}

/** What the authority calls a role: `ARBITER`, and a vault's own `CURATOR gpuUSD 2`. */
export const labelOf = (role: Role, symbol?: string, number?: number): string =>
  [role.toUpperCase(), symbol, number].filter((word) => word !== undefined).join(" ");

/** The keys of an object whose type names them all. */
export function typedKeys<K extends string>(object: Partial<Record<K, unknown>>): K[] {
  return Object.keys(object) as K[];
}

function peopleHolding({ delayed, atOnce }: Held, account: string, delay: number, vault?: number): Member[] {
  return [
    ...delayed.map((role) => ({ id: roleId(role, vault), account, delay })),
    ...atOnce.map((role) => ({ id: roleId(role, vault), account, delay: 0 })),
  ];
}

function contractsHolding(
  addresses: Partial<ProtocolAddresses>,
  keys: readonly DeployedKey[],
  vault?: number,
): Member[] {
  return keys.flatMap((key) =>
    (ENTRIES[key].holds ?? []).map((role) => ({ id: roleId(role, vault), account: addresses[key] ?? "", delay: 0 })),
  );
}

function functionsOf(
  addresses: Partial<ProtocolAddresses>,
  grants: readonly Grant[],
  keys: readonly DeployedKey[],
  vault?: number,
): Table["functions"] {
  return grants
    .filter(({ target }) => keys.includes(target))
    .map(({ target, role, selectors }) => ({ target: addresses[target] ?? "", selectors, id: roleId(role, vault) }));
}

const guardiansOf = (roles: readonly Role[], vault?: number): Table["guardians"] =>
  new Map(
    GUARDED.filter((role) => roles.includes(role)).map((role) => [roleId(role, vault), roleId("guardian", vault)]),
  );
