// `npm run mutants`: breaks the contracts in one place at a time and expects the tests to notice.
//
// Promises: works in copies (build/mutants), so the project's own files are never touched. A mutant is a place of the
// syntax tree and an operator (mutation/operators), named by contract, function, operator and a number, which neither
// the name of a variable nor the layout of the source changes. It counts as killed when it compiles and one of its
// contract's tests (mutation/targets.ts) fails, or does not end. One that survives fails the command; so does a rule of
// mutation/rules.ts whose place is gone. The last line is `N killed, N not`.
//
// All of them take more than a day: `--rules` runs the named ones, `--sample` the few of `npm test`, `--only post,fee`
// those whose names or files contain one of the words, `--every 50` each fiftieth. `--off-chain` breaks what is not a
// contract instead, one line of offChain/lines.ts at a time.

import { Command, InvalidArgumentError } from "commander";
import { LINES } from "./offChain/lines.ts";
import { runBroken } from "./offChain/run.ts";
import { everyMutant, namedMutants, sampledMutants, type Mutant } from "./mutation/plan.ts";
import { runAll } from "./mutation/run.ts";
import { summarise } from "./mutation/summary.ts";

const options = new Command("npm run mutants --")
  .description("Break the contracts in one place at a time and expect the tests to notice.")
  .option("--rules", "those that break a named rule")
  .option("--sample", "the few that stand for the rest")
  .option("--off-chain", "lines of deployment, SDK, tools, index and web app")
  .option("--only <words>", "those whose names or files contain one of these words, separated by commas")
  .option("--every <number>", "each of so many", positive, 1)
  .option("--jobs <number>", "so many at a time", positive, 1)
  .option("--list", "only name them")
  .parse()
  .opts<{
    rules?: boolean;
    sample?: boolean;
    offChain?: boolean;
    only?: string;
    every: number;
    jobs: number;
    list?: boolean;
  }>();

const words = options.only?.toLowerCase().split(",");
const chosen = (options.offChain ? [] : candidates())
  .filter(({ name, target }) => words?.some((word) => `${target.file} ${name}`.toLowerCase().includes(word)) ?? true)
  .filter((_, index) => index % options.every === 0);

if (options.offChain) {
  process.exitCode = (await breakOffChain()) ? 0 : 1;
} else if (options.list) {
  for (const { name, target } of chosen) console.log(`${target.file} ${name}`);
  console.log(`\n${chosen.length} mutants`);
} else {
  const startedAt = Date.now();
  const { lines, ok } = summarise(await runAll(chosen, options.jobs), (Date.now() - startedAt) / 1_000);
  console.log(`\n${lines.join("\n")}`);
  process.exitCode = ok ? 0 : 1;
}

async function breakOffChain(): Promise<boolean> {
  const lines = LINES.filter(
    ({ rule, file }) => words?.some((word) => `${file} ${rule}`.toLowerCase().includes(word)) ?? true,
  );
  let killed = 0;
  for (const line of lines) {
    const { outcome, why } = options.list ? { outcome: "killed", why: line.test } : await runBroken(line);
    if (outcome === "killed") killed += 1;
    console.log(`${options.list ? "" : `${outcome}: `}${line.rule} (${line.file})\n    ${why}`);
  }
  console.log(`\n${options.list ? `${lines.length} lines` : `${killed} killed, ${lines.length - killed} not`}`);
  return killed === lines.length;
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
