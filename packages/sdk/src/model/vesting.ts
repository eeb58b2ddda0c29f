import { ceilDiv, max, min, type X32 } from "./fixed.ts";

/** What has been received and has not vested yet: it vests in a straight line from `from` to `end`. */
export type VestingSchedule = {
  amount: X32; // locked at `from`
  from: bigint; // unix seconds
  end: bigint; // unix time in 2^-24 s
};

export const NOTHING_LOCKED: VestingSchedule = { amount: 0n, from: 0n, end: 0n };

const TIME_BITS = 24n;

const remainingAt = ({ end }: VestingSchedule, time: bigint) => max(end - (time << TIME_BITS), 0n);

/** Rounded up: what is not known to have vested has not. */
export function lockedAt(schedule: VestingSchedule, time: bigint): X32 {
  const remaining = remainingAt(schedule, time);
  return remaining === 0n ? 0n : ceilDiv(schedule.amount * remaining, schedule.end - (schedule.from << TIME_BITS));
}

/** Adds a receipt that vests over `duration` seconds: all of it then vests over the average, weighted by amount. */
export function lock(schedule: VestingSchedule, gain: X32, duration: bigint, time: bigint): VestingSchedule {
  const locked = lockedAt(schedule, time);
  const amount = locked + gain;
  const average = ceilDiv(locked * remainingAt(schedule, time) + gain * (duration << TIME_BITS), amount);
  return { amount, from: time, end: (time << TIME_BITS) + average };
}

/** Takes a loss, or a fee, out of what is locked, as far as it goes. */
export function takeLocked(schedule: VestingSchedule, amount: X32, time: bigint): VestingSchedule {
  const locked = lockedAt(schedule, time);
  return { amount: locked - min(amount, locked), from: time, end: max(schedule.end, time << TIME_BITS) };
}

/** Nothing is locked any more. */
export const emptied = (time: bigint): VestingSchedule => ({ amount: 0n, from: time, end: time << TIME_BITS });

/** The second in which all has vested, rounded up. */
export const vestsAt = ({ end }: VestingSchedule): bigint => ceilDiv(end, 1n << TIME_BITS);
