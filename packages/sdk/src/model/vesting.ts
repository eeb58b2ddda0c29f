/** What has been received and has not vested yet: contracts/vault/VestingSchedule.sol once more. */

import { ceilDiv, max, min, type X32 } from "./fixed.ts";

/** It vests in a straight line from `from` to `end`. */
export type Vesting = {
  readonly amount: X32; // locked at `from`
  readonly from: bigint; // unix seconds
  readonly end: bigint; // unix time in 2^-24 s
};

export const NOTHING_LOCKED: Vesting = { amount: 0n, from: 0n, end: 0n };

const TIME_BITS = 24n;

const remainingAt = ({ end }: Vesting, time: bigint): bigint => max(end - (time << TIME_BITS), 0n);

/** Rounded up: what is not known to have vested has not. */
export function lockedAt(vesting: Vesting, time: bigint): X32 {
  const remaining = remainingAt(vesting, time);
  return remaining === 0n ? 0n : ceilDiv(vesting.amount * remaining, vesting.end - (vesting.from << TIME_BITS));
}

/**
 * With a receipt that vests over `duration` seconds: all of it then vests over the average, weighted by amount. The end
 * is rounded up.
 */
export function withLocked(vesting: Vesting, gain: X32, duration: bigint, time: bigint): Vesting {
  const locked = lockedAt(vesting, time);
  const amount = locked + gain;
  const average = ceilDiv(locked * remainingAt(vesting, time) + gain * (duration << TIME_BITS), amount);
  return { amount, from: time, end: (time << TIME_BITS) + average };
}

/** Without a loss, or a fee, as far as what is locked bears it; what is left ends when it did. */
export function withoutLocked(vesting: Vesting, amount: X32, time: bigint): Vesting {
  const locked = lockedAt(vesting, time);
  return { amount: locked - min(amount, locked), from: time, end: max(vesting.end, time << TIME_BITS) };
}

/** Nothing is locked any more. */
export const emptied = (time: bigint): Vesting => ({ amount: 0n, from: time, end: time << TIME_BITS });

/** The second in which all has vested. Rounded up. */
export const vestsAt = ({ end }: Vesting): bigint => ceilDiv(end, 1n << TIME_BITS);
