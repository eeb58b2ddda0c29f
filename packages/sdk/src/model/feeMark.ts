/** The performance fee, on the profit above its mark: contracts/vault/FeeMark.sol once more. */

import { floor, max, min, type X32 } from "./fixed.ts";

/** Base units, counted since the last payout. */
export type FeeMark = {
  readonly bps: bigint; // of profit
  readonly sourceCash: bigint; // cash from sources less cash to them
  readonly mark: bigint; // profit on which the fee has been taken
  readonly base: bigint; // what payouts took off both
  readonly carried: bigint; // owed besides, by an older rate
};

export const feeOf = (bps: bigint): FeeMark => ({ bps, sourceCash: 0n, mark: 0n, base: 0n, carried: 0n });

const BPS = 10_000n;

/** Taken by the mark and not paid out. Rounded down. */
const owedByMark = ({ mark, bps }: FeeMark): bigint => (mark * bps) / BPS;

/** Taken and not paid out. */
export const feeOwed = (fee: FeeMark): bigint => owedByMark(fee) + fee.carried;

/** Rounded down. `unvested` is value less locked. */
export const profitOf = ({ sourceCash }: FeeMark, unvested: X32): bigint => sourceCash + floor(unvested);

/** Takes the fee on what `profit` exceeds the mark by, as far as it is no more than `most`; the mark rises with it. */
export function withFee(fee: FeeMark, profit: bigint, most: bigint): { fee: FeeMark; taken: bigint } {
  if (fee.bps === 0n || profit <= fee.mark) return { fee, taken: 0n };
  const before = owedByMark(fee);
  // The highest mark on which no more than that is owed.
  const affordable = ((before + most + 1n) * BPS - 1n) / fee.bps;
  const raised = { ...fee, mark: min(profit, affordable) };
  return { fee: raised, taken: owedByMark(raised) - before };
}

/** All that was owed has been paid; what stays of the mark is worth less than a unit of fee. */
export function feePaidOut(fee: FeeMark): FeeMark {
  const settled = { ...fee, carried: 0n };
  return fee.bps === 0n ? settled : lowered(settled, fee.mark - ((fee.mark * fee.bps) % BPS) / fee.bps);
}

/** A new rate begins at the highest profit so far; what is owed by the old one is carried. */
export function feeChanged(fee: FeeMark, profit: bigint, bps: bigint): FeeMark {
  const base = max(fee.mark, profit);
  return { ...lowered({ ...fee, mark: base }, base), bps, carried: feeOwed(fee) };
}

/** After cash came from sources, or went to them. */
export const withSourceCash = (fee: FeeMark, change: bigint): FeeMark => ({
  ...fee,
  sourceCash: fee.sourceCash + change,
});

const lowered = (fee: FeeMark, base: bigint): FeeMark => ({
  ...fee,
  mark: fee.mark - base,
  sourceCash: fee.sourceCash - base,
  base: fee.base + base,
});
