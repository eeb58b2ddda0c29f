// `npm run mutants`: breaks one line at a time and expects the tests to notice.
//
// Promises: works in a copy (build/mutants), so the project's own files are never touched. A mutant counts as killed when
// it compiles and the named test file fails. One that survives, does not compile, or no longer finds its line fails the
// command. The last line is `N killed, N not`.
//
// `npm run mutants -- --only gain,fee` runs those whose names contain one of the words; `--sample` one of each law.

import { Command } from "commander";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { mutants, type Mutant } from "./mutantList.ts";

type Verdict = { readonly killed: boolean; readonly why: string };

const COPY = resolve("build/mutants");
const COPIED = ["contracts", "scripts", "test/solidity", "hardhat.config.ts", "package.json", "tsconfig.json"];
const MINUTES = 10;

const options = new Command("npm run mutants --")
  .description("Break the contracts one line at a time and expect the Solidity tests to notice.")
  .option("--only <words>", "mutants whose names contain one of these words, separated by commas")
  .option("--sample", "the few that stand for the rest")
  .option("--list", "name them all and end")
  .parse()
  .opts<{ only?: string; sample?: boolean; list?: boolean }>();

const chosen = mutants.filter(
  ({ name, sample }) =>
    (!options.sample || sample === true) &&
    (options.only === undefined || options.only.split(",").some((word) => name.includes(word))),
);

if (options.list) {
  for (const { name, file, test } of chosen) console.log(`${name}\n    ${file} against ${test}`);
} else {
  process.exitCode = await runAll(chosen);
}

async function runAll(queue: readonly Mutant[]): Promise<number> {
  await copyProject();
  let killed = 0;
  for (const [index, mutant] of queue.entries()) {
    const startedAt = Date.now();
    const verdict = await run(mutant);
    if (verdict.killed) ++killed;
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    console.log(
      `${verdict.killed ? "✔" : "✘"} ${index + 1}/${queue.length} ${mutant.name}: ${verdict.why} (${seconds} s)`,
    );
  }
  console.log(`\n${killed} killed, ${queue.length - killed} not`);
  return killed === queue.length && killed > 0 ? 0 : 1;
}

async function copyProject(): Promise<void> {
  await mkdir(COPY, { recursive: true });
  for (const path of COPIED) {
    await rm(join(COPY, path), { recursive: true, force: true });
    await cp(path, join(COPY, path), { recursive: true });
  }
}

async function run(mutant: Mutant): Promise<Verdict> {
  const path = join(COPY, mutant.file);
  const original = await readFile(path, "utf8");
  const places = original.split(mutant.find).length - 1;
  if (places !== 1) return { killed: false, why: `its line is there ${places} times` };
  await writeFile(
    path,
    original.replace(mutant.find, () => mutant.replace),
  );
  try {
    return judge(await test(mutant));
  } finally {
    await writeFile(path, original);
  }
}

/** What Hardhat's runner says about the test file in the copy. */
async function test(mutant: Mutant): Promise<string> {
  const grep = mutant.grep === undefined ? [] : ["--grep", mutant.grep];
  return hardhat(["test", "solidity", mutant.test, ...grep], mutant.env);
}

/** Everything that Hardhat says in the copy. */
async function hardhat(words: readonly string[], env: Mutant["env"] = {}): Promise<string> {
  const program = realpathSync("node_modules/.bin/hardhat");
  return new Promise((done) => {
    execFile(
      process.execPath,
      [program, ...words],
      {
        cwd: COPY,
        maxBuffer: 64 * 2 ** 20,
        timeout: MINUTES * 60_000,
        env: { ...process.env, BUILD_FOLDER: "mutants", FUZZ_RUNS: "64", INVARIANT_SHRINK: "0", ...env },
      },
      (_error, stdout, stderr) => done(stripVTControlCharacters(stdout + stderr)),
    );
  });
}

function judge(output: string): Verdict {
  const failed = /^ +\d+\) (\S+)/m.exec(output)?.[1];
  if (/^ +\d+ failing/m.test(output) && failed !== undefined) {
    const why = /Error: (.*)/.exec(output)?.[1] ?? "";
    return { killed: true, why: `${failed.replace(/\(.*/, "")}, ${why.slice(0, 110)}` };
  }
  if (/^ +\d+ passing/m.test(output)) return { killed: false, why: "survived" };
  return { killed: false, why: `no verdict: ${output.trim().split("\n").slice(-3).join(" / ")}` };
}
