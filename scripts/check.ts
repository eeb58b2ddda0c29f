// `npm test`: every part of the project's proof, one after the other, each shown as it runs.
//
// A part that fails, crashes or overruns its time counts as failed, and the next one runs all the same. The last line is
// the sum. `npm test -- --only lint,types` runs some parts, `--list` names them all.

import { Command } from "commander";
import { parts, type Part } from "./check/parts.ts";
import { runPart } from "./check/runPart.ts";
import { add, NOTHING, type Tally } from "./check/tally.ts";

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

async function check(queue: readonly Part[]): Promise<number> {
  let sum: Tally = NOTHING;
  const lines: string[] = [];
  for (const [index, part] of queue.entries()) {
    console.log(`\n▶ ${index + 1}/${queue.length} ${part.title}`);
    const { tally, seconds, note } = await runPart(part);
    const mark = tally.failed === 0 ? "✔" : "✘";
    lines.push(`${mark} ${part.title}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s${note}`);
    console.log(lines.at(-1));
    sum = add(sum, tally);
  }
  console.log(`\n${lines.join("\n")}\n\n${sum.passed} passed, ${sum.failed} failed`);
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
