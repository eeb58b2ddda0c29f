// `npm run abi`: has @wagmi/cli write the contracts' interfaces to packages/sdk/src/abi as typed constants, as
// packages/sdk/wagmi.config.ts says. `--check` leaves what lies there and fails when it is not what the contracts say.

import { Command } from "commander";
import hre from "hardhat";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const FOLDER = "packages/sdk/src/abi";
const WRITTEN = "build/abi";

const { check } = new Command("npm run abi --")
  .description(`Write the contracts' ABIs to ${FOLDER}.`)
  .option("--check", "write nothing; fail when a file there is stale")
  .parse()
  .opts<{ check?: boolean }>();

await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
rmSync(WRITTEN, { recursive: true, force: true });
execFileSync(process.execPath, [realpathSync("node_modules/.bin/wagmi"), "generate"], {
  cwd: "packages/sdk",
  env: { ...process.env, ABI_FOLDER: resolve(WRITTEN) },
  stdio: "pipe",
});

mkdirSync(FOLDER, { recursive: true });
const [wanted, present] = [filesOf(WRITTEN), filesOf(FOLDER)];
const stale = [...new Set([...wanted.keys(), ...present.keys()])].filter(
  (file) => wanted.get(file) !== present.get(file),
);

if (stale.length === 0) {
  console.log(`${FOLDER}: ${wanted.size} files, all as the contracts say.`);
} else if (check) {
  console.error(`Stale in ${FOLDER}: ${stale.join(", ")}. Run \`npm run abi\` and commit what it writes.`);
  process.exitCode = 1;
} else {
  for (const file of stale) {
    if (wanted.has(file)) cpSync(join(WRITTEN, file), join(FOLDER, file));
    else rmSync(join(FOLDER, file));
  }
  console.log(`${FOLDER}: wrote ${stale.join(", ")}.`);
}

function filesOf(folder: string): ReadonlyMap<string, string> {
  return new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}
