import { createNode, LogReader, NodeError, readLogs, type LogReaderOptions } from "@gpu-yield-vaults/sdk/logs";
import { expect } from "chai";
import { createPublicClient, http, keccak256, toHex } from "viem";
import { chainWithLogs, type LoggedChain } from "./support/loggedChain.ts";
import { serveFaulty, type FaultyNode, type Faults } from "./support/faultyNode.ts";

/** What is said of a range of more than 50 blocks, by whom. */
const TOO_LARGE: readonly [node: string, code: number, words: string][] = [
  [
    "Alchemy",
    -32_602,
    "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on " +
      "the response size, or you can request any block range with a cap of 10K logs in the response.",
  ],
  [
    "Alchemy, free",
    -32_600,
    "Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range.",
  ],
  ["Infura", -32_005, "query returned more than 10000 results"],
  ["QuickNode", -32_614, "eth_getLogs is limited to a 10,000 range"],
  ["QuickNode, old", -32_602, "eth_getLogs and eth_newFilter are limited to a 10,000 blocks range"],
  ["geth", -32_005, "query timeout exceeded"],
  ["op-geth", -32_000, "exceed maximum block range: 5000"],
  ["erigon", -32_000, "requested too many blocks from 0 to 5000, maximum is set to 2048"],
  ["reth", -32_602, "query exceeds max block range 100000"],
  ["reth, results", -32_602, "query exceeds max results 20000, retry with the range 1-2"],
  ["anvil", -32_602, "query exceeds max block range 100000"],
  ["Nethermind", -32_005, "Too many logs requested. Max logs per response is 20000."],
  ["Besu", -32_005, "Requested range exceeds maximum RPC range limit"],
  ["Ankr", -32_600, "block range is too wide"],
  ["Cloudflare", -32_047, "Invalid eth_getLogs request. 'fromBlock'-'toBlock' range too large. Max range: 800"],
  ["Base", -32_602, "block range too large"],
  ["Base, size", -32_020, "backend response too large"],
  ["Chainstack", -32_005, "Block range limit exceeded. See more details at the documentation"],
  ["dRPC", 35, "ranges over 10000 blocks are not supported on free plan"],
  ["1RPC", -32_001, "eth_getLogs is limited to 0 - 10000 blocks range"],
  ["Orbit", -32_000, "log query timed out"],
];

