// `npm run abi`: has @wagmi/cli write the contracts' interfaces to packages/sdk/src/abi as typed constants, as
// packages/sdk/wagmi.config.ts says. `--check` leaves what lies there and fails when it is not what the contracts say.

import { Command } from "commander";
import hre from "hardhat";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PROTOCOL } from "@gpu-yield-vaults/sdk/protocol";

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
writeFileSync(join(WRITTEN, "all.ts"), byKey());

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

/** All of them, by what the list calls each contract. */
function byKey(): string {
  const exported = (contract: string): string => `${contract.charAt(0).toLowerCase()}${contract.slice(1)}Abi`;
  const contracts = Object.entries(PROTOCOL).map(([key, { contract }]) => [key, contract] as const);
  return [
    ...[...new Set(contracts.map(([, contract]) => contract))].map(
      (contract) => `import { ${exported(contract)} } from "./${contract}.ts";`,
    ),
    "",
    "/** Every contract's ABI, by its name in the list. For who needs them all: a page imports the ones it uses. */",
    "export const ABIS = {",
    ...contracts.map(([key, contract]) => `  ${key}: ${exported(contract)},`),
    "} as const;",
    "",
  ].join("\n");
}

function filesOf(folder: string): ReadonlyMap<string, string> {
  return new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}
