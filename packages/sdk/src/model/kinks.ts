/** What lies ahead of a vault: contracts/vault/Kinks.sol and contracts/vault/AccrualSchedule.sol once more. */

import type { Grid } from "./curve.ts";
import type { X32 } from "./fixed.ts";

/** By how much both lines bend in one second; X32 a second, each signed. */
export type Turn = {
  readonly slope: X32; // the value falls faster
  readonly lossSlope: X32; // what leavers forgo grows faster
};

/** What changes at one tick. */
export type Kink = Turn & {
  readonly delinquent: bigint; // whole tokens that begin to count as delinquent, signed
};

/** Facilities that become delinquent at one tick; none of it is below zero. */
export type Markdown = {
  readonly lossSlope: X32; // what leavers forgo grows by that, a second
  readonly depreciation: X32; // left at the markdown's end, a second
  readonly delinquent: bigint; // whole tokens
};

/** The kinds of a posting's entries, as the contracts number them. */
export const KINK = { slope: 0n, markdownAdded: 1n, markdownRemoved: 2n } as const;

/** One change of what lies ahead, as a source posts it. */
export type KinkEntry = {
  readonly kind: bigint | number; // of `KINK`
  readonly tick: bigint | number; // of the vault's grid
  readonly word: bigint;
};

const LOSS_AT = 96n;
const DEPRECIATION_AT = 104n;
const DELINQUENT_AT = 200n;

/** The word of a change: the plain sum of its parts modulo 2^256. */
export const kinkWord = ({ slope = 0n, lossSlope = 0n, delinquent = 0n }: Partial<Kink>): bigint =>
  BigInt.asUintN(256, slope + (lossSlope << LOSS_AT) + (delinquent << DELINQUENT_AT));

/** What a change's word says: a part below zero has borrowed from the one above it. */
export function kinkOf(word: bigint): Kink {
  const slope = BigInt.asIntN(96, word);
  const above = (BigInt.asUintN(256, word) - slope) >> LOSS_AT;
  const lossSlope = BigInt.asIntN(104, above);
  return { slope, lossSlope, delinquent: BigInt.asIntN(56, (above - lossSlope) >> 104n) };
}

/** The word of facilities that become delinquent. */
export const markdownWord = ({ lossSlope = 0n, depreciation = 0n, delinquent = 0n }: Partial<Markdown>): bigint =>
  lossSlope + (depreciation << DEPRECIATION_AT) + (delinquent << DELINQUENT_AT);

export const markdownOf = (word: bigint): Markdown => ({
  lossSlope: BigInt.asUintN(104, word),
  depreciation: BigInt.asUintN(96, word >> DEPRECIATION_AT),
  delinquent: word >> DELINQUENT_AT,
});

/** What will change, by unix second; what has come to nothing is not there. */
export type Ahead = ReadonlyMap<bigint, Turn>;

/** With what was posted in second `now`; what lies before that has been carried out, and is left alone. */
export function withKinks(
  ahead: Ahead,
  entries: readonly KinkEntry[],
  { tick, markdown }: Pick<Grid, "tick" | "markdown">,
  now: bigint,
): Ahead {
  const turns = new Map(ahead);
  const bend = (at: bigint, slope: X32, lossSlope: X32): void => {
    if (at <= now) return;
    const before = turns.get(at) ?? { slope: 0n, lossSlope: 0n };
    const turn = { slope: before.slope + slope, lossSlope: before.lossSlope + lossSlope };
    if (turn.slope === 0n && turn.lossSlope === 0n) turns.delete(at);
    else turns.set(at, turn);
  };
  for (const { kind, tick: index, word } of entries) {
    const at = BigInt(index) * tick;
    if (BigInt(kind) === KINK.slope) {
      const { slope, lossSlope } = kinkOf(word);
      bend(at, slope, lossSlope);
      continue;
    }
    const { lossSlope, depreciation } = markdownOf(word);
    const sign = BigInt(kind) === KINK.markdownAdded ? 1n : -1n;
    // A markdown begins, and one period later it has become all of the value, with which it goes on to fall.
    bend(at, 0n, sign * lossSlope);
    bend(at + markdown, 0n, -sign * (lossSlope + depreciation));
  }
  return turns;
}

/** What bends up to and including second `until`, in order, and what still lies ahead then. */
export function carriedOut(ahead: Ahead, until: bigint): { due: (Turn & { at: bigint })[]; left: Ahead } {
  const due = [...ahead]
    .filter(([at]) => at <= until)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, turn]) => ({ at, ...turn }));
  return { due, left: new Map([...ahead].filter(([at]) => at > until)) };
}
