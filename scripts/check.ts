// `npm test`: every part of the project's proof, two at a time where there are two cores.
//
// A part waits for those whose work it reads. One part at a time shows its output as it comes. A part that fails,
// crashes or overruns its time counts as failed, and the others run all the same. The last line is the sum.
// `npm test -- --only lint,types` runs some parts, and `--list` names them all.

import { Command } from "commander";
import { availableParallelism } from "node:os";
import { parts, type Part } from "./check/parts.ts";
import { runPart } from "./check/runPart.ts";
import { add, NOTHING, type Tally } from "./check/tally.ts";

const LANES = Math.min(2, availableParallelism());

const options = new Command("npm test --")
  .description("Compile, test, measure coverage, lint, type-check and build everything.")
  .option("--only <parts>", "run these parts only, separated by commas")
  .option("--list", "name the parts and end")
  .parse()
  .opts<{ only?: string; list?: boolean }>();

if (options.list) {
  for (const { id, title } of parts) console.log(`${id.padEnd(12)} ${title}`);
} else {
  process.exitCode = await check(chosen(options.only));
}

async function check(all: readonly Part[]): Promise<number> {
  const lines = new Map<Part, string>();
  const waiting = new Set(all);
  const running = new Map<Part, Promise<void>>();
  let sum: Tally = NOTHING;

  const mayStart = ({ needs = [], loud }: Part): boolean => {
    const undone = all.filter((part) => !lines.has(part));
    if (undone.some(({ id }) => needs.includes(id))) return false;
    return !loud || ![...running.keys()].some((other) => other.loud);
  };
  const run = async (part: Part): Promise<void> => {
    console.log(`\n▶ ${part.title}`);
    const { tally, seconds, note } = await runPart(part);
    const mark = tally.failed === 0 ? "✔" : "✘";
    const line = `${mark} ${part.title}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s${note}`;
    console.log(`\n${line}`);
    lines.set(part, line);
    sum = add(sum, tally);
    running.delete(part);
  };

  while (waiting.size > 0 || running.size > 0) {
    for (const part of waiting) {
      if (running.size === LANES) break;
      if (!mayStart(part)) continue;
      waiting.delete(part);
      running.set(part, run(part));
    }
    await Promise.race(running.values());
  }
  const report = all.map((part) => lines.get(part)).join("\n");
  console.log(`\n${report}\n\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}

function chosen(only: string | undefined): readonly Part[] {
  if (only === undefined) return parts;
  return only.split(",").map((id) => {
    const part = parts.find((candidate) => candidate.id === id);
    if (part === undefined) throw new Error(`There is no part "${id}". \`npm test -- --list\` names them.`);
    return part;
  });
}
