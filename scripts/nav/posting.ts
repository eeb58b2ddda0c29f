import {
  ceilDiv,
  floor,
  isDelinquentAt,
  lock,
  lockedAt,
  max,
  min,
  profitOf,
  slopeAt,
  takeFee,
  takeLocked,
  toX32,
  valueAt,
  type X32,
} from "@gpu-yield-vaults/sdk/model";
import { matchEvents, factsOf } from "./eventMatch.ts";
import { compareFacility, unvestedOf, type Books } from "./books.ts";
import { STATUS, type Facility } from "./facility.ts";

/** What a manager tells its vault of one facility. */
export type Posting = {
  cash: bigint; // base units that arrived, before the fee
  vestOver: bigint; // seconds
  drawn?: bigint; // base units that the vault has just turned into value
  /** Whether it comes for what is claimed of a booked loss. */
  claimed?: boolean;
  /** Whether it may share its posting with the settlements of other facilities in one transaction. */
  joins?: boolean;
};

/** A posting that a facility's events tell of, and the vault has not made yet. */
export type Part = {
  source: string; // the manager
  cash: bigint;
  drawn: bigint;
  value: X32; // its change, what was drawn left out
  change: X32; // of the curve's value
  slope: X32;
  vestOver: bigint; // seconds
  restricted: boolean;
  joins: boolean;
  facility: Facility;
};

/** Longer than any cap: what has no period vests over the cap. */
export const OVER_THE_CAP = 2n ** 64n;

/**
 * Changes a facility's curve as `turn` does: what that and the cash come to is booked when the vault says that it was
 * posted.
 */
export function post(
  books: Books,
  facility: Facility,
  { cash, vestOver, drawn = 0n, claimed = false, joins = false }: Posting,
  time: bigint,
  turn: () => void,
): void {
  const restricted = cash > 0n && (claimed || isDelinquentAt(facility.curve, time) || isClaim(facility));
  const before = { value: valueAt(facility.curve, time), slope: slopeAt(facility.curve, time) };
  turn();
  const change = valueAt(facility.curve, time) - before.value;
  const slope = slopeAt(facility.curve, time) - before.slope;
  const value = change - toX32(drawn);
  const { manager: source } = facility;
  books.parts.push({
    ...{ source, cash, drawn, value, change, slope, vestOver, restricted, facility },
    joins: joins && !restricted,
  });
}

/** The vault has posted: what came first and stands by itself, else all that may share a posting. */
export function bookPosted(books: Books, time: bigint): void {
  const alone = books.parts.find(({ joins }) => !joins);
  const posted = alone ? [alone] : [...books.parts];
  // What is not booked yet has changed its curve already, and is no profit.
  const ahead = sum(books.parts, ({ change }) => change);
  books.parts = books.parts.filter((part) => !posted.includes(part));
  if (posted.length > 0) book(books, posted, profitOf(books.fee, unvestedOf(books, time) - ahead), time);
}

/** What cash and value gain together is locked, less the fee; what they lose is a loss. */
function book(books: Books, parts: readonly Part[], profit: bigint, time: bigint): void {
  const [cash, drawn] = [sum(parts, (part) => part.cash), sum(parts, (part) => part.drawn)];
  const value = sum(parts, (part) => part.value);

  // Out of what is gained, never more than came in.
  const gross = toX32(cash) + value;
  const fee = cash > 0n && gross > 0n ? takeFee(books.fee, profit, min(floor(gross), cash)) : 0n;
  books.fee.sourceCash += cash - drawn;
  books.cash += cash - fee - drawn;
  const gain = toX32(cash - fee) + value;
  const duration = durationOf(books, parts);
  if (gain > 0n) {
    books.vesting = lock(books.vesting, gain, duration, time);
    if (parts.some(({ restricted }) => restricted)) {
      books.restricted = lock(books.restricted, gain, duration, time);
      expectOfVault(books, { "restricted, locked": books.restricted.amount, "its end": books.restricted.end });
    }
  } else if (gain < 0n) {
    const fromLocked = min(lockedAt(books.vesting, time), -gain);
    books.vesting = takeLocked(books.vesting, -gain, time);
    expectOfVault(books, { "loss booked": -gain, "of it out of locked amounts": fromLocked });
  }
  const { amount: locked, end } = books.vesting;
  const { source } = parts[0] ?? { source: "0x0" };
  const slope = sum(parts, (part) => part.slope);
  const facts = { source, cashIn: cash, fee, value, slope, vestOver: duration, locked, vestEnd: end };
  expectOfVault(books, postingFacts(facts));
  for (const { facility } of parts) compareFacility(books, facility);
}

/** What vests together does so over the average of the times, weighted by what each gains, rounded up. */
function durationOf({ terms: { floor: shortest, cap } }: Books, parts: readonly Part[]): bigint {
  const within = (seconds: bigint) => min(max(seconds, shortest), cap);
  const [first, second] = parts;
  if (first && !second) return within(first.vestOver);
  const gainOf = ({ cash, value }: Part) => max(toX32(cash) + value, 0n);
  const gains = sum(parts, gainOf);
  return within(
    gains === 0n
      ? 0n
      : ceilDiv(
          sum(parts, (part) => gainOf(part) * within(part.vestOver)),
          gains,
        ),
  );
}

const sum = (parts: readonly Part[], of: (part: Part) => bigint): bigint =>
  parts.reduce((total, part) => total + of(part), 0n);

/** A posting as its event names it. */
export const postingFacts = (posted: {
  source: string;
  cashIn: bigint;
  fee: bigint;
  value: bigint;
  slope: bigint;
  vestOver: bigint;
  locked: bigint;
  vestEnd: bigint;
}): Record<string, bigint> => ({
  source: BigInt(posted.source),
  "cash in": posted.cashIn,
  fee: posted.fee,
  "change of value": posted.value,
  "change of depreciation": posted.slope,
  "vesting over": posted.vestOver,
  locked: posted.locked,
  "vesting until": posted.vestEnd,
});

/** What the vault says of a posting. */
export function dispatchVault(books: Books, figures: Record<string, bigint>): void {
  books.events.emitted.push(...factsOf(figures));
  compareVault(books);
}

function expectOfVault(books: Books, figures: Record<string, bigint>): void {
  books.events.expected.push(...factsOf(figures));
  compareVault(books);
}

function compareVault(books: Books): void {
  books.contradictions.push(...matchEvents("a posting", books.events));
}

/** Whether what comes in for it comes after a default. */
const isClaim = ({ status, workoutSince }: Facility) => status !== STATUS.inService && workoutSince !== 0n;
