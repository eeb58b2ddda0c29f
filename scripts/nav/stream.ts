import { ceilDiv, least, most, type Fine } from "./fixed.ts";

/** What has been received and has not vested yet: it vests in a straight line from `from` to `end`. */
export type Stream = {
  amount: Fine; // locked at `from`
  from: bigint; // unix seconds
  end: bigint; // unix time in 2^-24 s
};

export const EMPTY_STREAM: Stream = { amount: 0n, from: 0n, end: 0n };

const TIME_BITS = 24n;

const remainingAt = ({ end }: Stream, time: bigint) => most(end - (time << TIME_BITS), 0n);

/** Rounded up: what is not known to have vested has not. */
export function lockedAt(stream: Stream, time: bigint): Fine {
  const remaining = remainingAt(stream, time);
  return remaining === 0n ? 0n : ceilDiv(stream.amount * remaining, stream.end - (stream.from << TIME_BITS));
}

/** Adds a receipt that vests over `duration` seconds: all of it then vests over the average, weighted by amount. */
export function lock(stream: Stream, gain: Fine, duration: bigint, time: bigint): Stream {
  const locked = lockedAt(stream, time);
  const amount = locked + gain;
  const average = ceilDiv(locked * remainingAt(stream, time) + gain * (duration << TIME_BITS), amount);
  return { amount, from: time, end: (time << TIME_BITS) + average };
}

/** Takes a loss out of what is locked, as far as it goes. */
export function bearLoss(stream: Stream, loss: Fine, time: bigint): Stream {
  const locked = lockedAt(stream, time);
  return { amount: locked - least(loss, locked), from: time, end: most(stream.end, time << TIME_BITS) };
}
