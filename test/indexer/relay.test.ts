import { NodeError, type Call, type Requester } from "@gpu-yield-vaults/sdk/logs";
import { expect } from "chai";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRelay } from "../../packages/indexer/relay/createRelay.ts";

const [VAULT, QUEUE] = [`0x${"a".repeat(40)}`, `0x${"b".repeat(40)}`] as const;
const [TRANSFER, DEPOSIT] = [`0x${"1".repeat(64)}`, `0x${"2".repeat(64)}`] as const;
const word = `0x${"0".repeat(64)}`;

const log = (address: string, topic: string, logIndex: number) => ({
  address,
  topics: [topic, word],
  data: "0x",
  blockHash: word,
  blockNumber: "0x5",
  transactionHash: word,
  transactionIndex: "0x0",
  logIndex: `0x${logIndex.toString(16)}`,
  removed: false,
});

const LOGS = [log(VAULT, TRANSFER, 0), log(VAULT, DEPOSIT, 1), log(QUEUE, DEPOSIT, 2)];

describe("The relay between Ponder and a node", () => {
  let asked: Call[];
  let server: Server;
  before(async () => {
    const node: Requester = {
      request(call) {
        asked.push(call);
        if (call.method === "eth_getLogs") return Promise.resolve(LOGS);
        if (call.method === "eth_call") return Promise.reject(new NodeError("refused", "no such thing", { code: 3 }));
        return Promise.resolve({ number: "0x9" });
      },
    };
    server = createRelay(node, [VAULT, QUEUE]);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(() => {
    asked = [];
  });
  after(() => server.close());

  async function ask(method: string, ...params: unknown[]): Promise<{ result?: unknown; error?: unknown }> {
    const { port } = server.address() as AddressInfo;
    const body = JSON.stringify({ jsonrpc: "2.0", id: 7, method, params });
    const response = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body });
    const { id, ...answer } = (await response.json()) as { id: number; result?: unknown; error?: unknown };
    expect(id).to.equal(7);
    return answer;
  }

  const range = { fromBlock: "0x1", toBlock: "0x9" };
  const placesOf = ({ result }: { result?: unknown }) =>
    (result as { logIndex: string }[]).map(({ logIndex }) => Number(logIndex));

  it("asks the node once for a range, and gives each question its part", async () => {
    const answers = await Promise.all([
      ask("eth_getLogs", { ...range, address: VAULT, topics: [TRANSFER] }),
      ask("eth_getLogs", { ...range, address: [VAULT, QUEUE], topics: [[DEPOSIT]] }),
      ask("eth_getLogs", { ...range, address: QUEUE.toUpperCase().replace("0X", "0x") }),
      ask("eth_getLogs", { ...range, address: VAULT, topics: [null, TRANSFER] }),
    ]);
    expect(answers.map(placesOf)).to.deep.equal([[0], [1, 2], [2], []]);
    const calls = asked.filter(({ method }) => method === "eth_getLogs");
    expect(calls.map(({ params }) => params)).to.deep.equal([[{ address: [VAULT, QUEUE], ...range }]]);
  });

  it("passes on what is asked of one block, as it is", async () => {
    const filter = { blockHash: word };
    expect(placesOf(await ask("eth_getLogs", filter))).to.deep.equal([0, 1, 2]);
    expect(asked[0]).to.deep.include({ method: "eth_getLogs", params: [filter] });
    expect(await ask("eth_getBlockByNumber", "0x9", true)).to.deep.include({ result: { number: "0x9" } });
  });

  it("passes on what the node refuses, with its code", async () => {
    const { error } = await ask("eth_call", {});
    expect(error).to.deep.equal({ code: 3, message: "The node refuses: no such thing" });
  });
});
