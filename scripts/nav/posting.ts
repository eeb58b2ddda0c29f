import { toX32, post, type Posted } from "@gpu-yield-vaults/sdk/model";
import { matchCluster, valueOf, type Books, type Part } from "./books.ts";
import { factsOf, matchEvents } from "./eventMatch.ts";

/** The vault has posted: what came first and stands by itself, else all that may share a posting. */
export function bookPosted(books: Books, time: bigint): void {
  const alone = books.parts.find(({ joins }) => !joins);
  const posted = alone ? [alone] : [...books.parts];
  if (posted.length === 0) return;
  // What is not booked yet has changed its curve already, and is no value of before.
  const ahead = sum(books.parts, ({ value, drawn }) => value + toX32(drawn));
  books.parts = books.parts.filter((part) => !posted.includes(part));
  const result = post(books.vault, posted, valueOf(books, time) - ahead, books.terms, time);
  books.vault = result.vault;
  expectPosting(books, posted, result);
  for (const { cluster } of posted) matchCluster(books, cluster);
}

function expectPosting(books: Books, parts: readonly Part[], { vault, fee, loss, fromLocked, duration }: Posted): void {
  const cashIn = sum(parts, ({ cash }) => cash);
  const value = sum(parts, (part) => part.value);
  const isGain = toX32(cashIn - fee) + value > 0n;
  if (isGain && parts.some(({ restricted }) => restricted)) {
    const { amount, end } = vault.restricted;
    expectOfVault(books, { "restricted, locked": amount, "its end": end });
  }
  if (loss > 0n) expectOfVault(books, { "loss booked": loss, "of it out of locked amounts": fromLocked });
  const { amount: locked, end: vestEnd } = vault.vesting;
  const { source } = parts[0] ?? { source: "0x0" };
  const slope = sum(parts, (part) => part.slope);
  expectOfVault(books, postingFacts({ source, cashIn, fee, value, slope, vestOver: duration, locked, vestEnd }));
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
  matchVault(books);
}

function expectOfVault(books: Books, figures: Record<string, bigint>): void {
  books.events.expected.push(...factsOf(figures));
  matchVault(books);
}

function matchVault(books: Books): void {
  books.contradictions.push(...matchEvents("a posting", books.events));
}
