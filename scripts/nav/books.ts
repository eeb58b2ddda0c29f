import {
  balanceAt,
  holdingsAt,
  NO_DELAY,
  openVault,
  type Balance,
  type Clock,
  type Facility,
  type Grid,
  type Outcome,
  type Period,
  type Posting,
  type ReportingDelay,
  type Setting,
  type Title,
  type Vault,
  type VestingTerms,
  type X32,
} from "@gpu-yield-vaults/sdk/model";
import { factsOf, matchEvents, noEvents, type EventMatch } from "./eventMatch.ts";

/** Terms of the vault itself, seconds and bps. */
export type VaultTerms = Grid & VestingTerms & { feeBps: bigint };

/** A notice of drawing: the lowest NAV since, base units, and its end, unix seconds. */
export type DrawNotice = { low: bigint; until: bigint };

/** The queue of a vault: shares that wait, and base units that were settled and not claimed. */
export type QueueBooks = {
  pending: [patient: bigint, atAnyPrice: bigint]; // shares
  cancelled: bigint; // shares, not sent back yet
  claimable: bigint; // base units
};

/** A posting that a facility's events tell of, and the vault has not made yet. */
export type Part = Posting & { cluster: bigint; source: string };

/** The vault, rebuilt from events and terms alone. */
export type Books = {
  vault: Vault;
  moved: bigint; // shares that were minted or burned last
  notices: [newer: DrawNotice, older: DrawNotice];
  queue: QueueBooks;
  facilities: Map<bigint, Facility>;
  bonds: Map<bigint, bigint>; // by cluster and poster, as `stakeOf` names them; not in NAV
  stakes: Map<string, bigint>; // by reporter; not in NAV
  titles: Map<bigint, Title>;
  reports: Map<string, Period>; // "cluster/period"
  marks: Map<string, bigint>; // what a GPU of a model is worth by the curator's word, base units
  clocks: Map<bigint, Clock>; // by cluster
  delays: Map<string, ReportingDelay>; // by manager
  terms: VaultTerms;
  events: EventMatch; // what the vault says of postings
  eventsOf: Map<bigint, EventMatch>; // what is said of a cluster, beside the events that say it all
  /** What facilities' events tell of, and the vault has not posted yet. */
  parts: Part[];
  /** What has happened but is told in full only when the vault has posted it. */
  unposted: (() => void)[];
  /** Events that contradict the terms, one sentence each. */
  contradictions: string[];
};

const NO_NOTICE: DrawNotice = { low: 0n, until: 0n };

export const openBooks = (terms: VaultTerms): Books => ({
  vault: openVault(terms.feeBps),
  moved: 0n,
  notices: [NO_NOTICE, NO_NOTICE],
  queue: { pending: [0n, 0n], cancelled: 0n, claimable: 0n },
  facilities: new Map(),
  bonds: new Map(),
  stakes: new Map(),
  titles: new Map(),
  reports: new Map(),
  marks: new Map(),
  clocks: new Map(),
  delays: new Map(),
  terms,
  events: noEvents(),
  eventsOf: new Map(),
  parts: [],
  unposted: [],
  contradictions: [],
});

/** Value of everything financed. */
export const valueOf = ({ facilities, terms }: Books, time: bigint): X32 =>
  holdingsAt(facilities.values(), terms, time).value;

/** @param supply Shares that stand beside the virtual ones; the books' own unless something else is asked. */
export const figuresAt = ({ vault, facilities, terms }: Books, time: bigint, supply: bigint = vault.supply): Balance =>
  balanceAt({ ...vault, supply }, holdingsAt(facilities.values(), terms, time), time);

export function facilityOf(books: Books, cluster: bigint): Facility {
  const facility = books.facilities.get(cluster);
  if (!facility) throw new Error(`an event names cluster ${cluster}, which no facility was approved for`);
  return facility;
}

/** Notes what has changed of a facility. */
export function change(books: Books, { cluster }: Facility, changes: Partial<Facility>): void {
  books.facilities.set(cluster, { ...facilityOf(books, cluster), ...changes });
}

/** What the law asks for besides the facility. */
export const settingOf = ({ terms, delays, clocks, marks }: Books, facility: Facility): Setting => ({
  ...terms,
  delay: delays.get(facility.manager) ?? NO_DELAY,
  clock: clocks.get(facility.cluster),
  perGpu: marks.get(facility.model) ?? 0n,
});

/** Notes what has happened to a facility: how it stands, what events should tell of it, what the vault should post. */
export function book(books: Books, { facility, told, posting }: Outcome): void {
  const { cluster, manager: source } = facility;
  books.facilities.set(cluster, facility);
  eventsOf(books, cluster).expected.push(...told);
  if (posting) books.parts.push({ ...posting, cluster, source });
}

/** Notes where an event says something else than the terms. */
export function expectByTerms(books: Books, what: string, found: bigint, expected: bigint): void {
  if (found !== expected) books.contradictions.push(`${what} was ${found}, by the terms ${expected}`);
}

/** An event beside those that tell everything says something of a facility. */
export function dispatch(books: Books, cluster: bigint, figures: Record<string, bigint>): void {
  eventsOf(books, cluster).emitted.push(...factsOf(figures));
  matchCluster(books, cluster);
}

/** Compares what events have said of a facility with what they should have. */
export function matchCluster(books: Books, cluster: bigint): void {
  books.contradictions.push(...matchEvents(`cluster ${cluster}`, eventsOf(books, cluster)));
}

function eventsOf({ eventsOf: all }: Books, cluster: bigint): EventMatch {
  const known = all.get(cluster) ?? noEvents();
  all.set(cluster, known);
  return known;
}

/** What a poster has put up for a cluster, as the escrow names its account. */
export const stakeOf = (cluster: bigint, poster: string): bigint => (cluster << 160n) | BigInt(poster);
