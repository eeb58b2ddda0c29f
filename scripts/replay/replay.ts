import { DAY, showInstant } from "../lib/instant.ts";
import type { Progress } from "../lib/progress.ts";
import { estimateCompletion } from "./estimateCompletion.ts";
import type { ReplayPlan } from "./plan.ts";
import { runReplay } from "./run.ts";
import { setUp, type ChainContext } from "./setUp.ts";
import { readSummary, type Summary } from "./summary.ts";

export type Replay = {
  context: ChainContext;
  summary: Summary;
  shiftedByDays: number;
};

/** Settlements between two lines of progress. */
const REPORT_EVERY = 250;

/**
 * Replays a plan on a fresh chain of this process. The series is moved by whole days, so that the moment at which
 * everything received has vested is as near to `now` as it can be without being after it.
 *
 * @param now Unix seconds; the real clock's, unless a test says otherwise.
 */
export async function replay(plan: ReplayPlan, now: number, progress: Progress): Promise<Replay> {
  for (const note of plan.notes) progress.say(note);
  const first = await attempt(plan, daysBetween(estimateCompletion(plan), now), progress);
  const late = daysBetween(first.summary.readAt, now);
  if (late === 0) return first;

  // Nothing in a replay depends on the date, so the first run has shown when the reading falls.
  progress.say(
    `everything had vested by ${showInstant(first.summary.readAt)}; once more, ${Math.abs(late)} ` +
      `days ${late > 0 ? "later" : "earlier"}`,
  );
  await first.context.chain.connection.close();
  return attempt(plan, first.shiftedByDays + late, progress);
}

async function attempt(plan: ReplayPlan, shiftedByDays: number, progress: Progress): Promise<Replay> {
  const shift = shiftedByDays * DAY;
  const context = await progress.stage(
    "contracts deployed, clusters approved, deposit made",
    () => setUp(plan, shift),
    () => `${plan.clusters.length} clusters`,
  );
  const outcome = await progress.stage(
    "periods replayed",
    () =>
      runReplay(context, plan, shift, (periods) => {
        if (periods % REPORT_EVERY === 0) progress.say(`${periods} periods settled`);
      }),
    ({ periods }) => `${periods} reports signed, paid and settled`,
  );
  const summary = await readSummary(context, plan, outcome);
  return { context, summary, shiftedByDays };
}

/** Whole days by which `earlier` can move towards `later` without passing it; negative when it is after it. */
const daysBetween = (earlier: number, later: number) => Math.floor((later - earlier) / DAY);
