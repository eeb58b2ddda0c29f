/** Notices of drawing: contracts/vault/DrawNotices.sol and contracts/DrawLimits.sol once more. */

import { min } from "./fixed.ts";

export type DrawNotice = {
  readonly low: bigint; // the lowest NAV since it was given, base units
  readonly until: bigint; // unix seconds
};

/** The two that may count, newest first. */
export type DrawNotices = readonly [newer: DrawNotice, older: DrawNotice];

const NONE: DrawNotice = { low: 0n, until: 0n };
export const NO_NOTICES: DrawNotices = [NONE, NONE];

/** The NAV was `nav` after an exit, or a booked loss: the lows fall to it while the newest lives. */
export function lowered([newer, older]: DrawNotices, nav: bigint, time: bigint): DrawNotices {
  if (time >= newer.until) return [newer, older];
  const lower = (notice: DrawNotice): DrawNotice => ({ ...notice, low: min(notice.low, nav) });
  return [lower(newer), lower(older)];
}

/** Draws go by the older notice to its end, then by the newer: when the one that counts is open. */
export function drawWindow(
  [newer, older]: DrawNotices,
  period: bigint,
  time: bigint,
): (DrawNotice & { readonly from: bigint }) | undefined {
  const counting = time < older.until ? older : newer;
  return time < counting.until ? { ...counting, from: counting.until - period } : undefined;
}
