import { createNode, NodeError } from "@gpu-yield-vaults/sdk/logs";
import { expect } from "chai";
import { chainWithLogs, type LoggedChain } from "./support/loggedChain.ts";
import { serveFaulty, type FaultyNode, type Faults } from "./support/faultyNode.ts";

const BLOCK = { method: "eth_getBlockByNumber", params: ["0x1", false] };
const NUMBER = { method: "eth_blockNumber" };

describe("createNode", function () {
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

  const sizes = ({ requests }: FaultyNode) => requests.map(({ calls }) => calls.length);
  const many = (count: number) => Array.from({ length: count }, () => NUMBER);
  const failureOf = async (asking: Promise<unknown>): Promise<NodeError> => {
    const error = await asking.then(() => undefined).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(NodeError);
    return error as NodeError;
  };

  describe("given several calls", () => {
    it("sends what is asked at the same moment together", async () => {
      const served = await serve({});
      const node = createNode(served.url);
      const [number, block] = await Promise.all([node.request(NUMBER), node.request(BLOCK)]);
      expect(number).to.equal(`0x${chain.head.toString(16)}`);
      expect((block as { number: string }).number).to.equal("0x1");
      expect(sizes(served)).to.deep.equal([2]);
    });

    it("waits for others to travel with, where it is told to", async () => {
      const served = await serve({});
      const node = createNode(served.url, { gather: 50 });
      const first = node.request(NUMBER);
      await new Promise((resolve) => setTimeout(resolve, 10));
      await Promise.all([first, node.request(BLOCK)]);
      expect(sizes(served)).to.deep.equal([2]);
    });

    for (const [name, fault] of [
      [
        "in words for all",
        {
          status: 200,
          body: '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"maximum 10 calls in 1 batch"}}',
        },
      ],
      ["by its HTTP status", { status: 413, body: "<html>Request Entity Too Large</html>" }],
      [
        "without a reason",
        { status: 200, body: '{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"}}' },
      ],
    ] as const) {
      it(`asks for fewer at once when a node says that it takes no more: ${name}`, async () => {
        const served = await serve({ page: (calls) => (calls.length > 10 ? fault : undefined) });
        const answers = await createNode(served.url, { batch: 40 }).ask(many(40));
        expect(answers).to.deep.equal(many(40).map(() => ({ result: `0x${chain.head.toString(16)}` })));
        expect(sizes(served).slice(0, 3)).to.deep.equal([40, 20, 10]);
      });
    }

    it("asks for more again later", async () => {
      let isTight = true;
      const served = await serve({ page: (calls) => (isTight && calls.length > 10 ? { status: 413 } : undefined) });
      const node = createNode(served.url, { batch: 40 });
      await node.ask(many(40));
      isTight = false;
      await node.ask(many(200));
      expect(Math.max(...sizes(served).slice(-3))).to.equal(40);
    });

    it("keeps what was answered, and asks for the rest alone", async () => {
      let isBusy = true;
      const served = await serve({
        call: ({ method }) => {
          if (method !== "eth_getBlockByNumber" || !isBusy) return undefined;
          isBusy = false;
          return { code: 429, message: "Your app has exceeded its compute units per second capacity." };
        },
      });
      const [number, block] = await createNode(served.url).ask([NUMBER, BLOCK]);
      expect(number).to.deep.equal({ result: `0x${chain.head.toString(16)}` });
      expect(block).to.have.nested.property("result.number", "0x1");
      expect(served.requests.map(({ calls }) => calls.map(({ method }) => method))).to.deep.equal([
        ["eth_blockNumber", "eth_getBlockByNumber"],
        ["eth_getBlockByNumber"],
      ]);
    });

    it("slows down for a node that is busy, and asks for as many as before", async () => {
      let asked = 0;
      const served = await serve({ page: () => (asked++ < 3 ? { status: 429 } : undefined) });
      await createNode(served.url).ask(many(20));
      expect(sizes(served)).to.deep.equal([20, 20, 20, 20]);
      const times = served.requests.map(({ at }) => at);
      expect((times[3] ?? 0) - (times[2] ?? 0)).to.be.greaterThan((times[1] ?? 0) - (times[0] ?? 0));
    });
  });

  describe("given a call that the chain refuses", () => {
    it("hands on what it said, and asks nobody else", async () => {
      const refusal = { code: 3, message: "execution reverted: try again when unavailable", data: "0x12345678" };
      const served = await serve({ call: () => refusal });
      const other = await serve({});
      const node = createNode([served.url, other.url]);
      expect(await node.ask([NUMBER])).to.deep.equal([{ error: refusal }]);
      const error = await failureOf(node.request(NUMBER));
      expect(error).to.include({ fault: "refused", code: 3, data: "0x12345678", words: refusal.message });
      expect(other.requests).to.have.length(0);
    });

    it("never sends a transaction twice", async () => {
      const served = await serve({ page: () => "drop" });
      const other = await serve({});
      const node = createNode([served.url, other.url]);
      const error = await failureOf(node.request({ method: "eth_sendRawTransaction", params: ["0x00"] }));
      expect(error.fault).to.equal("gone");
      expect([...sizes(served), ...sizes(other)]).to.deep.equal([1]);
    });
  });

  describe("given secrets in an address", () => {
    const KEY = "0123456789abcdef0123456789abcdef";

    it("authenticates with credentials", async () => {
      const served = await serve({});
      await createNode(`http://us%65r:p%3Ass@127.0.0.1:${served.port}`).request(NUMBER);
      const basic = Buffer.from("user:p:ss").toString("base64");
      expect(served.requests[0]?.headers.authorization).to.equal(`Basic ${basic}`);
    });

    it("asks at the whole address, and never prints more of it than the host", async () => {
      const served = await serve({
        page: (_, path) => ({
          status: 403,
          body: `project ${KEY} of user is not allowed at ${path}, by token swordfish`,
        }),
      });
      const host = `127.0.0.1:${served.port}`;
      const error = await failureOf(createNode(`http://user:secret@${host}/v3/${KEY}?token=swordfish`).request(NUMBER));
      expect(served.requests[0]?.path).to.equal(`/v3/${KEY}?token=swordfish`);
      expect(error.message).to.equal(
        `The node at http://${host}/… refuses: 403 project … of … is not allowed at /v3/…?token=…, by token …`,
      );
    });
  });

  describe("given nobody there", () => {
    it("says so in the words of the network", async () => {
      const error = await failureOf(createNode("http://127.0.0.1:9", { patience: 0 }).request(NUMBER));
      expect(error).to.include({ fault: "gone", node: "http://127.0.0.1:9" });
    });

    it("does not wait for an answer for ever", async () => {
      const served = await serve({
        call: () => undefined,
        page: () => ({ status: 200, headers: { "content-length": "9" } }),
      });
      const error = await failureOf(createNode(served.url, { patience: 0, timeout: 200 }).request(NUMBER));
      expect(error.fault).to.equal("gone");
    });
  });
});
