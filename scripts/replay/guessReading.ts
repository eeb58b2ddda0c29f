import type { ReplayPlan } from "./plan.ts";

type Receipt = {
  at: number; // unix seconds
  amount: number; // base units, roughly
  vestsOver: number; // seconds
};

/**
 * Roughly when everything received will have vested, before anything has been replayed: every report is final after the
 * ordinary window, and rent less running costs reaches the vault. A wrong guess costs a second run, nothing else.
 */
export function guessReading({ clusters, delays, terms }: ReplayPlan): number {
  const receipts = clusters
    .flatMap(({ rows }) => rows)
    .map(({ start, end, cashPaid, energyCost, otherOpex }): Receipt => {
      const at = end + delays.window;
      const vestsOver = Math.min(Math.max(at - start, terms.vestingFloor), terms.vestingCap);
      return { at, amount: Math.max(0, Number(cashPaid - energyCost - otherOpex)), vestsOver };
    })
    .sort((a, b) => a.at - b.at);

  let [locked, from, until] = [0, 0, 0];
  for (const { at, amount, vestsOver } of receipts) {
    const left = Math.max(0, until - at);
    locked = until > from ? (locked * left) / (until - from) : 0;
    const total = locked + amount;
    until = at + (total === 0 ? 0 : (locked * left + amount * vestsOver) / total);
    [locked, from] = [total, at];
  }
  return Math.ceil(until);
}
