import { floor, max, min, type X32 } from "./fixed.ts";

/** The performance fee: on the profit above its mark. Base units, counted since the last payout. */
export type FeeMark = {
  bps: bigint; // of profit
  sourceCash: bigint; // cash from sources less cash to them
  mark: bigint; // profit on which the fee has been taken
  base: bigint; // what payouts took off both
  carried: bigint; // owed besides, by an older rate
};

const BPS = 10_000n;

/** Taken by the mark and not paid out. */
const owedByMark = ({ mark, bps }: FeeMark) => (mark * bps) / BPS;

/** Taken and not paid out. */
export const feeOwed = (fee: FeeMark): bigint => owedByMark(fee) + fee.carried;

/** @param unvested Value less locked. */
export const profitOf = ({ sourceCash }: FeeMark, unvested: X32): bigint => sourceCash + floor(unvested);

/** Takes the fee on what `profit` exceeds the mark by, as far as it is no more than `max`; the mark rises with it. */
export function takeFee(fee: FeeMark, profit: bigint, max: bigint): bigint {
  if (fee.bps === 0n || profit <= fee.mark) return 0n;
  const before = owedByMark(fee);
  // The highest mark on which no more than that is owed.
  const affordable = ((before + max + 1n) * BPS - 1n) / fee.bps;
  fee.mark = min(profit, affordable);
  return owedByMark(fee) - before;
}

/** All that was owed has been paid; what stays of the mark is worth less than a unit of fee. */
export function payFee(fee: FeeMark): void {
  fee.carried = 0n;
  if (fee.bps === 0n) return;
  shift(fee, fee.mark - ((fee.mark * fee.bps) % BPS) / fee.bps);
}

/** A new rate begins at the highest profit so far; what is owed by the old one is carried. */
export function changeFee(fee: FeeMark, profit: bigint, bps: bigint): void {
  const carried = feeOwed(fee);
  const base = max(fee.mark, profit);
  fee.mark = base;
  shift(fee, base);
  fee.bps = bps;
  fee.carried = carried;
}

function shift(fee: FeeMark, base: bigint): void {
  fee.mark -= base;
  fee.sourceCash -= base;
  fee.base += base;
}
