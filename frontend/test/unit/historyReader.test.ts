import { expect } from "chai";
import { encodeEventTopics } from "viem";
import { gpuYieldVaultAbi } from "../../abi";
import type { ReadContext } from "../../src/lib/chain/client";
import { HistoryReader } from "../../src/lib/history/HistoryReader";

const VAULT = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const OTHER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const START = 1_800_000_000n;

/** A chain on which the vault is paused in every block, and a node that answers a moment later. */
function context(): ReadContext {
  const names = ["queue", "book", "registry", "oracle"];
  return {
    client: {
      getLogs: async ({ fromBlock, toBlock }: { fromBlock: bigint; toBlock: bigint }) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return Array.from({ length: Number(toBlock - fromBlock) + 1 }, (_, index) => logOf(fromBlock + BigInt(index)));
      },
    },
    deployment: { blockNumber: 0n, contracts: { ...Object.fromEntries(names.map((n) => [n, OTHER])), vault: VAULT } },
  } as unknown as ReadContext;
}

function logOf(blockNumber: bigint) {
  return {
    address: VAULT,
    topics: encodeEventTopics({ abi: gpuYieldVaultAbi, eventName: "Paused", args: { by: OTHER } }),
    data: "0x",
    blockNumber,
    blockTimestamp: START + blockNumber,
    logIndex: 0,
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

  it("begins again when the chain has", async () => {
    const reader = new HistoryReader(context());
    await reader.readUpTo(100n);
    expect(await reader.readUpTo(3n)).to.have.length(4);
  });
});
