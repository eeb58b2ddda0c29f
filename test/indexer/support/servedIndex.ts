import { IndexClient } from "@gpu-yield-vaults/indexer/client";
import { runIndex } from "@gpu-yield-vaults/indexer/run";
import { createNode } from "@gpu-yield-vaults/sdk/logs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Address } from "viem";
import type { ServedVault } from "../../scripts/support/servedVault.ts";
import { freePort } from "../../support/freePorts.ts";

/** An index of a served vault, by the way that its users start it. */
export type ServedIndex = {
  client: IndexClient;
  url: string;
  /** Ponder's, now. */
  process(): number;
  /** Waits until it has indexed a block, or a later one. */
  reach(block: number): Promise<void>;
  /** Waits until Ponder has said something so many times; once unless told. */
  says(words: string, times?: number): Promise<void>;
  /** Rows that a query of SQL finds, over HTTP. */
  sql(query: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
};

const PATIENCE = 120_000; // ms

/** @param place A PostgreSQL database instead of its own; a port instead of any that is free. */
export async function serveIndex(
  { rpc, context }: { rpc: string; context: Pick<ServedVault["context"], "contracts"> },
  folder: string,
  place: { databaseUrl?: string; port?: number } = {},
): Promise<ServedIndex> {
  const port = place.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const ending = new AbortController();
  const lines: string[] = [];
  const state: { process: number; failure?: unknown } = { process: 0 };
  const running = runIndex({
    node: createNode(rpc),
    directory: (await context.contracts.directory.getAddress()) as Address,
    fromBlock: 0,
    port,
    folder,
    databaseUrl: place.databaseUrl,
    pollingInterval: 100,
    signal: ending.signal,
    onLine: (line) => lines.push(line),
    onStart: (process) => (state.process = process),
  }).catch((error: unknown) => {
    state.failure = error;
  });
  const client = new IndexClient(url);
  return {
    client,
    url,
    process: () => state.process,
    async reach(block) {
      const until = Date.now() + PATIENCE;
      while (Date.now() < until && state.failure === undefined) {
        const health = await client.read("health", {}).catch(() => undefined);
        if (health?.isReady && health.asOf.block >= BigInt(block)) return;
        await sleep(100);
      }
      throw new Error(`block ${block} was not reached:\n${lines.slice(-80).join("\n")}`, { cause: state.failure });
    },
    async says(words, times = 1) {
      const until = Date.now() + PATIENCE;
      while (lines.filter((line) => line.includes(words)).length < times) {
        if (Date.now() > until) throw new Error(`"${words}" was never said:\n${lines.join("\n")}`);
        await sleep(5);
      }
    },
    async sql(query) {
      const asked = encodeURIComponent(JSON.stringify({ json: { sql: query, params: [] } }));
      const response = await fetch(`${url}/sql/db?sql=${asked}`);
      if (!response.ok) throw new Error(await response.text());
      return ((await response.json()) as { rows: Record<string, unknown>[] }).rows;
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}
