// `npm run shots`: a picture of every page of the web app, of every world, in both themes, narrow and wide.

import { Command, InvalidArgumentError } from "commander";
import hre from "hardhat";
import { mkdir, rm } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { chromium } from "playwright-core";
import { build } from "./lib/build.ts";
import { CHROMIUM_ARGS, chromiumPath } from "./lib/chromium.ts";
import { createProgress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";
import { writeContactSheet } from "./shots/contactSheet.ts";
import { pagesIn } from "./shots/pagesIn.ts";
import { shoot, type Shot } from "./shots/shoot.ts";
import { buildWeb } from "./start/buildWeb.ts";
import { threeVaults, WORLDS } from "./worlds/worlds.ts";
import type { World } from "./worlds/world.ts";

const NOTES = `
Pages that ask no chain are pictured once, with the first world. index.html in the folder shows all of them side by
side. Without a Chromium of its own the machine uses one that comes with the packages, on Linux.

Exit codes: 0 done; 1 the web app could not be built, or a page never came to rest; 2 wrong usage.`;

/** Every world by its name, and the three vaults that are shown where none is named. */
const ALL: ReadonlyMap<string, World> = new Map<string, World>([["three", threeVaults], ...Object.entries(WORLDS)]);

type Options = { world: readonly string[]; out: string };

const program = new Command("npm run shots --")
  .description("Picture every page of every world, in both themes, narrow and wide.")
  .option("--world <names...>", "only these", readWorlds, [...ALL.keys()])
  .option("--out <folder>", "where the pictures go; replaced as a whole", "build/shots")
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ world: names, out }: Options): Promise<void> {
  const { root } = hre.config.paths;
  const progress = createProgress();
  const folder = resolve(root, out);
  const web = await progress.stage("web app built", () => buildWeb(root, new AbortController().signal));
  await progress.stage("contracts compiled", () => build());
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...CHROMIUM_ARGS] });
  try {
    const pages = await pagesIn(web.folder);
    const shots: Shot[] = [];
    for (const [index, name] of names.entries()) {
      const world = ALL.get(name);
      if (!world) throw new Error(`there is no world ${name}`);
      const shown = index === 0 ? pages : pages.filter(({ isChainless }) => !isChainless);
      const stage = { root, web: web.folder, folder, browser };
      shots.push(...(await progress.stage(`world ${name}`, () => shoot(stage, name, world, shown))));
    }
    await writeContactSheet(folder, shots);
    progress.say(`${shots.length} pictures: ${relative(process.cwd(), join(folder, "index.html"))}`);
  } finally {
    await browser.close();
  }
}

function readWorlds(name: string, before: readonly string[] = []): readonly string[] {
  if (!ALL.has(name)) throw new InvalidArgumentError(`there is no such world; there are ${[...ALL.keys()].join(", ")}`);
  return before.length === ALL.size ? [name] : [...before, name];
}
