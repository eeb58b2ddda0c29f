// `npm start`: a local chain with three vaults on real input, or another world, and the web app in front of it.

import { Command, InvalidArgumentError, Option } from "commander";
import hre from "hardhat";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { build } from "./lib/build.ts";
import { CliError } from "./lib/cliError.ts";
import { showInstant } from "./lib/instant.ts";
import { createProgress, type Progress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";
import type { Replay } from "./replay/replay.ts";
import { buildWeb } from "./start/buildWeb.ts";
import { listen, requireFree, type Port } from "./start/ports.ts";
import { openWorld, type OpenWorld } from "./worlds/openWorld.ts";
import { threeVaults, WORLDS } from "./worlds/worlds.ts";
import type { World } from "./worlds/world.ts";

/** Milliseconds in which a day of the chain passes, where days pass by themselves. */
const DAY_EVERY = 20_000;

/** As shells count a Ctrl-C. */
const INTERRUPTED = 130;

const NOTES = `
Worlds, each with a deployment and an input of its own:
${Object.entries(WORLDS)
  .map(([name, { what }]) => `  ${name.padEnd(9)} ${what}`)
  .join("\n")}
Where none is named: ${threeVaults.what}.

Exit codes: 0 ended by Ctrl-C once it was ready, or --headless done; 1 a port is taken, or a stage failed; 2 wrong
usage; 130 ended before it was ready.`;

type Options = {
  world: World;
  port: number;
  rpcPort: number;
  indexPort: number;
  index: boolean;
  still: boolean;
  headless: boolean;
  json?: string;
};

const program = new Command("npm start --")
  .description("Compile, start a local chain, deploy, replay a month of three vaults, and serve the web app.")
  .addOption(
    new Option("--world <name>", "show another world than the three vaults")
      .argParser(readWorld)
      .default(threeVaults, "three vaults"),
  )
  .option("--port <number>", "where the web app is served", readPort, 3000)
  .option("--rpc-port <number>", "where the chain is served", readPort, 8545)
  .option("--index-port <number>", "where the index is served", readPort, 42_069)
  .option("--no-index", "start no index; the web app reads the chain itself")
  .option("--still", "let no day pass by itself", false)
  .option("--headless", "serve nothing; end when the replay is done", false)
  .option("--json <file>", "write the summary of the first vault's replay here")
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ headless, ...options }: Options): Promise<void> {
  const progress = createProgress();
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => ending.abort());
  const isOver = new Promise<void>((resolve) => ending.signal.addEventListener("abort", () => resolve()));
  // Until it is ready, Ctrl-C cuts it short; afterwards it is how it ends.
  const stage = { isReady: false };
  const ready = () => {
    stage.isReady = true;
  };
  const work = headless ? replayAll(options, progress) : serve(options, progress, ending.signal, ready);
  try {
    await Promise.race([work, isOver]);
    if (ending.signal.aborted) process.exitCode = stage.isReady ? 0 : INTERRUPTED;
  } finally {
    // Nothing that was begun outlives the command.
    ending.abort();
    setImmediate(() => process.exit());
  }
}

