import { IndexFailed, runIndex } from "@gpu-yield-vaults/indexer/run";
import { createNode } from "@gpu-yield-vaults/sdk/logs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Address } from "viem";
import type { Progress } from "../lib/progress.ts";

/** What the index of the local chain is about. */
export type LocalIndex = { root: string; rpcUrl: string; directory: string; port: number };

/**
 * Starts an index of the local chain beside it, which is ready some seconds later. The web app does without it: where
 * the index fails, that is said, and everything else goes on.
 */
export function startIndexer(
  { root, rpcUrl, directory, port }: LocalIndex,
  progress: Progress,
  signal: AbortSignal,
): void {
  const folder = join(root, "build", "index", "local");
  const run = async () => {
    // The chain of the last start is gone.
    await rm(folder, { recursive: true, force: true });
    await runIndex({
      node: createNode(rpcUrl),
      directory: directory as Address,
      fromBlock: 0,
      port,
      folder,
      signal,
      onReady: () => progress.say(`the index has read all of it: ${indexUrl(port)}/v1/health`),
    });
  };
  run().catch((error: unknown) => {
    if (signal.aborted) return;
    const lines = error instanceof IndexFailed ? error.lines : [];
    progress.say([`the index ended: ${String(error)}`, ...lines].join("\n    "));
  });
}

/** Where an index of this machine is asked. */
export const indexUrl = (port: number): string => `http://127.0.0.1:${port}`;
