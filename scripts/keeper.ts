// `npm run keeper`: does what anybody may do for the vaults of a protocol, as it falls due.

import { findContracts, findVaults } from "@gpu-yield-vaults/sdk/read";
import { Command, InvalidArgumentError } from "commander";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Address } from "viem";
import type { Post } from "./keeper/carryOut.ts";
import { Logbook, type Deed } from "./keeper/Logbook.ts";
import { round } from "./keeper/round.ts";
import { readAddress, readNumber } from "./lib/arguments.ts";
import { CliError } from "./lib/cliError.ts";
import { clientOf } from "./lib/clientOf.ts";
import { showInstant } from "./lib/instant.ts";
import { connect } from "./lib/rpc.ts";
import { runCli } from "./lib/runCli.ts";
import { senderOn, SUBMITTER_KEY } from "./lib/sender.ts";

const NOTES = `
It carries out ticks that are a day old, marks reports missed, latches what is final, ends disputes that nobody has
answered, settles clusters, fifty in one transaction, and pays redemption epochs as far as there is cash. Nothing of it
needs a role. Whatever it does is tried first; it may run twice at once, and be killed at any moment: the chain is all
that it remembers.

Transactions are paid for with ${SUBMITTER_KEY}, from Hardhat's keystore or the environment; on the local chain by its
first account. Deeds go to stdout, one a line; what is left undone, and why, among them.

Metrics, with --metrics-port: rounds, failures, gas, deeds by outcome, what is left undone, time of the last round.

Exit codes: 0 stopped by Ctrl-C, or --once and nothing left to do; 1 --once, and something could not be done; 2 wrong
usage, or with --once no node.`;

type Options = {
  rpc: string;
  directory: string;
  vault?: string[];
  interval: number;
  once: boolean;
  dryRun: boolean;
  gasPerDay: number;
  maxFee?: number;
  metricsPort?: number;
  json: boolean;
};

const program = new Command("npm run keeper --")
  .description("Do what anybody may do for the vaults of a protocol, as it falls due.")
  .requiredOption("--rpc <url>", "a node, or several with commas in between")
  .requiredOption("--directory <address>", "the protocol's directory, which lists its vaults", readAddress)
  .option("--vault <addresses...>", "these vaults only")
  .option("--interval <seconds>", "between two rounds", readNumber, 60)
  .option("--once", "make one round, and end", false)
  .option("--dry-run", "say what would be done, and send nothing", false)
  .option("--gas-per-day <gas>", "most gas to spend in any 24 hours", readNumber, 30_000_000)
  .option("--max-fee <gwei>", "most that a unit of gas may cost", readGwei)
  .option("--metrics-port <port>", "where Prometheus may read metrics, at /metrics", readNumber)
  .option("--json", "deeds as JSON", false)
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main(options: Options): Promise<void> {
  const provider = await connect(options.rpc);
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
  const logbook = new Logbook(BigInt(options.gasPerDay));
  const { chainId } = await provider.getNetwork();
  const sender = await senderOn(chainId, provider);
  const post = {
    client: clientOf(provider),
    sender,
    logbook,
    isDry: options.dryRun,
    mostPerGas: options.maxFee === undefined ? undefined : BigInt(Math.round(options.maxFee * 1e9)),
  };
  const metrics = options.metricsPort === undefined ? undefined : serveMetrics(logbook, options.metricsPort);
  try {
    do {
      const left = await roundOfAll(post, options).catch((error: unknown) => {
        if (options.once) throw error;
        logbook.fail();
        process.stderr.write(`${error instanceof CliError ? error.text : describe(error)}\n`);
        return undefined;
      });
      if (options.once) process.exitCode = left === 0 ? 0 : 1;
      else await wait(options.interval * 1_000, undefined, { signal: ending.signal }).catch(() => undefined);
    } while (!options.once && !ending.signal.aborted);
  } finally {
    metrics?.close();
    provider.destroy();
  }
}

/** One round over all vaults. Vaults are looked for each time: one may have been listed since. */
async function roundOfAll(post: Omit<Post, "vault" | "addresses">, options: Options): Promise<number> {
  const directory = options.directory as Address;
  const { asOf, vaults } = await findVaults(post.client, { directory });
  const chosen = choose(
    vaults.map(({ vault }) => vault),
    options.vault,
  );
  let left = 0;
  for (const vault of chosen) {
    const { contracts } = await findContracts(post.client, { vault, directory });
    left += await round({ ...post, vault, addresses: contracts }, contracts, (deed) => tell(deed, options.json));
  }
  post.logbook.endRound(asOf.timestamp, left);
  return left;
}

function choose(listed: readonly Address[], only: readonly string[] | undefined): readonly Address[] {
  if (only === undefined) return listed;
  return only.map((wanted) => {
    const found = listed.find((vault) => vault.toLowerCase() === wanted.toLowerCase());
    if (found) return found;
    throw new CliError(`The directory does not list ${wanted}.`, listed, "check --vault.", 2);
  });
}

function tell(deed: Deed, asJson: boolean): void {
  const { at, vault, what, why, outcome, reason, gas, hash } = deed;
  const numbers = { ...deed, ...(gas === undefined ? {} : { gas: Number(gas) }) };
  const facts = [reason, gas === undefined ? undefined : `${gas} gas`, hash].filter((fact) => fact !== undefined);
  const words = [showInstant(at), vault, `${outcome}: ${what} ${why}`, ...facts].join(" · ");
  process.stdout.write(`${asJson ? JSON.stringify(numbers) : words}\n`);
}

function serveMetrics(logbook: Logbook, port: number): ReturnType<typeof createServer> {
  return createServer(({ url }, response) => {
    if (url !== "/metrics") return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": "text/plain; version=0.0.4" });
    response.end(logbook.metrics());
  }).listen(port, "127.0.0.1");
}

function describe(error: unknown): string {
  return `error: ${error instanceof Error ? error.message : String(error)}`;
}

function readGwei(text: string): number {
  const gwei = Number(text);
  if (text.trim() === "" || !(gwei > 0)) throw new InvalidArgumentError("a number of gwei is needed");
  return gwei;
}