async function serve(
  options: Omit<Options, "headless">,
  progress: Progress,
  signal: AbortSignal,
  ready: () => void,
): Promise<void> {
  // 1. Refuse what can't end well, before anything long happens.
  const webPort: Port = { number: options.port, flag: "--port" };
  const rpcPort: Port = { number: options.rpcPort, flag: "--rpc-port" };
  const indexPort: Port = { number: options.indexPort, flag: "--index-port" };
  const ports = options.index ? [webPort, rpcPort, indexPort] : [webPort, rpcPort];
  if (webPort.number === rpcPort.number) throw new CliError(`Web app and chain can't share port ${webPort.number}.`);
  if (options.index && [webPort.number, rpcPort.number].includes(indexPort.number)) {
    throw new CliError(`The index needs a port of its own, and ${indexPort.number} is taken by --port or --rpc-port.`);
  }
  for (const port of ports) await requireFree(port);

  // 2. Build and replay, side by side.
  const { root } = hre.config.paths;
  const [{ replays, operators }, web] = await Promise.all([
    replayAll(options, progress),
    progress.stage(
      "web app built",
      () => buildWeb(root, signal),
      ({ isFresh }) => (isFresh ? "static export" : "unchanged since the last time"),
    ),
  ]);

  // 3. Hand the chain over to the real clock, and serve both.
  const { goLive } = await import("./start/goLive.ts");
  const [first] = replays;
  const { deploymentFile } = await import("./start/deploymentFile.ts");
  const deployment = deploymentFile(first, `http://127.0.0.1:${rpcPort.number}`, operators);
  await progress.stage("chain brought to the present", () => goLive(first.context, deployment.testAccounts));
  const { createRpcServer } = await import("./start/rpcServer.ts");
  const { createWebServer } = await import("./start/webServer.ts");
  const { indexUrl, startIndexer } = await import("./start/indexer.ts");
  const { startTime } = await import("./start/startTime.ts");
  const isLively = options.world.isLively && !options.still;
  const time = await startTime(
    replays.map(({ context }) => context),
    isLively ? DAY_EVERY : undefined,
    progress,
  );
  const told = {
    ...deployment,
    timeMachineUrl: time.url,
    ...(options.index && { indexUrl: indexUrl(indexPort.number) }),
  };
  const documents = { "/deployment.json": told, "/summary.json": first.summary };
  await listen(() => createRpcServer(first.context.chain.connection.provider), rpcPort);
  await listen(() => createWebServer(web.folder, documents), webPort);
  if (options.index) {
    const { directory } = deployment.contracts;
    startIndexer({ root, rpcUrl: deployment.rpcUrl, directory, port: indexPort.number }, progress, signal);
  }

  // 4. Say what to do next.
  const { rpcUrl, chainId, contracts, testAccounts } = deployment;
  const { vaults } = options.world;
  const lines = [
    "",
    `  Open http://localhost:${webPort.number}`,
    `  The chain answers at ${rpcUrl} (chain ${chainId}).`,
    `  Its directory ${contracts.directory} lists ${replays.length === 1 ? "one vault" : `${replays.length} vaults`}:`,
    "",
    ...(
      await Promise.all(replays.map((replay, index) => describeVault(replay, vaults[index]?.title ?? "", rpcUrl)))
    ).flat(),
    `  What there is to see, ${options.world.what}:`,
    ...options.world.look.map((sentence) => `    ${sentence}`),
    "",
    isLively
      ? `  A day passes every ${DAY_EVERY / 1_000} seconds, reported and paid, until the page's time machine is used.`
      : "  No day passes by itself; the page has a time machine.",
    "",
    "  Test accounts, for this chain only:",
    ...testAccounts.map(({ label, address, privateKey }) => `    ${label.padEnd(32)} ${address}  ${privateKey}`),
    "",
    "  Ctrl-C ends everything.",
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  ready();
  time.start();
  await new Promise<void>(() => undefined);
}

/** A vault in a few lines: its name, and the commands that audit it and let time pass. */
async function describeVault({ context }: Replay, title: string, rpcUrl: string): Promise<readonly string[]> {
  const { vault } = context.contracts;
  const where = `--rpc ${rpcUrl} --vault ${await vault.getAddress()}`;
  return [
    `  ${await vault.name()}: ${title}`,
    `    audit it               npm run nav -- ${where}`,
    `    let another day pass   npm run period -- ${where}`,
    "",
  ];
}

/** Replays what happened to the vaults of a world, on one chain of this process. */
async function replayAll({ world, json }: Pick<Options, "world" | "json">, progress: Progress): Promise<OpenWorld> {
  const { root } = hre.config.paths;
  await progress.stage("contracts compiled", () => build());
  const opened = await openWorld(root, world, Math.floor(Date.now() / 1000), progress);
  const { replays } = opened;
  for (const [index, { summary, shiftedByDays }] of replays.entries()) {
    const told = `moved by ${shiftedByDays} days; everything had vested at ${showInstant(summary.readAt)}`;
    progress.say(`${world.vaults[index]?.title}: ${told}`);
  }
  if (json !== undefined) {
    await mkdir(dirname(json), { recursive: true });
    await writeFile(json, `${JSON.stringify(replays[0].summary, null, 2)}\n`);
    progress.say(`summary written to ${relative(process.cwd(), json) || json}`);
  }
  return opened;
}

function readWorld(name: string): World {
  const world = new Map<string, World>(Object.entries(WORLDS)).get(name);
  if (world) return world;
  throw new InvalidArgumentError(`there is no such world; there are ${Object.keys(WORLDS).join(", ")}`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new InvalidArgumentError("a port from 1 to 65535 is needed");
  return port;
}
