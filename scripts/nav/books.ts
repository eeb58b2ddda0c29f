import { exitValueAt, isLateAt, valueAt, type Facility, type Period } from "./facility.ts";
import { ceil, floor, most, toFine, type Fine } from "./fixed.ts";
import { bearLoss, EMPTY_STREAM, lock, lockedAt, type Stream } from "./stream.ts";

/** Terms of the vault itself, seconds. */
export type VestingTerms = {
  floor: bigint;
  cap: bigint;
};

/** What its title says of a cluster. */
export type Title = { model: string; cost: bigint; salvage: bigint; usefulLife: bigint; gpus: bigint };

/** The queue of a vault: shares that wait, and base units that were settled and not claimed. */
export type QueueBooks = {
  pending: bigint; // shares
  cancelled: bigint; // shares, not sent back yet
  claimable: bigint; // base units
};

/** The vault, rebuilt from events and terms alone. */
export type Books = {
  cash: bigint;
  supply: bigint;
  stream: Stream;
  queue: QueueBooks;
  facilities: Map<bigint, Facility>;
  bonds: Map<bigint, bigint>; // by cluster; not in NAV
  titles: Map<bigint, Title>;
  reports: Map<string, Period>; // "cluster/period"
  marks: Map<string, bigint>; // what a GPU of a model is worth by the curator's word, base units
  vesting: VestingTerms;
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
};

const VIRTUAL_ASSETS = 1n;
const VIRTUAL_SHARES = 1_000_000n;

export function openBooks(vesting: VestingTerms): Books {
  return {
    cash: 0n,
    supply: 0n,
    stream: EMPTY_STREAM,
    queue: { pending: 0n, cancelled: 0n, claimable: 0n },
    facilities: new Map(),
    bonds: new Map(),
    titles: new Map(),
    reports: new Map(),
    marks: new Map(),
    vesting,
    contradictions: [],
  };
}

/** @param supply Shares that stand beside the virtual ones; the books' own unless something else is asked. */
export function figuresAt(books: Books, time: bigint, supply: bigint = books.supply): Figures {
  const facilities = [...books.facilities.values()];
  const sum = (of: (facility: Facility) => Fine) => facilities.reduce((total, facility) => total + of(facility), 0n);
  const loss = sum((f) => (isLateAt(f, time) ? valueAt(f, time) - exitValueAt(f, time) : 0n));
  const value = floor(sum((facility) => valueAt(facility, time)));
  const locked = supply === 0n ? 0n : ceil(lockedAt(books.stream, time));
  const nav = most(books.cash + value - locked, 0n);
  const exitValue = most(nav - ceil(most(loss, 0n)), 0n);
  return { value, locked, nav, unrealisedLoss: nav - exitValue, exitValue };
}

/** Assets for shares, rounded down. */
export function assetsFor(shares: bigint, total: bigint, supply: bigint): bigint {
  return (shares * (total + VIRTUAL_ASSETS)) / (supply + VIRTUAL_SHARES);
}

/** Whether assets and shares changed hands at the price of `total`: one of them is the other's worth, rounded for the vault. */
export function isAtPrice(
  { assets, shares }: { assets: bigint; shares: bigint },
  total: bigint,
  supply: bigint,
  direction: "entry" | "exit",
): boolean {
  const [numerator, denominator] = [total + VIRTUAL_ASSETS, supply + VIRTUAL_SHARES];
  const sharesDown = (assets * denominator) / numerator;
  const sharesUp = (assets * denominator + numerator - 1n) / numerator;
  const assetsDown = (shares * numerator) / denominator;
  const assetsUp = (shares * numerator + denominator - 1n) / denominator;
  return direction === "entry"
    ? shares === sharesDown || assets === assetsUp
    : shares === sharesUp || assets === assetsDown;
}

/** What cash and value gained together is locked; what they lost is a loss. */
export function receive(books: Books, gain: Fine, duration: bigint, time: bigint): void {
  const { floor: shortest, cap } = books.vesting;
  const clamped = duration < shortest ? shortest : duration > cap ? cap : duration;
  if (gain > 0n) books.stream = lock(books.stream, gain, clamped, time);
  if (gain < 0n) books.stream = bearLoss(books.stream, -gain, time);
}

/** Cash that came in for value that left, or for nothing: a gain vests over the cap. */
export function receiveFor(books: Books, cash: bigint, valueOut: Fine, time: bigint): void {
  books.cash += cash;
  receive(books, toFine(cash) - valueOut, books.vesting.cap, time);
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
