// `npm run abi`: writes the contracts' interfaces to frontend/abi as typed constants. `--check` writes nothing and
// fails when what lies there is not what the contracts say.

import { Command } from "commander";
import type { JsonFragment } from "ethers";
import hre from "hardhat";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { contracts } from "./abi/contracts.ts";
import { type NamedAbi, renderAbis } from "./abi/render.ts";

const FOLDER = "frontend/abi";

const { check } = new Command("npm run abi --")
  .description(`Write the contracts' ABIs to ${FOLDER}.`)
  .option("--check", "write nothing; fail when a file there is stale")
  .parse()
  .opts<{ check?: boolean }>();

await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
const known = await Promise.all(contracts.map((name) => hre.artifacts.artifactExists(name)));
const wanted = renderAbis(await Promise.all(contracts.filter((_, index) => known[index]).map(readAbi)));
const present = await readFolder();

const stale = [...new Set([...wanted.keys(), ...present.keys()])].filter(
  (file) => wanted.get(file) !== present.get(file),
);

if (stale.length === 0) {
  console.log(`${FOLDER}: ${wanted.size} files, all as the contracts say.`);
} else if (check) {
  console.error(`Stale in ${FOLDER}: ${stale.join(", ")}. Run \`npm run abi\` and commit what it writes.`);
  process.exitCode = 1;
} else {
  await mkdir(FOLDER, { recursive: true });
  for (const file of stale) {
    const content = wanted.get(file);
    if (content === undefined) await rm(join(FOLDER, file));
    else await writeFile(join(FOLDER, file), content);
  }
  console.log(`${FOLDER}: wrote ${stale.join(", ")}.`);
}

async function readAbi(name: string): Promise<NamedAbi> {
  const { abi } = await hre.artifacts.readArtifact(name);
  return { name, abi: abi as readonly JsonFragment[] };
}

async function readFolder(): Promise<Map<string, string>> {
  const files = await readdir(FOLDER).catch(() => []);
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(FOLDER, file), "utf8")] as const)),
  );
}
