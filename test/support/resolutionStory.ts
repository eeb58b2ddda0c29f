import { silentStory, type DelinquencyStory } from "./delinquencyStory.ts";
import { ONE_X32 } from "./moneyLaw.ts";
import { at } from "./protocol.ts";
import { ResolutionLaw } from "./resolutionLaw.ts";
import { DAY, usdc } from "./units.ts";

export const BOND = usdc("300_000");

/**
 * The silent cluster with a bond of 300,000 behind it, and its reserve of 5,000; a resolution of it is open since
 * `openedAt`, thirty days into its markdown. What was locked has vested.
 */
export async function resolutionStory(): Promise<ResolutionStory> {
  const story = await silentStory();
  const { bond, operator, workouts, curator, law, delinquentFrom, actAt } = story;
  await bond.connect(operator).post(1n, BOND);
  const openedAt = delinquentFrom + 30n * DAY;
  await actAt(openedAt, curator, workouts, "openResolution", [1n]);
  const resolution = new ResolutionLaw(law);
  resolution.open(openedAt);
  return { ...story, openedAt, resolution, ...stepsOf(story) };
}

type ResolutionStory = DelinquencyStory & ReturnType<typeof stepsOf> & { openedAt: bigint; resolution: ResolutionLaw };

function stepsOf(story: DelinquencyStory) {
  const { law, workouts, curator, buyer, actAt } = story;

  /** Pays a recovery in second `t`; the law is told by `resolution`. */
  const recover = (t: bigint, amount: bigint) => at(t, () => workouts.connect(buyer).recover(1n, amount));
  /** The value in base units. */
  const valueAt = (t: bigint): bigint => law.valueX32At(t) / ONE_X32;
  /** The title leaves for nothing in second `t`: what is left can close then. Offered a second before. */
  const giveTitleAt = async (t: bigint) => {
    await actAt(t - 1n, curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    return at(t, () => workouts.connect(buyer).buy(1n, 0n));
  };
  return { recover, valueAt, giveTitleAt };
}
