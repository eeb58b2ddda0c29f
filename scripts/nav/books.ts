import {
  ceil,
  ceilDiv,
  type Curve,
  delinquentTokensAt,
  type FeeMark,
  floor,
  type Grid,
  isDelinquentAt,
  lockedAt,
  lossAt,
  markAt,
  max,
  min,
  NOTHING_LOCKED,
  valueAt,
  type VestingSchedule,
  type X32,
} from "@gpu-yield-vaults/sdk/model";
import { matchEvents, factsOf, noEvents, type EventMatch } from "./eventMatch.ts";
import type { Facility, Period } from "./facility.ts";
import type { Part } from "./posting.ts";

/** Terms of the vault itself, seconds and bps. */
export type VaultTerms = Grid & {
  floor: bigint; // of vesting
  cap: bigint;
  feeBps: bigint;
};

/** A notice of drawing: the lowest NAV since, base units, and its end, unix seconds. */
export type DrawNotice = { low: bigint; until: bigint };

/** What its title says of a cluster. */
export type Title = {
  model: string;
  cost: bigint;
  salvage: bigint;
  usefulLife: bigint;
  maxPeriod: bigint;
  gpus: bigint;
};

/** The queue of a vault: shares that wait, and base units that were settled and not claimed. */
export type QueueBooks = {
  pending: [patient: bigint, atAnyPrice: bigint]; // shares
  cancelled: bigint; // shares, not sent back yet
  claimable: bigint; // base units
};

/**
 * What doubts have done to a cluster's deadlines: they are reckoned from one second, and move by no more than `limit`.
 */
export type Clock = {
  from: bigint; // unix seconds
  limit: bigint; // seconds
};

/** The vault, rebuilt from events and terms alone. */
export type Books = {
  cash: bigint;
  supply: bigint;
  vesting: VestingSchedule;
  restricted: VestingSchedule; // of it, what came for something delinquent
  fee: FeeMark;
  notices: [newer: DrawNotice, older: DrawNotice];
  queue: QueueBooks;
  facilities: Map<bigint, Facility>;
  bonds: Map<bigint, bigint>; // by cluster and poster, as `stakeOf` names them; not in NAV
  titles: Map<bigint, Title>;
  reports: Map<string, Period>; // "cluster/period"
  marks: Map<string, bigint>; // what a GPU of a model is worth by the curator's word, base units
  clocks: Map<bigint, Clock>; // by cluster
  delays: Map<string, bigint>; // of a manager: seconds in which a report becomes final at the latest
  terms: VaultTerms;
  events: EventMatch; // what the vault says of postings
  /** What facilities' events tell of, and the vault has not posted yet. */
  parts: Part[];
  /** What has happened but is told in full only when the vault has posted it. */
  unposted: (() => void)[];
  /** Events that contradict the terms, one sentence each. */
  contradictions: string[];
};

/** The vault's numbers at a moment, base units, rounded as the contracts round them. */
export type Figures = {
  value: bigint;
  locked: bigint;
  nav: bigint;
  unrealisedLoss: bigint;
  exitValue: bigint;
  delinquentValue: bigint;
  restrictedLocked: bigint;
};

const NO_NOTICE: DrawNotice = { low: 0n, until: 0n };
const VIRTUAL_ASSETS = 1n;
const VIRTUAL_SHARES = 1_000_000n;

export function openBooks(terms: VaultTerms): Books {
  return {
    cash: 0n,
    supply: 0n,
    vesting: NOTHING_LOCKED,
    restricted: NOTHING_LOCKED,
    fee: { bps: terms.feeBps, sourceCash: 0n, mark: 0n, base: 0n, carried: 0n },
    notices: [NO_NOTICE, NO_NOTICE],
    queue: { pending: [0n, 0n], cancelled: 0n, claimable: 0n },
    facilities: new Map(),
    bonds: new Map(),
    titles: new Map(),
    reports: new Map(),
    marks: new Map(),
    clocks: new Map(),
    delays: new Map(),
    terms,
    events: noEvents(),
    parts: [],
    unposted: [],
    contradictions: [],
  };
}

/** Value of everything financed. */
export function valueOf(books: Books, time: bigint): X32 {
  return sumOf(books, (curve) => valueAt(curve, time));
}

