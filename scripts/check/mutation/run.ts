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
    const workshops = new Map<string, Workshop>();
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
async function runOne(mutant: Mutant, workshops: Map<string, Workshop>, job: number): Promise<Result> {
  const { target, site, tests } = mutant;
  let verdict: Verdict = { outcome: "survived", why: "" };
  let seconds = 0;
  for (const test of tests) {
    const workshop = workshops.get(test) ?? (await Workshop.open(test, job));
    workshops.set(test, workshop);
    const startedAt = Date.now();
    verdict = await workshop.judge(target.file, mutate(target.source, site), target.source);
    seconds += (Date.now() - startedAt) / 1_000;
    if (verdict.outcome !== "survived") break;
  }
  return { ...verdict, mutant, seconds: Math.round(seconds) };
}
