import type { Node } from "@gpu-yield-vaults/sdk/logs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Address, Hex } from "viem";
import { discover, type Discovery } from "../discovery/index.ts";
import { createRelay } from "../relay/createRelay.ts";
import { RESTART, type Target } from "../target.ts";
import { PonderProcess } from "./PonderProcess.ts";
import { noteClosed, ownDatabase, prepareDatabase } from "./ownDatabase.ts";
import { schemaOf } from "./schemaOf.ts";

export type IndexOptions = {
  readonly node: Node;
  readonly directory: Address;
  /** The first block to look at; at or before the deployment. */
  readonly fromBlock: number;
  readonly port: number;
  /** Where PGlite keeps its files, and what was found out about this chain. */
  readonly folder: string;
  /** Of a PostgreSQL database, which is then used instead. */
  readonly databaseUrl?: string | undefined;
  /** Milliseconds between two looks at the node. */
  readonly pollingInterval?: number;
  /** What Ponder has to say, line by line. */
  readonly onLine?: (line: string) => void;
  /** Ponder runs, as this process. */
  readonly onStart?: (process: number) => void;
  /** All of the past has been indexed, and is served. */
  readonly onReady?: () => void;
  readonly signal: AbortSignal;
};

/** Calls of JSON-RPC that Ponder begins with, a second and address: with so many addresses, five hundred. */
const ADDRESSES = 25;

/**
 * Runs the index until the signal ends it. What is followed is found on the chain; where an event names a contract that
 * is not followed yet, a new vault for instance, everything is found, and indexed, anew. Where Ponder is killed, it is
 * started again: on PostgreSQL it goes on, with a database of its own it begins anew.
 */
export async function runIndex(options: IndexOptions): Promise<void> {
  const { node, folder, signal } = options;
  await mkdir(folder, { recursive: true });
  const first = await node.request({ method: "eth_getBlockByNumber", params: ["0x0", false] });
  const chain = {
    chainId: Number(await node.request({ method: "eth_chainId" })),
    genesis: (first as { hash: Hex }).hash,
  };
  const isOver = () => signal.aborted;
  while (!isOver()) {
    const head = BigInt((await node.request({ method: "eth_blockNumber" })) as Hex);
    const found = await discover(node, options.directory, BigInt(options.fromBlock), head);
    const relay = await listening(
      createRelay(
        node,
        found.contracts.map(({ address }) => address),
      ),
    );
    try {
      const target = await targetOf(options, chain, found, portOf(relay));
      const file = join(folder, "target.json");
      await writeFile(file, `${JSON.stringify(target, null, 2)}\n`);
      if (target.database.kind === "pglite") await prepareDatabase(folder);
      const ponder = new PonderProcess({ target: file, schema: target.schema, ...options });
      const code = await ponder.end();
      await rm(file, { force: true });
      if (ponder.hasClosed) await noteClosed(folder);
      const wasKilled = code === null;
      if (code !== RESTART && !wasKilled && !isOver()) throw ponder.failure(code);
    } finally {
      relay.closeAllConnections();
      relay.close();
    }
  }
}

async function targetOf(
  { directory, fromBlock, folder, databaseUrl, pollingInterval = 1_000 }: IndexOptions,
  { chainId, genesis }: Pick<Target, "chainId" | "genesis">,
  found: Discovery,
  relayPort: number,
): Promise<Target> {
  return {
    chainId,
    genesis,
    rpc: Array.from({ length: ADDRESSES }, () => `http://127.0.0.1:${relayPort}`),
    fromBlock,
    directory: directory.toLowerCase() as Address,
    contracts: [...found.contracts],
    decimals: found.decimals,
    quorums: found.quorums,
    schema: await schemaOf(genesis, directory, found),
    database:
      databaseUrl === undefined
        ? { kind: "pglite", directory: ownDatabase(folder) }
        : { kind: "postgres", connectionString: databaseUrl },
    pollingInterval,
  };
}

function listening(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
