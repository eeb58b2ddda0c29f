import { expect } from "chai";
import { encodeEventTopics, numberToHex, type Hex } from "viem";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { loanManagerAbi } from "@gpu-yield-vaults/sdk/abi/LoanManager";
import type { ReadContext } from "../../src/lib/chain/client";
import { HistoryReader } from "../../src/lib/history/HistoryReader";

const VAULT = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const OTHER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const SHARES = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const LOANS = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
const START = 1_800_000_000n;

/** A chain on which the vault is paused in every block, and a node that answers a moment later. */
function context(): ReadContext {
  const names = ["queue", "shares", "loans", "origination", "covenants", "registry", "oracle"];
  return {
    client: {
      request: async ({ method, params }: { method: string; params: unknown[] }) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (method === "eth_getBlockByNumber") return {};
        const { fromBlock, toBlock } = params[0] as { fromBlock: Hex; toBlock: Hex };
        const [from, to] = [Number(fromBlock), Number(toBlock)];
        return Array.from({ length: to - from + 1 }, (_, index) => logOf(from + index));
      },
    },
    deployment: { blockNumber: 0n, contracts: { ...Object.fromEntries(names.map((n) => [n, OTHER])), vault: VAULT } },
  } as unknown as ReadContext;
}

function logOf(block: number) {
  return {
    address: VAULT,
    topics: encodeEventTopics({ abi: gpuYieldVaultAbi, eventName: "Paused", args: { by: OTHER } }),
    data: "0x",
    blockNumber: numberToHex(block),
    blockTimestamp: numberToHex(START + BigInt(block)),
    logIndex: "0x0",
    transactionIndex: "0x0",
    transactionHash: "0x",
  };
}

describe("the history reader", () => {
  it("reads every event once, when blocks come faster than answers", async () => {
    const reader = new HistoryReader(context());
    await reader.readUpTo(40n);
    const read = await Promise.all([100n, 101n, 103n].map((block) => reader.readUpTo(block)));
    for (const [index, end] of [100, 101, 103].entries()) {
      const blocks = read[index]?.map(({ blockNumber }) => Number(blockNumber));
      expect(blocks).to.deep.equal(Array.from({ length: end + 1 }, (_, block) => block));
    }
  });

  it("reads what every manager says by one ABI", async () => {
    const managers = { shares: SHARES, loans: LOANS };
    const { client, deployment } = context();
    const logs = [SHARES, LOANS].map((address, index) => ({
      ...logOf(index),
      address,
      topics: encodeEventTopics({ abi: loanManagerAbi, eventName: "Cured", args: { cluster: BigInt(index) } }),
    }));
    const reader = new HistoryReader({
      client: {
        ...client,
        request: ({ method }: { method: string }) => Promise.resolve(method === "eth_getLogs" ? logs : {}),
      },
      deployment: { ...deployment, contracts: { ...deployment.contracts, ...managers } },
    } as unknown as ReadContext);
    const read = await reader.readUpTo(3n);
    expect(read.map(({ source, eventName, args }) => ({ source, eventName, args }))).to.deep.equal([
      { source: "manager", eventName: "Cured", args: { cluster: 0n } },
      { source: "manager", eventName: "Cured", args: { cluster: 1n } },
    ]);
  });

  it("begins again when the chain has", async () => {
    const reader = new HistoryReader(context());
    await reader.readUpTo(100n);
    expect(await reader.readUpTo(3n)).to.have.length(4);
  });

  it("keeps what it has read when the node refuses the rest", async () => {
    const { client, deployment } = context();
    const asked: number[] = [];
    let isRefused = true;
    const request = (call: { method: string; params: [{ fromBlock: Hex; toBlock: Hex }] }) => {
      if (call.method === "eth_getLogs") {
        const [from, to] = [Number(call.params[0].fromBlock), Number(call.params[0].toBlock)];
        asked.push(from);
        if (to - from >= 50)
          return Promise.reject(new RefusedByNode(-32_005, "query returned more than 10000 results"));
        if (isRefused && from > 100) return Promise.reject(new RefusedByNode(-32_601, "no more of this"));
      }
      return client.request(call as never);
    };
    const reader = new HistoryReader({ client: { ...client, request }, deployment } as unknown as ReadContext);
    const refused = await reader.readUpTo(200n).catch((error: unknown) => error);
    expect((refused as Error).message).to.equal("The node refuses: no more of this");
    const [last] = asked.splice(0).slice(-1);
    isRefused = false;
    expect(await reader.readUpTo(200n)).to.have.length(201);
    expect(asked[0]).to.equal(last);
  });
});

class RefusedByNode extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}
