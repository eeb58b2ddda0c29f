import { mutate } from "./sites.ts";
import type { Mutant } from "./plan.ts";
import type { Outcome, Verdict } from "./verdict.ts";
import { Workshop } from "./workshop.ts";

export type Result = Verdict & { readonly mutant: Mutant; readonly seconds: number };

const SIGNS: Readonly<Record<Outcome, string>> = {
  killed: "✔",
  survived: "✘",
  "does not compile": "–",
  "no verdict": "✘",
};

/** Runs all, `jobs` at a time, and says of each what became of it. */
export async function runAll(mutants: readonly Mutant[], jobs: number): Promise<Result[]> {
  const results: Result[] = [];
  const queue = mutants.values();
  const work = async (job: number): Promise<void> => {
    const workshops = new Map<string, Promise<Workshop>>();
    // Whichever job is free takes the next one.
    for (const mutant of queue) {
      const result = await runOne(mutant, workshops, job);
      results.push(result);
      const { outcome, why, seconds } = result;
      const verdict = why === "" ? outcome : `${outcome}, ${why}`;
      console.log(`${SIGNS[outcome]} ${results.length}/${mutants.length} ${mutant.name}: ${verdict} (${seconds} s)`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, (_, job) => work(job)));
  return results;
}

/** Until a test notices. What no test notices has survived. */
async function runOne(mutant: Mutant, workshops: Map<string, Promise<Workshop>>, job: number): Promise<Result> {
  const { target, site, tests } = mutant;
  const shops: Workshop[] = [];
  for (const test of tests) {
    const shop = workshops.get(test) ?? Workshop.open(test, job);
    workshops.set(test, shop);
    shops.push(await shop);
  }
  const startedAt = Date.now();
  let verdict: Verdict = { outcome: "survived", why: "" };
  for (const shop of shops) {
    verdict = await shop.judge(target.file, mutate(target.source, site), target.source);
    if (verdict.outcome !== "survived") break;
  }
  return { ...verdict, mutant, seconds: Math.round((Date.now() - startedAt) / 1_000) };
}
