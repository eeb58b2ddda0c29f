/**
 * Ids of the authority's roles. People hold the first five, some of the others too: see `PEOPLE`. Contracts hold what
 * the list of contracts says. The removals' is held by nobody and has no guardian: see `accessManager` in the list.
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
} as const;

export type Role = keyof typeof ROLES;

/** Roles whose scheduled operations the guardian may cancel. */
export const GUARDED: readonly Role[] = ["governor", "curator", "originator", "tightener"];

export type Person = "governor" | "curator" | "guardian" | "arbiter";

/** The roles of people: with the person's own delay, or at once. One function, one role: hence the small ones. */
export const PEOPLE: Readonly<Record<Person, { delayed: readonly Role[]; atOnce: readonly Role[] }>> = {
  governor: { delayed: ["governor", "admin"], atOnce: [] },
  // The curator announces without its delay, and takes back as the guardian does.
  curator: { delayed: ["curator", "originator", "tightener"], atOnce: ["announcer", "canceller"] },
  guardian: { delayed: [], atOnce: ["guardian", "tightener", "canceller"] },
  arbiter: { delayed: [], atOnce: ["arbiter"] },
};
