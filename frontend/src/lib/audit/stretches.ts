import type { ProtocolEvent } from "../history/protocolEvent";

const WEEK = 7 * 86_400;

/** Most weeks that are told one by one; of a longer past, four at a time. */
const MOST_WEEKS = 26;

/** Ends of stretches from the first event to now, unix seconds: whole weeks, of a long past four at a time. */
export function stretchesOf(events: readonly ProtocolEvent[], now: number): readonly number[] {
  const first = events[0]?.timestamp ?? now;
  const length = now - first > MOST_WEEKS * WEEK ? 4 * WEEK : WEEK;
  const count = Math.max(1, Math.ceil((now - first) / length));
  return Array.from({ length: count }, (_, index) => Math.min(first + (index + 1) * length, now));
}
