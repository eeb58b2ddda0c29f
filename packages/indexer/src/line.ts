import {
  balanceAt,
  carriedOut,
  NOTHING_LOCKED,
  priceOf,
  toX32,
  withoutLocked,
  type Ahead,
  type Turn,
  type Vesting,
  type X32,
} from "@gpu-yield-vaults/sdk/model";
import type { Bend } from "../tables/vaults.ts";

/** A vault in one second, in its own units. Until something is posted, or bends, only time moves it. */
export type Line = {
  readonly time: bigint; // unix seconds
  readonly cash: bigint; // base units
  readonly supply: bigint; // shares
  readonly value: X32;
  readonly slope: X32; // a second, by which the value falls
  readonly loss: X32; // what leavers forgo
  readonly lossSlope: X32; // a second, by which that grows
  readonly locked: X32; // at `lockedFrom`
  readonly lockedFrom: bigint;
  readonly vestEnd: bigint; // 2^-24 s
};

/** What a share cost, and what it was paid, in one second. */
export type Point = {
  readonly time: bigint;
  readonly cash: bigint;
  readonly value: bigint;
  readonly locked: bigint;
  readonly nav: bigint;
  readonly unrealisedLoss: bigint;
  readonly exitValue: bigint;
  readonly supply: bigint;
  readonly entryPrice: bigint; // base units per whole share * 10^12
  readonly exitPrice: bigint;
};

export const openLine = (time: bigint): Line => ({
  time,
  cash: 0n,
  supply: 0n,
  value: 0n,
  slope: 0n,
  loss: 0n,
  lossSlope: 0n,
  locked: 0n,
  lockedFrom: 0n,
  vestEnd: 0n,
});

/** In a later second, up to which nothing bends. */
export function carriedTo(line: Line, time: bigint): Line {
  const seconds = time - line.time;
  return { ...line, time, value: line.value - line.slope * seconds, loss: line.loss + line.lossSlope * seconds };
}

/** In second `at`, in which it bends. */
export function bent(line: Line, { at, slope, lossSlope }: Turn & { readonly at: bigint }): Line {
  const before = carriedTo(line, at);
  return { ...before, slope: before.slope + slope, lossSlope: before.lossSlope + lossSlope };
}

/** In second `time`, with every bend on the way; and what lies ahead then. */
export function follow(line: Line, ahead: Ahead, time: bigint): { passed: Line[]; now: Line; ahead: Ahead } {
  const { due, left } = carriedOut(ahead, time);
  const passed: Line[] = [];
  let last = line;
  for (const turn of due) {
    last = bent(last, turn);
    passed.push(last);
  }
  return { passed, now: carriedTo(last, time), ahead: left };
}

export function pointOf(line: Line, shareDecimals: number): Point {
  const { time, cash, supply, value, loss } = line;
  const vault = { cash, supply, vesting: vestingOf(line), restricted: NOTHING_LOCKED };
  const { nav, exitValue, ...balance } = balanceAt(vault, { value, loss, delinquent: 0n }, time);
  return {
    time,
    cash,
    value: balance.value,
    locked: balance.locked,
    nav,
    unrealisedLoss: balance.unrealisedLoss,
    exitValue,
    supply,
    entryPrice: priceOf(nav, supply, shareDecimals),
    exitPrice: priceOf(exitValue, supply, shareDecimals),
  };
}

/** After a posting. Without a gain or a loss, what is locked stays as it was written. */
export function posted(
  line: Line,
  told: { cashIn: bigint; fee: bigint; value: X32; slope: X32; locked: X32; vestEnd: bigint },
): Line {
  const kept = told.cashIn - told.fee;
  const next = {
    ...line,
    cash: line.cash + kept,
    value: line.value + told.value,
    slope: line.slope + told.slope,
  };
  return toX32(kept) + told.value === 0n ? next : locking(next, told);
}

/** With as much locked as an event says. */
export const locking = (line: Line, { locked, vestEnd }: { locked: X32; vestEnd: bigint }): Line => ({
  ...line,
  locked,
  lockedFrom: line.time,
  vestEnd,
});

/** A fee that came due leaves cash and what is locked alike, so no price moves. */
export function feeTaken(line: Line, amount: bigint): Line {
  const vesting = withoutLocked(vestingOf(line), toX32(amount), line.time);
  return { ...line, cash: line.cash - amount, ...lockOf(vesting) };
}

/** Everybody had left: what was left, locked or not, is the fee recipient's. */
export const credited = (line: Line, shares: bigint): Line => ({
  ...line,
  supply: line.supply + shares,
  ...lockOf(NOTHING_LOCKED),
});

const vestingOf = ({ locked, lockedFrom, vestEnd }: Line): Vesting => ({
  amount: locked,
  from: lockedFrom,
  end: vestEnd,
});

const lockOf = ({ amount, from, end }: Vesting) => ({ locked: amount, lockedFrom: from, vestEnd: end });

/** What lies ahead, as a table keeps it. */
export const bendsOf = (ahead: Ahead): Bend[] =>
  [...ahead].map(([at, { slope, lossSlope }]) => [`${at}`, `${slope}`, `${lossSlope}`]);

export const aheadOf = (bends: readonly Bend[]): Ahead =>
  new Map(bends.map(([at, slope, lossSlope]) => [BigInt(at), { slope: BigInt(slope), lossSlope: BigInt(lossSlope) }]));
