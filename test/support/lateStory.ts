import { monthlyStory, WEAR, type Story } from "./clusterStory.ts";
import { ExitLine } from "./exitLine.ts";
import { GRACE, LINE, MONTH, REPORTING_DELAY } from "./protocol.ts";

/**
 * One cluster, reported every thirty days. Its first period is paid in full, its second reported in time and not paid: from
 * `lateFrom` on, five days after that report is final, the facility is late, and nobody has called for it. What a test does
 * between the two has to be over after some weeks.
 */
export async function unpaidStory(
  afterTheFirst: (story: Story) => Promise<unknown> = () => Promise.resolve(),
): Promise<LateStory> {
  const story = await monthlyStory();
  const { fullPeriod, report, settle, settledAt, startOf } = story;
  await fullPeriod(1n);
  await afterTheFirst(story);
  const second = await report(2n);
  await settle(settledAt(2n), { cash: 0n, report: second, vestFrom: startOf(2n) });
  return late(story, settledAt(2n) + GRACE, second.gross);
}

/** The same cluster after its first period, when no report comes any more. */
export async function silentStory(): Promise<LateStory> {
  const story = await monthlyStory();
  await story.fullPeriod(1n);
  return late(story, story.startOf(2n) + MONTH + REPORTING_DELAY, 0n);
}

export type LateStory = ReturnType<typeof late>;

/** `lateFrom` lies ahead; the law knows what will happen there. */
function late(story: Story, lateFrom: bigint, owed: bigint) {
  const { law, report, settle, settledAt, startOf } = story;
  const valueThen = law.valueFineAt(lateFrom);
  law.line = ExitLine.begin(lateFrom, valueThen, WEAR, LINE);
  let debt = owed;

  /** Reports the periods that are over by second `t`, and takes them in, unpaid. */
  const reportUntil = async (t: bigint, next: bigint): Promise<bigint> => {
    let period = next;
    for (; settledAt(period) < t; ++period) {
      const made = await report(period);
      debt += made.gross;
      await settle(settledAt(period), { cash: 0n, report: made, vestFrom: startOf(2n) });
    }
    return period;
  };
  /** Pays all that is owed and settles it in second `t`, which cures. */
  const cure = async (t: bigint) => {
    await story.payIn(1n, debt);
    law.line = undefined;
    return settle(t, { cash: debt, vestFrom: startOf(2n) });
  };
  return { ...story, lateFrom, lineEnd: lateFrom + LINE, valueThen, reportUntil, cure };
}
