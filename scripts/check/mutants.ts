// `npm run mutants`: breaks the contracts in one place at a time and expects the tests to notice.
//
// Promises: works in copies (build/mutants), so the project's own files are never touched. A mutant is a place of the
// syntax tree and an operator (mutation/operators), named by contract, function, operator and a number, which neither
// the name of a variable nor the layout of the source changes. It counts as killed when it compiles and one of its
// contract's tests (mutation/targets.ts) fails, or does not end. One that survives fails the command; so does a rule of
// mutation/rules.ts whose place is gone. The last line is `N killed, N not`.
//
// All of them take more than a day: `--rules` runs the named ones, `--sample` the few of `npm test`, `--only post,fee`
// those whose names or files contain one of the words, `--every 50` each fiftieth.

import { Command, InvalidArgumentError } from "commander";
import { everyMutant, namedMutants, sampledMutants, type Mutant } from "./mutation/plan.ts";
import { runAll } from "./mutation/run.ts";
import { summarise } from "./mutation/summary.ts";

const options = new Command("npm run mutants --")
  .description("Break the contracts in one place at a time and expect the tests to notice.")
  .option("--rules", "those that break a named rule")
  .option("--sample", "the few that stand for the rest")
  .option("--only <words>", "those whose names or files contain one of these words, separated by commas")
  .option("--every <number>", "each of so many", positive, 1)
  .option("--jobs <number>", "so many at a time", positive, 1)
  .option("--list", "only name them")
  .parse()
  .opts<{ rules?: boolean; sample?: boolean; only?: string; every: number; jobs: number; list?: boolean }>();

const words = options.only?.toLowerCase().split(",");
const chosen = candidates()
  .filter(({ name, target }) => words?.some((word) => `${target.file} ${name}`.toLowerCase().includes(word)) ?? true)
  .filter((_, index) => index % options.every === 0);

if (options.list) {
  for (const { name, target } of chosen) console.log(`${target.file} ${name}`);
  console.log(`\n${chosen.length} mutants`);
} else {
  const startedAt = Date.now();
  const { lines, ok } = summarise(await runAll(chosen, options.jobs), (Date.now() - startedAt) / 1_000);
  console.log(`\n${lines.join("\n")}`);
  process.exitCode = ok ? 0 : 1;
}

function candidates(): Mutant[] {
  if (options.sample) return sampledMutants();
  return options.rules ? namedMutants() : everyMutant();
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("A whole number above zero.");
  return value;
}
