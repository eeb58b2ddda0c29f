import type { ExitLine } from "./exitLine.ts";
import { silentStory, type LateStory } from "./lateStory.ts";
import { FINE } from "./moneyLaw.ts";
import { at } from "./protocol.ts";
import { DAY, usdc } from "./units.ts";

export const BOND = usdc("300_000");

/**
 * The silent cluster with a bond of 300,000 behind it, and its reserve of 5,000; a resolution of it is open since
 * `openedAt`, thirty days into its line. What was locked has vested.
 */
export async function resolutionStory(): Promise<ResolutionStory> {
  const story = await silentStory();
  const { bond, operator, resolutions, curator, lateFrom, actAt } = story;
  await bond.connect(operator).post(1n, BOND);
  const openedAt = lateFrom + 30n * DAY;
  await actAt(openedAt, curator, resolutions, "openResolution", [1n]);
  return { ...story, openedAt, ...stepsOf(story) };
}

type ResolutionStory = LateStory & ReturnType<typeof stepsOf> & { openedAt: bigint };

/** What recoveries do to the law. */
function stepsOf(story: LateStory) {
  const { law, resolutions, buyer } = story;

  /** `valueOut` fine units leave the value in second `t`; salvage, wear and line keep their part of what is left. */
  const shrink = (t: bigint, valueOut: bigint): bigint => {
    const before = law.valueFineAt(t);
    const after = before - valueOut;
    const line: ExitLine | undefined = law.line;
    law.line = line?.cutAt(t, before, after);
    return after;
  };
  /** Pays a recovery in second `t`. */
  const recover = (t: bigint, amount: bigint) => at(t, () => resolutions.connect(buyer).recover(1n, amount));
  /** The value in base units, and what it leaves. */
  const valueAt = (t: bigint): bigint => law.valueFineAt(t) / FINE;
  return { shrink, recover, valueAt };
}
