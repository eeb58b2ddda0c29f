import { expect } from "chai";
import { encodeAbiParameters, encodeEventTopics, numberToHex, type Hex } from "viem";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { loanManagerAbi } from "@gpu-yield-vaults/sdk/abi/LoanManager";
import { revenueOracleAbi } from "@gpu-yield-vaults/sdk/abi/RevenueOracle";
import type { ReadContext } from "../../src/lib/chain/client";
import { HistoryReader } from "../../src/lib/history/HistoryReader";

const VAULT = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const OTHER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const SHARES = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const LOANS = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
const START = 1_800_000_000n;

/** A chain on which the vault is paused in every block, and a node that answers a moment later. */
function context(): ReadContext {
  const names = ["queue", "shares", "loans", "origination", "covenants", "registry", "oracle", "workouts", "losses"];
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

const head = (number: bigint, chain = 0) => ({ number, chain, genesis: undefined });

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
    await reader.readUpTo(head(40n));
    const read = await Promise.all([100n, 101n, 103n].map((block) => reader.readUpTo(head(block))));
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
    const read = await reader.readUpTo(head(3n));
    expect(read.map(({ source, eventName, args }) => ({ source, eventName, args }))).to.deep.equal([
      { source: "manager", eventName: "Cured", args: { cluster: 0n } },
      { source: "manager", eventName: "Cured", args: { cluster: 1n } },
    ]);
  });

  it("begins again when the chain has", async () => {
    const reader = new HistoryReader(context());
    await reader.readUpTo(head(100n));
    expect(await reader.readUpTo(head(3n))).to.have.length(4);
  });

  it("begins again on another chain, though it is longer", async () => {
    const asked: number[] = [];
    const { client, deployment } = context();
    const request = (call: { method: string; params: [{ fromBlock: Hex }] }) => {
      if (call.method === "eth_getLogs") asked.push(Number(call.params[0].fromBlock));
      return client.request(call as never);
    };
    const reader = new HistoryReader({ client: { ...client, request }, deployment } as unknown as ReadContext);
    await reader.readUpTo(head(100n));
    expect(await reader.readUpTo(head(200n, 1))).to.have.length(201);
    expect(asked).to.deep.equal([0, 0]);
  });

  it("reads the whole past of an oracle that a manager has taken, and goes on with it", async () => {
    const { client, deployment } = context();
    const [OLD, NEW] = [OTHER, LOANS] as const;
    const logs = [
      { ...logOf(1), address: NEW, ...finalityMoved(7) },
      {
        ...logOf(2),
        address: SHARES,
        topics: encodeEventTopics({
          abi: loanManagerAbi,
          eventName: "OracleReplaced",
          args: { oldOracle: OLD, newOracle: NEW },
        }),
      },
      { ...logOf(90), address: NEW, ...finalityMoved(8) },
    ];
    const request = ({ method, params }: { method: string; params: [LogsAsked] }) =>
      Promise.resolve(
        method !== "eth_getLogs"
          ? {}
          : logs.filter(({ address, blockNumber }) => {
              const [asked] = params;
              const isThere =
                Number(blockNumber) >= Number(asked.fromBlock) && Number(blockNumber) <= Number(asked.toBlock);
              return isThere && [asked.address].flat().includes(address.toLowerCase());
            }),
      );
    const contracts = { ...deployment.contracts, shares: SHARES, loans: OTHER, oracle: OLD };
    const reader = new HistoryReader({
      client: { ...client, request },
      deployment: { ...deployment, contracts },
    } as unknown as ReadContext);

    const named = (records: readonly { eventName: string; args: object }[]) =>
      records.map(({ eventName, args }) => [eventName, "period" in args && args.period]);
    const first = [
      ["FinalityMoved", 7],
      ["OracleReplaced", false],
    ];
    expect(named(await reader.readUpTo(head(60n)))).to.deep.equal(first);
    expect(named(await reader.readUpTo(head(61n)))).to.deep.equal(first);
    expect(named(await reader.readUpTo(head(200n)))).to.deep.equal([...first, ["FinalityMoved", 8]]);
  });

  it("asks for the second of a block where a log says zero", async () => {
    const { client, deployment } = context();
    const log = { ...logOf(1), blockTimestamp: "0x0" };
    const reader = new HistoryReader({
      client: {
        ...client,
        request: ({ method }: { method: string }) => Promise.resolve(method === "eth_getLogs" ? [log] : {}),
        getBlock: () => Promise.resolve({ number: 1n, timestamp: START }),
      },
      deployment,
    } as unknown as ReadContext);
    expect((await reader.readUpTo(head(3n)))[0]?.timestamp).to.equal(Number(START));
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
    const refused = await reader.readUpTo(head(200n)).catch((error: unknown) => error);
    expect((refused as Error).message).to.equal("The node refuses: no more of this");
    const [last] = asked.splice(0).slice(-1);
    isRefused = false;
    expect(await reader.readUpTo(head(200n))).to.have.length(201);
    expect(asked[0]).to.equal(last);
  });
});

type LogsAsked = { fromBlock: Hex; toBlock: Hex; address: string | string[] };

function finalityMoved(period: number) {
  const args = { cluster: 1n, period } as const;
  return {
    topics: encodeEventTopics({ abi: revenueOracleAbi, eventName: "FinalityMoved", args }),
    data: encodeAbiParameters([{ type: "uint40" }, { type: "uint40" }], [1, 2]),
  };
}

class RefusedByNode extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}
