import type { Progress } from "../lib/progress.ts";
import type { ScenarioRow } from "../scenario/row.ts";
import type { ReplayTerms } from "../scenario/terms.ts";
import { ChainRefusal } from "./chainRefusal.ts";
import { planReplay } from "./plan.ts";
import { replay, type Replay } from "./replay.ts";

export type RowsReplay = {
  replay: Replay;
  rows: readonly ScenarioRow[]; // that were replayed
  /** The row that the chain refused; those above it were replayed without it. */
  refused?: ChainRefusal;
};

/**
 * Replays rows. Where the chain refuses one, those above it are replayed once more, by themselves: what they come to
 * does not depend on what follows.
 *
 * @param now Unix seconds.
 */
export async function replayRows(
  rows: readonly ScenarioRow[],
  terms: ReplayTerms,
  now: number,
  progress: Progress,
): Promise<RowsReplay> {
  let refused: ChainRefusal | undefined;
  for (let left = rows; ;) {
    try {
      return {
        replay: await replay(planReplay(left, terms), now, progress),
        rows: left,
        ...(refused ? { refused } : {}),
      };
    } catch (error) {
      if (!(error instanceof ChainRefusal)) throw error;
      refused = error;
      const { line } = error.row;
      left = left.filter((row) => row.line < line);
      if (left.length === 0) throw error;
      progress.say(`the chain refused line ${line}; once more, with the rows above it`);
    }
  }
}
