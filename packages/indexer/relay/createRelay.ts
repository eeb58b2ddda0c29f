import { NodeError, type Requester } from "@gpu-yield-vaults/sdk/logs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Address } from "viem";
import { z } from "zod";
import { LogRanges } from "./LogRanges.ts";
import { filterOf } from "./rawLogs.ts";

const INTERNAL_ERROR = -32_603;
const PARSE_ERROR = -32_700;

/** Milliseconds for which Ponder may have nothing to ask. */
const LONGEST_SILENCE = 3_600_000;

const call = z.object({
  id: z.union([z.string(), z.number(), z.null()]).default(null),
  method: z.string(),
  params: z.unknown().optional(),
});

/**
 * A node for Ponder, in front of the one that was named: with the SDK's patience and its several addresses, keys never
 * reach Ponder's log, and what is asked for together travels together.
 */
export function createRelay(node: Requester, addresses: readonly Address[]): Server {
  const ranges = new LogRanges(node, addresses);

  async function answer(text: string): Promise<unknown> {
    let id: string | number | null = null;
    try {
      const asked = call.parse(JSON.parse(text));
      id = asked.id;
      const filter = filterOf(asked.method, asked.params);
      const result = filter ? await ranges.read(filter) : await node.request(asked);
      return { jsonrpc: "2.0", id, result };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const code = error instanceof NodeError ? (error.code ?? INTERNAL_ERROR) : PARSE_ERROR;
      return { jsonrpc: "2.0", id, error: { code, message } };
    }
  }

  const server = createServer((request, response) => {
    void read(request).then(async (text) => {
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(await answer(text)));
    });
  });
  // Ponder keeps its connections: one that is closed just as it asks again would count as a node that has failed.
  server.keepAliveTimeout = LONGEST_SILENCE;
  return server;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
