import type { EthereumProvider } from "hardhat/types/providers";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createRpcServer } from "../../../../scripts/start/rpcServer.ts";

type Asked = { method: string; params: unknown[] };

/** A fault of JSON-RPC: the words, and the code, of a refusal; or a result in place of the chain's. */
export type CallFault = { code: number; message: string; data?: string } | { result: unknown } | undefined;

/** A fault of HTTP: a page, or no answer at all; or the chain's answer, lost or cut in half on its way. */
export type PageFault =
  { status: number; body?: string; headers?: Record<string, string> } | "drop" | "lose" | "cut" | undefined;

export type Faults = {
  /** Asked before each request. */
  page?: (calls: readonly Asked[], path: string) => PageFault;
  /** Asked before each call of a request. */
  call?: (call: Asked) => CallFault;
  /** What becomes of the chain's answer to a call. */
  answer?: (call: Asked, result: unknown) => unknown;
};

export type FaultyNode = {
  url: string;
  port: number;
  /** Every request so far, the ones that failed too. */
  requests: { calls: readonly Asked[]; headers: IncomingHttpHeaders; path: string; at: number }[];
  /** Ranges of blocks that logs were asked of, in order. */
  ranges(): [from: number, to: number][];
  close(): Promise<void>;
};

/** A real chain behind a node that limits, lags, drops and refuses as it is told. */
export async function serveFaulty(chain: EthereumProvider, faults: Faults): Promise<FaultyNode> {
  const requests: FaultyNode["requests"] = [];
  const provider = {
    async request({ method, params }: Asked): Promise<unknown> {
      const fault = faults.call?.({ method, params });
      if (fault && "result" in fault) return fault.result;
      if (fault) throw Object.assign(new Error(fault.message), fault);
      const result: unknown = await chain.request({ method, params });
      return faults.answer ? faults.answer({ method, params }, result) : result;
    },
  } as unknown as EthereumProvider;
  const inner = createRpcServer(provider);

  const server = createServer((incoming, response) => {
    void bodyOf(incoming).then((body) => {
      const calls = [JSON.parse(body) as Asked | Asked[]].flat();
      const path = incoming.url ?? "";
      requests.push({ calls, headers: incoming.headers, path, at: Date.now() });
      const fault = faults.page?.(calls, path);
      if (fault === "drop") return void incoming.socket.destroy();
      if (typeof fault === "object") return void response.writeHead(fault.status, fault.headers).end(fault.body ?? "");
      if (fault !== undefined) spoil(response, fault);
      // The body has been read; the node reads it again.
      const again = Object.assign(toStream(body), { method: incoming.method, headers: incoming.headers });
      inner.emit("request", again, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    ranges: () =>
      requests
        .flatMap(({ calls }) => calls)
        .filter(({ method }) => method === "eth_getLogs")
        .map(({ params }) => {
          const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string };
          return [Number(fromBlock), Number(toBlock)];
        }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the chain did is done; its answer does not come, or not whole. */
function spoil(response: ServerResponse, fault: "lose" | "cut"): void {
  const end = response.end.bind(response) as (text: string) => ServerResponse;
  const spoiled = (text: string) => (fault === "cut" ? end(text.slice(0, text.length / 2)) : response.destroy());
  Object.assign(response, { end: spoiled });
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function toStream(body: string) {
  return {
    async *[Symbol.asyncIterator]() {
      yield await Promise.resolve(Buffer.from(body));
    },
  };
}
