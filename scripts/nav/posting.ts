import { compareSides, factsOf } from "./conversation.ts";
import { isDelinquentAt, slopeAt, valueAt } from "./curve.ts";
import { compareFacility, unvestedOf, type Books } from "./books.ts";
import { STATUS, type Facility } from "./facility.ts";
import { profitOf, takeFee } from "./feeMark.ts";
import { floor, max, min, toX32 } from "./fixed.ts";
import { lock, lockedAt, takeLocked } from "./vestingSchedule.ts";

/** What a manager tells its vault of one facility. */
export type Posting = {
  cash: bigint; // base units that arrived, before the fee
  vestOver: bigint; // seconds
  drawn?: bigint; // base units that the vault has just turned into value
};

/** Longer than any cap: what has no period vests over the cap. */
export const OVER_THE_CAP = 2n ** 64n;

/**
 * Changes a facility's curve as `turn` does, and books what that and the cash come to: a gain is locked, less the fee; a loss is
 * booked. What the vault says of it is expected to be this.
 */
export function post(
  books: Books,
  facility: Facility,
  { cash, vestOver, drawn = 0n }: Posting,
  time: bigint,
  turn: () => void,
): void {
  const isRestricted = cash > 0n && (isDelinquentAt(facility.curve, time) || isClaim(facility));
  const profit = profitOf(books.fee, unvestedOf(books, time));
  const before = { value: valueAt(facility.curve, time), slope: slopeAt(facility.curve, time) };
  turn();
  const value = valueAt(facility.curve, time) - before.value - toX32(drawn);
  const slope = slopeAt(facility.curve, time) - before.slope;

  // Out of what is gained, never more than came in.
  const gross = toX32(cash) + value;
  const fee = cash > 0n && gross > 0n ? takeFee(books.fee, profit, min(floor(gross), cash)) : 0n;
  books.fee.sourceCash += cash - drawn;
  books.cash += cash - fee - drawn;
  const gain = toX32(cash - fee) + value;
  const { floor: shortest, cap } = books.terms;
  const duration = min(max(vestOver, shortest), cap);
  if (gain > 0n) {
    books.vesting = lock(books.vesting, gain, duration, time);
    if (isRestricted) {
      books.restricted = lock(books.restricted, gain, duration, time);
      expectOfVault(books, { "restricted, locked": books.restricted.amount, "its end": books.restricted.end });
    }
  } else if (gain < 0n) {
    const fromLocked = min(lockedAt(books.vesting, time), -gain);
    books.vesting = takeLocked(books.vesting, -gain, time);
    expectOfVault(books, { "loss booked": -gain, "of it out of locked amounts": fromLocked });
  }
  const { amount: locked, end } = books.vesting;
  expectOfVault(
    books,
    postingFacts({
      source: facility.manager,
      cashIn: cash,
      fee,
      value,
      slope,
      vestOver: duration,
      locked,
      vestEnd: end,
    }),
  );
  compareFacility(books, facility);
}

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
export function hearFromVault(books: Books, figures: Record<string, bigint>): void {
  books.conversation.heard.push(...factsOf(figures));
  compareVault(books);
}

function expectOfVault(books: Books, figures: Record<string, bigint>): void {
  books.conversation.expected.push(...factsOf(figures));
  compareVault(books);
}

function compareVault(books: Books): void {
  books.contradictions.push(...compareSides("a posting", books.conversation));
}

/** Whether what comes in for it comes after a default. */
const isClaim = ({ status, workoutSince }: Facility) => status !== STATUS.inService && workoutSince !== 0n;
