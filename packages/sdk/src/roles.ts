/**
 * Numbers of the authority's roles. People hold the first five, some of the others too: see `PROTOCOL_PEOPLE` and
 * `VAULT_PEOPLE`. Contracts hold what the list of contracts says. The removals' is held by nobody and has no guardian:
 * see `accessManager` in the list.
 */
export const ROLES = {
  admin: 0n,
  governor: 1n,
  curator: 2n,
  guardian: 3n,
  arbiter: 4n,
  contradictions: 5n,
  slasher: 6n,
  disputes: 7n,
  originator: 8n,
  custodian: 9n,
  tightener: 10n,
  removal: 11n,
  limiter: 12n,
  announcer: 13n,
  canceller: 14n,
  registrar: 15n,
} as const;

export type Role = keyof typeof ROLES;

/** Roles that the protocol has once, whoever holds them: each vault's disputes hold one. */
export const PROTOCOL_ROLES = [
  "admin",
  "governor",
  "guardian",
  "arbiter",
  "contradictions",
  "disputes",
  "custodian",
  "removal",
  "registrar",
] as const satisfies readonly Role[];

/** Roles that each vault has of its own, over nothing but its own contracts. */
export const VAULT_ROLES = [
  "curator",
  "guardian",
  "slasher",
  "originator",
  "custodian",
  "tightener",
  "limiter",
  "announcer",
  "canceller",
] as const satisfies readonly Role[];

const IDS_A_VAULT = 100n;

/**
 * What the authority knows a role by: for a vault's own its number in hundreds, and then the role's. 302 is the curator
 * of vault 3; 3 is the guardian of the protocol, 103 that of the first vault.
 *
 * @param vault The vault's number in the directory, from 1; left out, the protocol's.
 */
export function roleId(role: Role, vault = 0): bigint {
  const isVaults = vault !== 0 && (VAULT_ROLES as readonly Role[]).includes(role);
  return ROLES[role] + (isVaults ? IDS_A_VAULT * BigInt(vault) : 0n);
}

/** Roles whose scheduled operations a guardian may cancel: the vault's where they are a vault's, or the protocol's. */
export const GUARDED = [
  "governor",
  "registrar",
  "curator",
  "originator",
  "tightener",
] as const satisfies readonly Role[];

/** What a person holds: with its own delay, or at once. One function, one role: hence the small ones. */
export type Held = { delayed: readonly Role[]; atOnce: readonly Role[] };

export type Person = "governor" | "curator" | "guardian" | "arbiter";

/**
 * Who is there once. The curator registers clusters for all vaults, so that somebody sees that no machine stands in two
 * titles. The guardian vetoes reports, and cancels what the governor and the registrar have scheduled.
 */
export const PROTOCOL_PEOPLE = {
  governor: { delayed: ["governor", "admin"], atOnce: [] },
  curator: { delayed: ["registrar"], atOnce: [] },
  guardian: { delayed: [], atOnce: ["guardian"] },
  arbiter: { delayed: [], atOnce: ["arbiter"] },
} as const satisfies Partial<Record<Person, Held>>;

/** Who is there for each vault: the protocol's curator and guardian, or others. */
export const VAULT_PEOPLE = {
  // The curator announces without its delay, and takes back as the guardian does.
  curator: { delayed: ["curator", "originator", "tightener"], atOnce: ["announcer", "canceller"] },
  guardian: { delayed: [], atOnce: ["guardian", "tightener", "canceller"] },
} as const satisfies Partial<Record<Person, Held>>;