describe("LogReader", function () {
  this.timeout(60_000);

  let chain: LoggedChain;
  const nodes: FaultyNode[] = [];
  before(async () => {
    chain = await chainWithLogs();
  });
  after(() => Promise.all(nodes.map((node) => node.close())));

  async function serve(faults: Faults): Promise<FaultyNode> {
    const node = await serveFaulty(chain.provider, faults);
    nodes.push(node);
    return node;
  }

  /** The blocks of all transfers, as a reader finds them. */
  async function read(urls: string | string[], options: LogReaderOptions = { range: 200, patience: 10_000 }) {
    const node = createNode(urls, { patience: options.patience ?? 10_000 });
    const logs = await readLogs(node, { address: chain.token }, 0n, chain.head, options);
    return logs.map(({ blockNumber }) => Number(blockNumber));
  }

  const isTooLarge = (limit: number, { method, params }: { method: string; params: unknown[] }): boolean => {
    if (method !== "eth_getLogs") return false;
    const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string };
    return Number(toBlock) - Number(fromBlock) + 1 > limit;
  };

  describe("given a node that answers", () => {
    it("gives every log once, in the chain's order, and takes ranges no larger than asked for", async () => {
      const node = await serve({});
      expect(await read(node.url)).to.deep.equal(chain.blocks);
      expect(node.ranges()).to.deep.equal([
        [0, 199],
        [200, Number(chain.head)],
      ]);
    });

    it("gives them batch by batch, each to the block where the next goes on", async () => {
      const node = await serve({});
      const reader = new LogReader(createNode(node.url), { range: 150 });
      const batches: [number, number][] = [];
      for await (const { to, logs } of reader.read({ address: chain.token }, 0n, chain.head)) {
        batches.push([Number(to), logs.length]);
      }
      expect(batches).to.deep.equal([
        [149, chain.blocks.filter((block) => block < 150).length],
        [299, chain.blocks.filter((block) => block >= 150 && block < 300).length],
        [Number(chain.head), 3],
      ]);
    });

    it("asks for topics", async () => {
      const node = await serve({});
      const ofTopic = (name: string) =>
        readLogs(createNode(node.url), { address: [chain.token], topics: [keccak256(toHex(name))] }, 0n, chain.head);
      expect(await ofTopic("Transfer(address,address,uint256)")).to.have.length(chain.blocks.length);
      expect(await ofTopic("Approval(address,address,uint256)")).to.deep.equal([]);
    });

    it("asks a client of viem as well", async () => {
      const node = await serve({
        call: (call) =>
          isTooLarge(50, call) ? { code: -32_005, message: "query returned more than 10000 results" } : undefined,
      });
      const client = createPublicClient({ transport: http(node.url, { batch: true, retryCount: 0 }) });
      const logs = await readLogs(client, { address: chain.token }, 0n, chain.head, { range: 200 });
      expect(logs.map(({ blockNumber }) => Number(blockNumber))).to.deep.equal(chain.blocks);
    });
  });

  describe("given a node that limits ranges", () => {
    for (const [name, code, message] of TOO_LARGE) {
      it(`asks for less when it says so in the words of ${name}`, async () => {
        const node = await serve({ call: (call) => (isTooLarge(50, call) ? { code, message } : undefined) });
        expect(await read(node.url)).to.deep.equal(chain.blocks);
        expect(node.ranges().filter(([from, to]) => to - from + 1 > 50).length).to.be.lessThan(6);
      });
    }

    it("takes the range that it offers", async () => {
      const node = await serve({
        call: (call) => {
          if (!isTooLarge(70, call)) return undefined;
          const [{ fromBlock }] = call.params as [{ fromBlock: string }];
          const works = `[${fromBlock}, 0x${(Number(fromBlock) + 69).toString(16)}]`;
          return { code: -32_602, message: `Log response size exceeded. This block range should work: ${works}` };
        },
      });
      expect(await read(node.url)).to.deep.equal(chain.blocks);
      expect(node.ranges().slice(0, 3)).to.deep.equal([
        [0, 199],
        [0, 69],
        [70, 139],
      ]);
    });

    it("grows again where there is less", async () => {
      const node = await serve({
        call: ({ method, params }) => {
          if (method !== "eth_getLogs") return undefined;
          const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string };
          const found = chain.blocks.filter((block) => block >= Number(fromBlock) && block <= Number(toBlock));
          return found.length > 10 ? { code: -32_005, message: "query returned more than 10 results" } : undefined;
        },
      });
      expect(await read(node.url)).to.deep.equal(chain.blocks);
      const sizes = node.ranges().map(([from, to]) => to - from + 1);
      const least = Math.min(...sizes);
      expect(least).to.be.lessThan(26);
      expect(Math.max(...sizes.slice(sizes.indexOf(least)))).to.be.greaterThan(2 * least);
    });

    it("looks again where logs may have been cut off at a round number", async () => {
      const one = {
        address: chain.token,
        topics: [],
        data: "0x",
        blockHash: `0x${"1".repeat(64)}`,
        transactionHash: `0x${"2".repeat(64)}`,
        transactionIndex: "0x0",
        removed: false,
      };
      const logs = Array.from({ length: 1_500 }, (_, index) => ({
        ...one,
        blockNumber: toHex(Math.floor(index / 5)),
        logIndex: toHex(index % 5),
      }));
      const node = await serve({
        call: ({ method, params }) => {
          if (method !== "eth_getLogs") return undefined;
          const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string };
          const within = logs.filter(
            ({ blockNumber }) => Number(blockNumber) >= Number(fromBlock) && Number(blockNumber) <= Number(toBlock),
          );
          return { result: within.slice(0, 1_000) };
        },
      });
      expect(await read(node.url, { range: 1_000 })).to.have.length(1_500);
    });

    it("says so when one block alone is too much", async () => {
      const node = await serve({
        call: (call) =>
          isTooLarge(0, call) ? { code: -32_005, message: "query returned more than 10000 results" } : undefined,
      });
      const error = await failureOf(read(node.url));
      expect(error.fault).to.equal("range");
      expect(error.words).to.equal("query returned more than 10000 results");
    });
  });

  describe("given a node that lags", () => {
    it("waits until it knows the last block of a range, though it has given logs", async () => {
      let asked = 0;
      const node = await serve({
        call: ({ method, params }) => {
          if (method === "eth_getBlockByNumber" && BigInt(params[0] as string) === chain.head && asked++ < 2) {
            return { result: null };
          }
          // What it has, as if that were all.
          if (
            method === "eth_getLogs" &&
            asked < 3 &&
            BigInt((params[0] as { toBlock: string }).toBlock) === chain.head
          ) {
            return { result: [] };
          }
          return undefined;
        },
      });
      expect(await read(node.url)).to.deep.equal(chain.blocks);
    });

    it("waits when it says so, and asks for no less", async () => {
      let asked = 0;
      const node = await serve({
        call: ({ method }) =>
          method === "eth_getLogs" && asked++ < 2
            ? { code: -32_602, message: "block range extends beyond current head block" }
            : undefined,
      });
      expect(await read(node.url)).to.deep.equal(chain.blocks);
      expect(node.ranges()[2]).to.deep.equal([0, 199]);
    });

    it("gives up after a while, and says which block is missing", async () => {
      const node = await serve({
        call: ({ method }) => (method === "eth_getBlockByNumber" ? { result: null } : undefined),
      });
      const error = await failureOf(read(node.url, { range: 200, patience: 600 }));
      expect(error.fault).to.equal("behind");
      expect(error.words).to.equal("block 199 is null");
    });

    it("waits for logs that are null", async () => {
      let asked = 0;
      const node = await serve({
        call: ({ method }) => (method === "eth_getLogs" && asked++ < 1 ? { result: null } : undefined),
      });
      expect(await read(node.url)).to.deep.equal(chain.blocks);
    });
  });

  describe("given a node that is busy or gone", () => {
    const pages: [string, Exclude<Faults["page"], undefined> extends (...args: never) => infer P ? P : never][] = [
      ["429", { status: 429, body: "Too Many Requests" }],
      [
        "429 in JSON",
        {
          status: 429,
          body: JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: 429, message: "compute units per second" } }),
        },
      ],
      [
        "502 and a page",
        { status: 502, body: "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>" },
      ],
      ["503 and a page", { status: 503, body: "<html><body>Service Temporarily Unavailable</body></html>" }],
      ["500 and nothing", { status: 500 }],
      ["200 and a page", { status: 200, body: "<html>maintenance</html>" }],
      ["a dropped socket", "drop"],
    ];
    for (const [name, fault] of pages) {
      it(`waits, and then asks for the same: ${name}`, async () => {
        let asked = 0;
        const node = await serve({ page: () => (asked++ < 2 ? fault : undefined) });
        expect(await read(node.url)).to.deep.equal(chain.blocks);
        expect(new Set(node.ranges().map(([from, to]) => to - from + 1))).to.deep.equal(
          new Set([200, Number(chain.head) - 199]),
        );
      });
    }

    for (const [code, message] of [
      [-32_005, "daily request count exceeded, request rate limited"],
      [-32_016, "over rate limit"],
      [-32_007, "100/second request limit reached"],
      [-32_011, "no backend is currently healthy to serve traffic"],
      [-32_000, "upstream connect error"],
    ] as const) {
      it(`waits, and then asks for the same: ${message}`, async () => {
        let asked = 0;
        const node = await serve({
          call: ({ method }) => (method === "eth_getLogs" && asked++ < 2 ? { code, message } : undefined),
        });
        expect(await read(node.url)).to.deep.equal(chain.blocks);
        expect(node.ranges().slice(0, 4)).to.deep.equal([
          [0, 199],
          [0, 199],
          [0, 199],
          [200, Number(chain.head)],
        ]);
      });
    }

    it("waits as long as it is told to", async () => {
      let asked = 0;
      const node = await serve({
        page: () => (asked++ < 1 ? { status: 429, headers: { "retry-after": "1" } } : undefined),
      });
      expect(await read(node.url)).to.deep.equal(chain.blocks);
      const [first, ...others] = node.requests.map(({ at }) => at);
      expect(Math.min(...others) - (first ?? 0)).to.be.greaterThan(900);
    });

    it("does not wait where that would take longer than its patience, and gives the node's reason", async () => {
      const node = await serve({
        page: () => ({ status: 429, headers: { "retry-after": "3600" }, body: "come back in an hour" }),
      });
      const error = await failureOf(read(node.url));
      expect(error.fault).to.equal("busy");
      expect(error.wait).to.equal(3_600_000);
      expect(error.message).to.equal(`The node at ${node.url} is busy: 429 come back in an hour`);
      expect(error.next).to.equal("Wait, or ask another node.");
    });

    it("keeps what it has read: after a failure it goes on where it was", async () => {
      let isGone = false;
      const node = await serve({ page: () => (isGone ? "drop" : undefined) });
      const reader = new LogReader(createNode(node.url, { patience: 300 }), { range: 150, patience: 300 });
      const found: number[] = [];
      let next = 0n;
      const readOn = async () => {
        for await (const { to, logs } of reader.read({ address: chain.token }, next, chain.head)) {
          found.push(...logs.map(({ blockNumber }) => Number(blockNumber)));
          next = to + 1n;
          isGone = next === 150n;
        }
      };
      expect((await failureOf(readOn())).fault).to.equal("gone");
      isGone = false;
      await readOn();
      expect(found).to.deep.equal(chain.blocks);
    });
  });

  describe("given a node that refuses", () => {
    it("does not ask again, and says what the node says", async () => {
      const node = await serve({
        page: () => ({ status: 401, body: '{"message":"Invalid authentication credentials"}' }),
      });
      const error = await failureOf(read(node.url));
      expect(error.fault).to.equal("refused");
      expect(error.words).to.equal('401 {"message":"Invalid authentication credentials"}');
      expect(node.requests).to.have.length(1);
    });
  });

  describe("given two endpoints", () => {
    it("asks the other where one is dead, and stays with it", async () => {
      const [dead, alive] = [await serve({ page: () => "drop" }), await serve({})];
      expect(await read([dead.url, alive.url])).to.deep.equal(chain.blocks);
      expect(dead.requests.length).to.be.lessThan(3);
    });

    it("asks the other where nothing listens", async () => {
      const alive = await serve({});
      expect(await read(["http://127.0.0.1:9", alive.url])).to.deep.equal(chain.blocks);
    });

    it("asks the other where one is busy, or refuses everything", async () => {
      const [busy, closed, alive] = [
        await serve({ page: () => ({ status: 429 }) }),
        await serve({ page: () => ({ status: 403, body: "forbidden" }) }),
        await serve({}),
      ];
      expect(await read([busy.url, closed.url, alive.url])).to.deep.equal(chain.blocks);
    });

    it("says that one is busy rather than that the other refuses", async () => {
      const [busy, closed] = [
        await serve({ page: () => ({ status: 429 }) }),
        await serve({ page: () => ({ status: 403 }) }),
      ];
      const error = await failureOf(read([closed.url, busy.url], { patience: 300 }));
      expect(error.fault).to.equal("busy");
    });
  });

  /** What the node was to blame for. */
  async function failureOf(reading: Promise<unknown>): Promise<NodeError> {
    const error = await reading.then(() => undefined).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(NodeError);
    return error as NodeError;
  }
});
