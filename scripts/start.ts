// `npm start`: a local chain with three vaults on real input, and the web app in front of it.

import { Command, InvalidArgumentError } from "commander";
import hre from "hardhat";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { build } from "./lib/build.ts";
import { CliError } from "./lib/cliError.ts";
import { showInstant } from "./lib/instant.ts";
import { createProgress, type Progress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";
import type { Operators } from "./replay/operators.ts";
import type { Replay } from "./replay/replay.ts";
import { buildWeb } from "./start/buildWeb.ts";
import { listen, requireFree, type Port } from "./start/ports.ts";
import { readVaults, SHOWN_VAULTS } from "./start/vaults.ts";

/** As shells count a Ctrl-C. */
const INTERRUPTED = 130;

const NOTES = `
Exit codes: 0 ended by Ctrl-C once it was ready, or --headless done; 1 a port is taken, or a stage failed; 2 wrong
usage; 130 ended before it was ready.`;

type Options = {
  port: number;
  rpcPort: number;
  indexPort: number;
  index: boolean;
  headless: boolean;
  json?: string;
};

const program = new Command("npm start --")
  .description("Compile, start a local chain, deploy, replay a month of three vaults, and serve the web app.")
  .option("--port <number>", "where the web app is served", readPort, 3000)
  .option("--rpc-port <number>", "where the chain is served", readPort, 8545)
  .option("--index-port <number>", "where the index is served", readPort, 42_069)
  .option("--no-index", "start no index; the web app reads the chain itself")
  .option("--headless", "serve nothing; end when the replay is done", false)
  .option("--json <file>", "write the summary of the first vault's replay here")
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ headless, json, ...ports }: Options): Promise<void> {
  const progress = createProgress();
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => ending.abort());
  const isOver = new Promise<void>((resolve) => ending.signal.addEventListener("abort", () => resolve()));
  // Until it is ready, Ctrl-C cuts it short; afterwards it is how it ends.
  const stage = { isReady: false };
  const ready = () => {
    stage.isReady = true;
  };
  const work = headless ? replayAll(progress, json) : serve({ json, ...ports }, progress, ending.signal, ready);
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
    replayAll(progress, options.json),
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
  const deployment = deploymentFile(first, `http://127.0.0.1:${rpcPort.number}`, operators.named);
  await progress.stage("chain brought to the present", () => goLive(first.context, deployment.testAccounts));
  const { createRpcServer } = await import("./start/rpcServer.ts");
  const { createWebServer } = await import("./start/webServer.ts");
  const { indexUrl, startIndexer } = await import("./start/indexer.ts");
  const told = { ...deployment, ...(options.index && { indexUrl: indexUrl(indexPort.number) }) };
  const documents = { "/deployment.json": told, "/summary.json": first.summary };
  await listen(() => createRpcServer(first.context.chain.connection.provider), rpcPort);
  await listen(() => createWebServer(web.folder, documents), webPort);
  if (options.index) {
    const { directory } = deployment.contracts;
    startIndexer({ root, rpcUrl: deployment.rpcUrl, directory, port: indexPort.number }, progress, signal);
  }

  // 4. Say what to do next.
  const { rpcUrl, chainId, contracts, testAccounts } = deployment;
  const lines = [
    "",
    `  Open http://localhost:${webPort.number}`,
    `  The chain answers at ${rpcUrl} (chain ${chainId}).`,
    `  Its directory ${contracts.directory} lists ${replays.length} vaults:`,
    "",
    ...(await Promise.all(replays.map((replay, index) => describeVault(replay, index, rpcUrl)))).flat(),
    "  Test accounts, for this chain only:",
    ...testAccounts.map(({ label, address, privateKey }) => `    ${label.padEnd(32)} ${address}  ${privateKey}`),
    "",
    "  Ctrl-C ends everything.",
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  ready();
  await new Promise<void>(() => undefined);
}

/** A vault in a few lines: its name, and the commands that audit it and let time pass. */
async function describeVault({ context }: Replay, index: number, rpcUrl: string): Promise<readonly string[]> {
  const { vault } = context.contracts;
  const where = `--rpc ${rpcUrl} --vault ${await vault.getAddress()}`;
  return [
    `  ${await vault.name()}: ${SHOWN_VAULTS[index]?.title ?? ""}`,
    `    audit it               npm run nav -- ${where}`,
    `    let another day pass   npm run period -- ${where}`,
    "",
  ];
}

type Played = { replays: readonly [Replay, ...Replay[]]; operators: Operators };

/** Replays the month of each vault on one chain of this process. */
async function replayAll(progress: Progress, json: string | undefined): Promise<Played> {
  const { root } = hre.config.paths;
  await progress.stage("contracts compiled", () => build());
  const scenarios = await readVaults(root);
  const { planVaults } = await import("./replay/plan.ts");
  const { replayVaults } = await import("./replay/replay.ts");
  const { Operators } = await import("./replay/operators.ts");
  const operators = new Operators();
  const replays = await replayVaults(planVaults(scenarios, operators), Math.floor(Date.now() / 1000), progress);
  for (const [index, { summary, shiftedByDays }] of replays.entries()) {
    progress.say(
      `${SHOWN_VAULTS[index]?.name}: moved by ${shiftedByDays} days; everything had vested at ` +
        showInstant(summary.readAt),
    );
  }
  const [first, ...further] = replays;
  if (!first) throw new Error("nothing was replayed");
  if (json !== undefined) {
    await mkdir(dirname(json), { recursive: true });
    await writeFile(json, `${JSON.stringify(first.summary, null, 2)}\n`);
    progress.say(`summary written to ${relative(process.cwd(), json) || json}`);
  }
  return { replays: [first, ...further], operators };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new InvalidArgumentError("a port from 1 to 65535 is needed");
  return port;
}
