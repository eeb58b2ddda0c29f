// `npm start`: a local chain with the product's scenario on it, and the web app in front of it.

import { Command, InvalidArgumentError } from "commander";
import hre from "hardhat";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { build } from "./lib/build.ts";
import { CliError } from "./lib/cliError.ts";
import { showInstant } from "./lib/instant.ts";
import { createProgress, type Progress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";
import type { Replay } from "./replay/replay.ts";
import { parseScenario } from "./scenario/parseScenario.ts";
import { showRefusal } from "./scenario/row.ts";
import { parseTerms } from "./scenario/terms.ts";
import { buildWeb } from "./start/buildWeb.ts";
import { listen, requireFree, type Port } from "./start/ports.ts";

const SCENARIO = "scripts/scenario/data/helios-h100-256.csv";
const SCENARIO_NAME = "Helios, 256 H100, 29 days";

/** As shells count a Ctrl-C. */
const INTERRUPTED = 130;

const NOTES = `
Exit codes: 0 ended by Ctrl-C once it was ready, or --headless done; 1 a port is taken, or a stage failed; 2 wrong
usage; 130 ended before it was ready.`;

type Options = {
  port: number;
  rpcPort: number;
  headless: boolean;
  json?: string;
};

const program = new Command("npm start --")
  .description("Compile, start a local chain, deploy, replay 29 real days of a GPU cluster, and serve the web app.")
  .option("--port <number>", "where the web app is served", readPort, 3000)
  .option("--rpc-port <number>", "where the chain is served", readPort, 8545)
  .option("--headless", "serve nothing; end when the replay is done", false)
  .option("--json <file>", "write the summary of the replay here")
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ port, rpcPort, headless, json }: Options): Promise<void> {
  const progress = createProgress();
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => ending.abort());
  const isOver = new Promise<void>((resolve) => ending.signal.addEventListener("abort", () => resolve()));
  // Until it is ready, Ctrl-C cuts it short; afterwards it is how it ends.
  const stage = { isReady: false };
  const ready = () => {
    stage.isReady = true;
  };
  const work = headless
    ? replayScenario(progress, json)
    : serve({ port, rpcPort, json }, progress, ending.signal, ready);
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
  if (webPort.number === rpcPort.number) throw new CliError(`Web app and chain can't share port ${webPort.number}.`);
  await requireFree(webPort);
  await requireFree(rpcPort);

  // 2. Build and replay, side by side.
  const { root } = hre.config.paths;
  const [replay, web] = await Promise.all([
    replayScenario(progress, options.json),
    progress.stage(
      "web app built",
      () => buildWeb(root, signal),
      ({ isFresh }) => (isFresh ? "static export" : "unchanged since the last time"),
    ),
  ]);

  // 3. Hand the chain over to the real clock, and serve both.
  const { goLive } = await import("./start/goLive.ts");
  await progress.stage("chain brought to the present", () => goLive(replay.context));
  const { createRpcServer } = await import("./start/rpcServer.ts");
  const { createWebServer } = await import("./start/webServer.ts");
  const { deploymentFile } = await import("./start/deploymentFile.ts");
  const deployment = deploymentFile(replay, `http://127.0.0.1:${rpcPort.number}`, SCENARIO_NAME);
  const documents = { "/deployment.json": deployment, "/summary.json": replay.summary };
  await listen(() => createRpcServer(replay.context.chain.connection.provider), rpcPort);
  await listen(() => createWebServer(web.folder, documents), webPort);

  // 4. Say what to do next.
  const lines = [
    "",
    `  Open http://localhost:${webPort.number}`,
    `  The chain answers at ${deployment.rpcUrl} (chain ${deployment.chainId}); vault ${deployment.contracts.vault}`,
    `  Audit it: npm run nav -- --rpc ${deployment.rpcUrl} --vault ${deployment.contracts.vault}`,
    `  Let another day pass: npm run period -- --rpc ${deployment.rpcUrl} --vault ${deployment.contracts.vault}`,
    "",
    "  Test accounts, for this chain only:",
    ...deployment.testAccounts.map(
      ({ label, address, privateKey }) => `    ${label.padEnd(32)} ${address}  ${privateKey}`,
    ),
    "",
    "  Ctrl-C ends everything.",
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  ready();
  await new Promise<void>(() => undefined);
}

/** Replays the product's scenario on a chain of this process. */
async function replayScenario(progress: Progress, json: string | undefined): Promise<Replay> {
  const { root } = hre.config.paths;
  await progress.stage("contracts compiled", () => build());
  const terms = parseTerms({});
  const { rows, refusal } = parseScenario(await readFile(join(root, SCENARIO)), SCENARIO, terms.gpuModels);
  if (refusal) throw new CliError(showRefusal(refusal));
  const { planReplay } = await import("./replay/plan.ts");
  const { replay } = await import("./replay/replay.ts");
  const result = await replay(planReplay(rows, terms), Math.floor(Date.now() / 1000), progress);
  progress.say(`moved by ${result.shiftedByDays} days; everything had vested at ${showInstant(result.summary.readAt)}`);
  if (json !== undefined) {
    await mkdir(dirname(json), { recursive: true });
    await writeFile(json, `${JSON.stringify(result.summary, null, 2)}\n`);
    progress.say(`summary written to ${relative(process.cwd(), json) || json}`);
  }
  return result;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new InvalidArgumentError("a port from 1 to 65535 is needed");
  return port;
}
