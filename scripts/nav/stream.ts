import { scale, toFixed, type Fixed } from "./fixed.ts";

/** What has been received and has not vested yet: it vests in a straight line from `from` to `until`. */
export type Stream = {
  amount: Fixed; // locked at `from`
  from: number; // unix seconds
  until: Fixed; // unix seconds, with their fraction
};

export const EMPTY_STREAM: Stream = { amount: 0n, from: 0, until: 0n };

export function lockedAt({ amount, from, until }: Stream, time: number): Fixed {
  const left = until - toFixed(BigInt(time));
  return left <= 0n ? 0n : scale(amount, left, until - toFixed(BigInt(from)));
}

/** Adds a receipt that vests over `duration` seconds: all of it then vests over the average, weighted by amount. */
export function lock(stream: Stream, gain: Fixed, duration: number, time: number): Stream {
  const locked = lockedAt(stream, time);
  const now = toFixed(BigInt(time));
  const left = stream.until > now ? stream.until - now : 0n;
  const amount = locked + gain;
  if (amount === 0n) return { amount, from: time, until: now };
  const average = (locked * left + gain * toFixed(BigInt(duration))) / amount;
  return { amount, from: time, until: now + average };
}

/** Takes a loss out of what is locked, as far as it goes. */
export function bearLoss(stream: Stream, loss: Fixed, time: number): Stream {
  const locked = lockedAt(stream, time);
  return { amount: loss < locked ? locked - loss : 0n, from: time, until: stream.until };
}
