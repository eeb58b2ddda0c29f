import { monthlyStory, type Story } from "./clusterStory.ts";

/**
 * One cluster, reported every thirty days. Its first period is paid in full, its second reported in time and not paid:
 * from `delinquentFrom` on, five days after that report is final and on the grid, the facility is delinquent, and
 * nobody has called for it. What a test does between the two has to be over after some weeks.
 */
export async function unpaidStory(
  afterTheFirst: (story: Story) => Promise<unknown> = () => Promise.resolve(),
): Promise<DelinquencyStory> {
  const story = await monthlyStory();
  const { fullPeriod, report, settle, settledAt, startOf } = story;
  await fullPeriod(1n);
  await afterTheFirst(story);
  const second = await report(2n);
  await settle(settledAt(2n), { cash: 0n, report: second, vestFrom: startOf(2n) });
  return late(story);
}

/** The same cluster after its first period, when no report comes any more. */
export async function silentStory(): Promise<DelinquencyStory> {
  const story = await monthlyStory();
  await story.fullPeriod(1n);
  return late(story);
}

export type DelinquencyStory = ReturnType<typeof late>;

/** `delinquentFrom` lies ahead; the law knows what will happen there. */
function late(story: Story) {
  const { law, facility, report, settle, settledAt, startOf } = story;
  const curve = law.curveOf();
  const delinquentFrom = curve.deadline;

  /** Reports the periods that are over by second `t`, and takes them in, unpaid. */
  const reportUntil = async (t: bigint, next: bigint): Promise<bigint> => {
    let period = next;
    for (; settledAt(period) < t; ++period) {
      await settle(settledAt(period), { cash: 0n, report: await report(period), vestFrom: startOf(2n) });
    }
    return period;
  };
  /** Pays all that is owed and settles it in second `t`, which cures. */
  const cure = async (t: bigint) => {
    const { owed } = facility;
    return settle(t, { cash: owed, pays: owed, vestFrom: startOf(2n) });
  };
  const markedDownAt = curve.markedDownAt;
  return { ...story, delinquentFrom, markedDownAt, valueThen: curve.valueAt(delinquentFrom), reportUntil, cure };
}
