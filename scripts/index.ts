// `npm run index`: an index of the protocol that remembers, beside any node.

import { createNode } from "@gpu-yield-vaults/sdk/logs";
import { IndexFailed, runIndex } from "@gpu-yield-vaults/indexer/run";
import { Command } from "commander";
import type { Address } from "viem";
import { readAddress, readNumber } from "./lib/arguments.ts";
import { CliError } from "./lib/cliError.ts";
import { createProgress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";
import { indexedNetwork } from "./index/indexedNetwork.ts";
import { indexFolder } from "./index/indexFolder.ts";
import { requireFree } from "./start/ports.ts";

/** Of a PostgreSQL database; where it is not set, the index keeps a database of its own. */
const DATABASE_URL = "DATABASE_URL";

const NOTES = `
Follows every contract of one protocol, found from its VaultDirectory, and serves what it knows on --port: GraphQL at
/graphql, SQL at /sql, JSON at /v1 (/v1/openapi.json says what), figures for Prometheus at /metrics. Ended by Ctrl-C, it
goes on where it stopped. packages/indexer/README.md says what is in it.

Tables are kept in build/index, or in the PostgreSQL database that the environment variable ${DATABASE_URL} names.

Exit codes: 0 ended by Ctrl-C; 1 it ended by itself, with its last words; 2 wrong usage, or no node.`;

type Options = {
  network?: string;
  rpc?: string;
  directory?: string;
  from?: number;
  port: number;
  folder?: string;
  verbose: boolean;
};

const program = new Command("npm run index --")
  .description("Index a protocol: its vaults, prices, positions, clusters, reports, and everything that happened.")
  .option("--network <name>", "a network of hardhat.config.ts that the protocol has been deployed to")
  .option("--rpc <urls>", "a node, or several with commas in between; the network's own unless given")
  .option("--directory <address>", "the protocol's VaultDirectory; the network's own unless given", readAddress)
  .option("--from <block>", "the first block to look at; 0, or the deployment's, unless given", readNumber)
  .option("--port <number>", "where it is served", readNumber, 42_069)
  .option("--folder <path>", "where its own database is kept")
  .option("--verbose", "say everything that Ponder says", false)
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ port, folder, verbose, ...options }: Options): Promise<void> {
  const progress = createProgress();
  await requireFree({ number: port, flag: "--port" });
  const { rpc, directory, fromBlock } = await indexedNetwork(options);
  const node = createNode(rpc);
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => ending.abort());
  try {
    await runIndex({
      node,
      directory: directory as Address,
      fromBlock,
      port,
      folder: folder ?? (await indexFolder(node)),
      databaseUrl: process.env[DATABASE_URL],
      signal: ending.signal,
      onReady: () => progress.say(`all of the past is indexed, and served at http://127.0.0.1:${port}`),
      onLine: verbose ? (line) => void process.stderr.write(`${line}\n`) : () => undefined,
    });
  } catch (error) {
    if (!(error instanceof IndexFailed)) throw error;
    throw new CliError(error.message, error.lines, "mend what its last words say, and repeat the command.");
  }
}
