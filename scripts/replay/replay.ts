import { DAY, showInstant } from "../lib/instant.ts";
import type { Progress } from "../lib/progress.ts";
import { estimateCompletion } from "./estimateCompletion.ts";
import type { ReplayPlan } from "./plan.ts";
import { interleave } from "./interleave.ts";
import { completionOf, runReplay } from "./run.ts";
import { setUp, type ChainContext } from "./setUp.ts";
import { readSummary, type Summary } from "./summary.ts";

export type Replay = {
  context: ChainContext;
  summary: Summary;
  shiftedByDays: number;
};

/** Settlements between two lines of progress. */
const REPORT_EVERY = 250;

/** Replays a plan on a fresh chain of this process. */
export async function replay(plan: ReplayPlan, now: number, progress: Progress): Promise<Replay> {
  const [only] = await replayVaults([plan], now, progress);
  if (!only) throw new Error("nothing was replayed");
  return only;
}

/**
 * Replays plans on one fresh chain of this process, a vault for each, side by side in the order of time. Each series is
 * moved by whole days, so that the moment at which everything that its vault received has vested is as near to `now` as
 * it can be without being after it.
 *
 * @param now Unix seconds; the real clock's, unless a test says otherwise.
 */
export async function replayVaults(
  plans: readonly ReplayPlan[],
  now: number,
  progress: Progress,
): Promise<readonly Replay[]> {
  for (const note of plans.flatMap(({ notes }) => notes)) progress.say(note);
  const planned = plans.map((plan) => ({ plan, days: daysBetween(estimateCompletion(plan), now) }));
  const first = await attempt(planned, progress);
  const late = first.map(({ summary }) => daysBetween(summary.readAt, now));
  if (late.every((days) => days === 0)) return first;

  // Nothing in a replay depends on the date, so the first run has shown when each reading falls.
  for (const [index, days] of late.entries()) {
    const readAt = first[index]?.summary.readAt ?? 0;
    if (days === 0) continue;
    progress.say(
      `everything had vested by ${showInstant(readAt)}; once more, ${Math.abs(days)} ` +
        `days ${days > 0 ? "later" : "earlier"}`,
    );
  }
  await first[0]?.context.chain.connection.close();
  return attempt(
    planned.map(({ plan, days }, index) => ({ plan, days: days + (late[index] ?? 0) })),
    progress,
  );
}

/** @param planned Plans, and the days by which each is moved. */
async function attempt(
  planned: readonly { plan: ReplayPlan; days: number }[],
  progress: Progress,
): Promise<readonly Replay[]> {
  const dated = planned.map(({ plan, days }) => ({ plan, shift: days * DAY }));
  const count = dated.reduce((sum, { plan }) => sum + plan.clusters.length, 0);
  const contexts = await progress.stage(
    "contracts deployed, clusters approved",
    () => setUp(dated),
    () => `${count} clusters${dated.length === 1 ? "" : ` of ${dated.length} vaults`}`,
  );
  let periods = 0;
  const onPeriod = () => {
    periods += 1;
    if (periods % REPORT_EVERY === 0) progress.say(`${periods} periods settled`);
  };
  return progress.stage(
    "periods replayed",
    () =>
      interleave(
        planned.map(({ plan, days }, index) => {
          const context = contexts[index];
          if (!context) throw new Error(`plan ${index} has no vault`);
          return replayOne(context, plan, days, onPeriod);
        }),
      ),
    () => `${periods} reports signed, paid and settled`,
  );
}

/** A vault's timeline, up to the second in which everything that it received has vested, and its summary then. */
async function* replayOne(
  context: ChainContext,
  plan: ReplayPlan,
  shiftedByDays: number,
  onPeriod: () => void,
): AsyncGenerator<number, Replay> {
  const outcome = yield* runReplay(context, { plan, shift: shiftedByDays * DAY }, onPeriod);
  yield await completionOf(context, outcome);
  return { context, summary: await readSummary(context, plan, outcome), shiftedByDays };
}

/** Whole days by which `earlier` can move towards `later` without passing it; negative when it is after it. */
const daysBetween = (earlier: number, later: number) => Math.floor((later - earlier) / DAY);
