import { expect } from "chai";
import { createPublicClient, parseAbi, type Address } from "viem";
import { nodeErrorOf } from "@gpu-yield-vaults/sdk/logs";
import { nodeOf, nodeTransport } from "../../src/lib/chain/nodeTransport";
import { explain } from "../../src/lib/errors/explain";
import { createSay } from "../../src/lib/errors/say";
import { serveFaulty, type FaultyNode, type Faults } from "../../../test/sdk/logs/support/faultyNode";
import { localChain, type LocalChain } from "./localChain";

const BUSY = { status: 429, body: "too many requests", headers: { "retry-after": "1" } };
const GONE = { status: 502, body: "<html>Bad Gateway</html>" };
const DOLLAR = parseAbi([
  "function balanceOf(address) view returns (uint256)",
  "function transfer(address, uint256) returns (bool)",
  "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
]);
const STRANGER: Address = "0x00000000000000000000000000000000000000ff";
const say = createSay({ assetSymbol: "tUSD", assetDecimals: 6, shareSymbol: "gpuUSD", shareDecimals: 12 });

describe("the page's nodes", function () {
  this.timeout(30_000);
  let chain: LocalChain;
  const nodes: FaultyNode[] = [];
  before(async () => {
    chain = await localChain();
  });
  after(() => Promise.all(nodes.map((node) => node.close())));

  async function serve(faults: Faults = {}): Promise<FaultyNode> {
    const node = await serveFaulty(chain.provider, faults);
    nodes.push(node);
    return node;
  }
  const clientOf = (...served: FaultyNode[]) =>
    createPublicClient({ transport: nodeTransport(nodeOf({ rpcUrls: served.map(({ url }) => url) })) });
  const read = (client: ReturnType<typeof clientOf>) =>
    client.readContract({ address: chain.token, abi: DOLLAR, functionName: "balanceOf", args: [STRANGER] });

  it("answer reads of one moment in one request", async () => {
    const served = await serve();
    const client = clientOf(served);
    const [balance, number, code] = await Promise.all([
      read(client),
      client.getBlockNumber(),
      client.getCode({ address: chain.token }),
    ]);
    expect([balance, number, code?.slice(0, 4)]).to.deep.equal([0n, 1n, "0x60"]);
    expect(served.requests.map(({ calls }) => calls.length)).to.deep.equal([3]);
  });

  it("learn how many calls the node takes at once", async () => {
    const served = await serve({
      page: (calls) => (calls.length > 4 ? { status: 413, body: "batch too large" } : undefined),
    });
    const client = clientOf(served);
    const counts = Array.from({ length: 12 }, () => client.getTransactionCount({ address: STRANGER }));
    expect(await Promise.all(counts)).to.deep.equal(Array(12).fill(0));
    const sizes = served.requests.map(({ calls }) => calls.length);
    expect(sizes.slice(0, 3)).to.deep.equal([12, 6, 3]);
    expect(Math.max(...sizes.slice(3))).to.be.lessThan(7);
  });

  it("wait as long as a busy one says", async () => {
    let refusals = 1;
    const served = await serve({ page: () => (refusals-- > 0 ? BUSY : undefined) });
    expect(await read(clientOf(served))).to.equal(0n);
    const [first, second] = served.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).to.be.at.least(990);
  });

  it("are asked in a row, and the one that answers stays the first", async () => {
    const [gone, alive] = [await serve({ page: () => GONE }), await serve()];
    const client = clientOf(gone, alive);
    expect([await read(client), await read(client)]).to.deep.equal([0n, 0n]);
    expect([gone.requests.length, alive.requests.length]).to.deep.equal([1, 2]);
  });

  it("are given up within seconds, in their own words", async () => {
    const served = await serve({ page: () => GONE });
    const error = await read(clientOf(served)).catch((reason: unknown) => reason);
    expect(nodeErrorOf(error)?.words).to.equal("502 Bad Gateway");
    expect(explain(error, say)).to.deep.equal({
      kind: "network",
      what: "The node did not answer.",
      next: "Check the address and the connection, or ask another node.",
      detail: `The node at ${served.url} does not answer: 502 Bad Gateway`,
    });
  });

  it("tell a revert from a failure, with its data", async () => {
    const client = clientOf(await serve());
    const call = { address: chain.token, abi: DOLLAR, functionName: "transfer", args: [STRANGER, 5n] } as const;
    const error = await client.simulateContract({ ...call, account: STRANGER }).catch((reason: unknown) => reason);
    expect(explain(error, say).detail).to.equal(
      "ERC20InsufficientBalance(sender: 0x00000000000000000000000000000000000000ff, balance: 0, needed: 5)",
    );
  });
});
