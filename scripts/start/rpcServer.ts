import type { EthereumProvider } from "hardhat/types/providers";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";

const LARGEST_BODY = 8 * 1024 * 1024; // bytes
const INTERNAL_ERROR = -32_603;

const request = z.object({
  id: z.union([z.string(), z.number(), z.null()]).default(null),
  method: z.string(),
  params: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).default([]),
});

type Answer = {
  jsonrpc: "2.0";
  id: string | number | null;
  result?: unknown;
  error?: { code: number; message: string; data?: unknown };
};

/** JSON-RPC over HTTP for a chain of this process, open to every page: its keys are worth nothing. */
export function createRpcServer(provider: EthereumProvider): Server {
  return createServer((incoming, response) => {
    void respond(provider, incoming, response);
  });
}

async function respond(provider: EthereumProvider, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Allow-Headers", "*");
  response.setHeader("Access-Control-Allow-Methods", "POST, OPTIONS");
  response.setHeader("Access-Control-Allow-Private-Network", "true");
  if (incoming.method === "OPTIONS") return void response.writeHead(204).end();
  if (incoming.method !== "POST") return void response.writeHead(405).end("this is a JSON-RPC node: use POST\n");

  let body: unknown;
  try {
    body = JSON.parse(await read(incoming));
  } catch (error) {
    const message = error instanceof Error ? error.message : "unreadable";
    send(response, { jsonrpc: "2.0", id: null, error: { code: -32_700, message } });
    return;
  }
  if (!Array.isArray(body)) {
    send(response, await answer(provider, body));
    return;
  }
  // In order: a batch may depend on its own earlier calls.
  const answers: Answer[] = [];
  for (const call of body) answers.push(await answer(provider, call));
  send(response, answers);
}

async function answer(provider: EthereumProvider, call: unknown): Promise<Answer> {
  const parsed = request.safeParse(call);
  if (!parsed.success) return { jsonrpc: "2.0", id: null, error: { code: -32_600, message: "not a JSON-RPC request" } };
  const { id, method, params } = parsed.data;
  try {
    return { jsonrpc: "2.0", id, result: await provider.request({ method, params }) };
  } catch (error) {
    return { jsonrpc: "2.0", id, error: describe(error) };
  }
}

/** With a revert's data as wallets and libraries look for it: a hex string. */
function describe(error: unknown): NonNullable<Answer["error"]> {
  if (!(error instanceof Error)) return { code: INTERNAL_ERROR, message: String(error) };
  const { code, data } = error as Error & { code?: unknown; data?: unknown };
  const revert = typeof data === "object" && data !== null && "data" in data ? data.data : data;
  return {
    code: typeof code === "number" ? code : INTERNAL_ERROR,
    message: error.message,
    ...(typeof revert === "string" ? { data: revert } : {}),
  };
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) throw new Error(`a request may have at most ${LARGEST_BODY} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, body: Answer | readonly Answer[]): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
