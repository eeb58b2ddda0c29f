import type { ScenarioRow } from "../scenario/row.ts";

/** What a row and the events above it come to. */
export type TimelineRow = {
  row: ScenarioRow;
  index: number; // of its cluster's rows, from 0
  isSilent: boolean; // nobody reports it when it ends
  paid: bigint; // by the operator, base units; a cure may add to it
};

/**
 * Goes through a cluster's rows: from `no_report` on nobody reports, from `stop_paying` on nobody pays, until a `cure`.
 */
export function timelineOf(rows: readonly ScenarioRow[]): readonly TimelineRow[] {
  let [isSilent, isPaying] = [false, true];
  return rows.map((row, index) => {
    const kind = row.event?.kind;
    if (kind === "no_report") isSilent = true;
    if (kind === "stop_paying") isPaying = false;
    if (kind === "cure") [isSilent, isPaying] = [false, true];
    return { row, index, isSilent, paid: isPaying ? row.cashPaid : 0n };
  });
}
