import { pointAt, type Knot, type VaultPoint } from "./vaultTimeline";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Most points that a chart is drawn from. */
const RESOLUTION = 160;

/**
 * The vault from `from` (or its first deposit, if that is later) to `to`: an even grid of at least an hour, plus every
 * event in between, so that a bend is where it really was.
 */
export function priceSeries(knots: readonly Knot[], from: number, to: number, shareDecimals: number): VaultPoint[] {
  const first = firstDeposit(knots);
  if (first === undefined || first > to) return [];
  const start = Math.max(first, from);
  const step = Math.max(HOUR, Math.ceil((to - start) / RESOLUTION));
  const moments = new Set<number>([start, to]);
  for (let at = start; at < to; at += step) moments.add(at);
  for (const knot of knots) if (knot.timestamp > start && knot.timestamp < to) moments.add(knot.timestamp);
  return [...moments].sort((a, b) => a - b).flatMap((at) => pointAt(knots, at, shareDecimals) ?? []);
}

/** One row a day for the chart's table, newest first: the vault at each midnight UTC, and now. */
export function dailySeries(knots: readonly Knot[], from: number, to: number, shareDecimals: number): VaultPoint[] {
  const first = firstDeposit(knots);
  if (first === undefined || first > to) return [];
  const start = Math.max(first, from);
  const moments = [to];
  for (let at = Math.floor(to / DAY) * DAY; at > start; at -= DAY) if (at !== to) moments.push(at);
  if (start !== to) moments.push(start);
  return moments.flatMap((at) => pointAt(knots, at, shareDecimals) ?? []);
}

/** When the vault first had shares: prices before that mean nothing. */
export function firstDeposit(knots: readonly Knot[]): number | undefined {
  return knots.find((knot) => knot.supply > 0n)?.timestamp;
}
