import { courseOf } from "./course.ts";
import { CURATOR_DELAY, type PlannedCluster, type ReplayPlan } from "./plan.ts";

type Receipt = {
  at: number; // unix seconds
  amount: number; // base units, roughly
  vestsOver: number; // seconds
};

/**
 * Roughly when everything received will have vested, before anything has been replayed: every report is final after the
 * ordinary window, rent less running costs reaches the vault, and a default is late when its next report is. A wrong guess
 * costs a second run, nothing else.
 */
export function guessReading(plan: ReplayPlan): number {
  const { clusters, delays, terms } = plan;
  const receipts = clusters
    .flatMap(({ rows }) => courseOf(rows))
    .map(({ row: { start, end, energyCost, otherOpex }, paid }): Receipt => {
      const at = end + delays.window;
      const vestsOver = Math.min(Math.max(at - start, terms.vestingFloor), terms.vestingCap);
      return { at, amount: Math.max(0, Number(paid - energyCost - otherOpex)), vestsOver };
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
  return Math.max(Math.ceil(until), ...clusters.map((cluster) => closedBy(cluster, plan)));
}

/** When the resolution of a cluster closes that defaults; 0 when it does not. */
function closedBy({ rows, maxPeriod }: PlannedCluster, { delays, terms }: ReplayPlan): number {
  const last = rows.at(-1);
  if (last?.event?.kind !== "default") return 0;
  return last.end + maxPeriod + delays.reportDeadline + delays.longWindow + terms.lineLength + CURATOR_DELAY;
}
