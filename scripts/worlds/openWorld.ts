import type { Progress } from "../lib/progress.ts";
import { Operators } from "../replay/operators.ts";
import type { Replay } from "../replay/replay.ts";
import { readScenarios } from "./readScenarios.ts";
import type { World } from "./world.ts";

/** A world as it stands, on a chain of this process. */
export type OpenWorld = {
  /** Of each vault; all are on one chain. */
  replays: readonly [Replay, ...Replay[]];
  /** Accounts of operators who have names. */
  operators: ReadonlyMap<string, string>;
};

/**
 * Replays what happened to a world's vaults and brings about what is staged.
 *
 * @param root The project's folder.
 * @param now Unix seconds, which nothing goes beyond. Contracts have been compiled before.
 */
export async function openWorld(
  root: string,
  { vaults, staging }: World,
  now: number,
  progress: Progress,
): Promise<OpenWorld> {
  const scenarios = await readScenarios(root, vaults);
  // These read the compiled contracts' types, so they come after the compiler.
  const { planVaults } = await import("../replay/plan.ts");
  const { replayVaults } = await import("../replay/replay.ts");
  const operators = new Operators();
  const plans = planVaults(scenarios, operators);
  const [first, ...further] = await replayVaults(plans, now - (staging?.takes ?? 0), progress);
  if (!first) throw new Error("nothing was replayed");
  if (staging) await progress.stage("world brought about", () => staging.stage(first.context, operators, now));
  return { replays: [first, ...further], operators: operators.named };
}
