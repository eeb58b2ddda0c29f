import { pointAt, type Checkpoint, type VaultPoint } from "./vaultTimeline";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Most points that a chart is drawn from. */
const RESOLUTION = 160;

/**
 * The vault from `from` (or its first deposit, if that is later) to `to`: an even grid of at least an hour, plus every
 * event in between, so that a bend is where it really was.
 */
export function priceSeries(
  checkpoints: readonly Checkpoint[],
  from: number,
  to: number,
  shareDecimals: number,
): VaultPoint[] {
  const first = firstDeposit(checkpoints);
  if (first === undefined || first > to) return [];
  const start = Math.max(first, from);
  const step = Math.max(HOUR, Math.ceil((to - start) / RESOLUTION));
  const moments = new Set<number>([start, to]);
  for (let at = start; at < to; at += step) moments.add(at);
  for (const checkpoint of checkpoints)
    if (checkpoint.timestamp > start && checkpoint.timestamp < to) moments.add(checkpoint.timestamp);
  return [...moments].sort((a, b) => a - b).flatMap((at) => pointAt(checkpoints, at, shareDecimals) ?? []);
}

/** One row a day for the chart's table, newest first: the vault at each midnight UTC, and now. */
export function dailySeries(
  checkpoints: readonly Checkpoint[],
  from: number,
  to: number,
  shareDecimals: number,
): VaultPoint[] {
  const first = firstDeposit(checkpoints);
  if (first === undefined || first > to) return [];
  const start = Math.max(first, from);
  const moments = [to];
  for (let at = Math.floor(to / DAY) * DAY; at > start; at -= DAY) if (at !== to) moments.push(at);
  if (start !== to) moments.push(start);
  return moments.flatMap((at) => pointAt(checkpoints, at, shareDecimals) ?? []);
}

/** When the vault first had shares: prices before that mean nothing. */
export function firstDeposit(checkpoints: readonly Checkpoint[]): number | undefined {
  return checkpoints.find((checkpoint) => checkpoint.supply > 0n)?.timestamp;
}