/** @param supply Shares that stand beside the virtual ones; the books' own unless something else is asked. */
export function figuresAt(books: Books, time: bigint, supply: bigint = books.supply): Figures {
  const { terms } = books;
  const value = floor(valueOf(books, time));
  const locked = supply === 0n ? 0n : ceil(lockedAt(books.vesting, time));
  const nav = max(books.cash + value - locked, 0n);
  const loss = [...books.facilities.values()].reduce(
    (total, { curve, announced }) => total + lossAt(curve, terms, time) + markAt(curve, terms, announced, time),
    0n,
  );
  const exitValue = max(nav - ceil(max(loss, 0n)), 0n);
  return {
    value,
    locked,
    nav,
    unrealisedLoss: nav - exitValue,
    exitValue,
    delinquentValue:
      (sumOf(books, (curve) => delinquentTokensAt(curve, terms, time)) +
        claimedTokens(books) +
        announcedTokens(books, time)) *
      terms.wholeToken,
    restrictedLocked: min(ceil(lockedAt(books.restricted, time)), locked),
  };
}

function sumOf({ facilities }: Books, of: (curve: Curve) => bigint): bigint {
  return [...facilities.values()].reduce((total, { curve }) => total + of(curve), 0n);
}

/** What is claimed of booked losses, whole tokens of each facility, rounded up. */
function claimedTokens({ facilities, terms }: Books): bigint {
  return [...facilities.values()].reduce((total, { claimed }) => total + ceilDiv(claimed, terms.wholeToken), 0n);
}

/** What is announced as lost of what does not count as delinquent itself, whole tokens. */
function announcedTokens({ facilities }: Books, time: bigint): bigint {
  return [...facilities.values()].reduce(
    (total, { curve, counted }) => total + (isDelinquentAt(curve, time) ? 0n : counted),
    0n,
  );
}

/** Value less what has not vested: the part of the profit that is no cash. */
export const unvestedOf = (books: Books, time: bigint): X32 => valueOf(books, time) - lockedAt(books.vesting, time);

/** With the virtual ones. Without shares, one costs what the first one did, whatever is left. */
const allShares = (total: bigint, supply: bigint): bigint =>
  supply === 0n ? (total + VIRTUAL_ASSETS) * VIRTUAL_SHARES : supply + VIRTUAL_SHARES;

/** Assets for shares, rounded down. */
export function assetsFor(shares: bigint, total: bigint, supply: bigint): bigint {
  return (shares * (total + VIRTUAL_ASSETS)) / allShares(total, supply);
}

/** Assets for shares, rounded up. */
export function assetsForUp(shares: bigint, total: bigint, supply: bigint): bigint {
  return ceilDiv(shares * (total + VIRTUAL_ASSETS), allShares(total, supply));
}

/**
 * Whether assets and shares changed hands at the price of `total`: one of them is the other's worth, rounded for the
 * vault.
 */
export function isAtPrice(
  { assets, shares }: { assets: bigint; shares: bigint },
  total: bigint,
  supply: bigint,
  direction: "entry" | "exit",
): boolean {
  const [numerator, denominator] = [total + VIRTUAL_ASSETS, allShares(total, supply)];
  const sharesDown = (assets * denominator) / numerator;
  const sharesUp = (assets * denominator + numerator - 1n) / numerator;
  const assetsDown = (shares * numerator) / denominator;
  const assetsUp = (shares * numerator + denominator - 1n) / denominator;
  return direction === "entry"
    ? shares === sharesDown || assets === assetsUp
    : shares === sharesUp || assets === assetsDown;
}

export function facilityOf(books: Books, cluster: bigint): Facility {
  const facility = books.facilities.get(cluster);
  if (!facility) throw new Error(`an event names cluster ${cluster}, which no facility was approved for`);
  return facility;
}

/** Notes where an event says something else than the terms. */
export function expectByTerms(books: Books, what: string, found: bigint, expected: bigint): void {
  if (found !== expected) books.contradictions.push(`${what} was ${found}, by the terms ${expected}`);
}

/** An event beside those that tell everything says something of a facility. */
export function dispatch(books: Books, facility: Facility, figures: Record<string, bigint>): void {
  facility.events.emitted.push(...factsOf(figures));
  compareFacility(books, facility);
}

/** Compares what events have said of a facility with what they should have. */
export function compareFacility(books: Books, { cluster, events }: Facility): void {
  books.contradictions.push(...matchEvents(`cluster ${cluster}`, events));
}

/** What a poster has put up for a cluster, as the escrow names its account. */
export const stakeOf = (cluster: bigint, poster: string): bigint => (cluster << 160n) | BigInt(poster);
