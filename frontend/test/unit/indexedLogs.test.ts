import { expect } from "chai";
import type { Address } from "viem";
import { IndexedLogs } from "../../src/lib/history/IndexedLogs";
import type { LogSource, PastLog } from "../../src/lib/history/LogSource";

const ADDRESS: Address = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
const HEAD = { number: 10_000n, chain: 0, genesis: undefined };

/** Who was asked for which blocks, in order. */
type Asked = [who: "index" | "node", from: number, to: number];

/** A node that answers a thousand blocks at once, and an index that goes as far as it is told to. */
class Sources {
  readonly asked: Asked[] = [];
  indexed: bigint | undefined;

  readonly node: LogSource = {
    read: async function* (this: Sources, _: readonly Address[], from: bigint, { number }: { number: bigint }) {
      for (let start = from; start <= number; start += 1_000n) {
        const to = start + 999n < number ? start + 999n : number;
        this.asked.push(["node", Number(start), Number(to)]);
        yield await Promise.resolve({ to, logs: logsOf(start, to) });
      }
    }.bind(this),
  };

  readonly index = {
    isAsked: true,
    pause: () => {
      this.index.isAsked = false;
    },
    ask: (_: string, { from, to }: Record<string, string>) => {
      if (!this.index.isAsked) return Promise.resolve(undefined);
      const [first, last] = [BigInt(from ?? 0), BigInt(to ?? 0)];
      this.asked.push(["index", Number(first), Number(last)]);
      if (this.indexed === undefined) this.index.pause();
      if (this.indexed === undefined) return Promise.resolve(undefined);
      const end = last < this.indexed ? last : this.indexed;
      const page = end < first + 3_999n ? end : first + 3_999n;
      const logs = logsOf(first, page).map(({ blockNumber, transactionHash, blockTimestamp, ...log }) => ({
        ...log,
        block: blockNumber,
        time: blockTimestamp ?? 0n,
        transaction: transactionHash,
      }));
      return Promise.resolve({ to: page, logs });
    },
  };

  async read(from = 0n, onBatch: () => void = () => undefined): Promise<number[]> {
    const source = new IndexedLogs(this.index as never, this.node);
    const blocks: number[] = [];
    for await (const { logs } of source.read([ADDRESS], from, HEAD)) {
      blocks.push(...logs.map(({ blockNumber }) => Number(blockNumber)));
      onBatch();
    }
    return blocks;
  }
}

/** One log in every hundredth block. */
function logsOf(from: bigint, to: bigint): PastLog[] {
  const first = (from + 99n) / 100n;
  return Array.from({ length: Math.max(Number(to / 100n - first) + 1, 0) }, (_, index) => ({
    address: ADDRESS,
    topics: [],
    data: "0x",
    blockNumber: (first + BigInt(index)) * 100n,
    blockTimestamp: 7n,
    logIndex: 0,
    transactionHash: "0x",
  }));
}

const ALL = Array.from({ length: 101 }, (_, index) => index * 100);

describe("the past of an index", () => {
  let sources: Sources;
  beforeEach(() => {
    sources = new Sources();
  });

  it("is the index's page by page, but for the blocks that may still be replaced", async () => {
    sources.indexed = 10_000n;
    expect(await sources.read()).to.deep.equal(ALL);
    expect(sources.asked).to.deep.equal([
      ["index", 0, 9_968],
      ["index", 4_000, 9_968],
      ["index", 8_000, 9_968],
      ["node", 9_969, 10_000],
    ]);
  });

  it("is the node's beyond what the index has, which is not asked again at once", async () => {
    sources.indexed = 3_500n;
    expect(await sources.read()).to.deep.equal(ALL);
    expect(sources.asked.slice(0, 4)).to.deep.equal([
      ["index", 0, 9_968],
      ["index", 3_501, 9_968],
      ["node", 3_501, 4_500],
      ["node", 4_501, 5_500],
    ]);
    expect(sources.asked.filter(([who]) => who === "index")).to.have.length(2);
  });

  it("is the node's where the index gives no answer", async () => {
    expect(await sources.read()).to.deep.equal(ALL);
    expect(sources.asked.filter(([who]) => who === "index")).to.have.length(1);
  });

  it("is the index's again as soon as that is back", async () => {
    let batches = 0;
    const read = await sources.read(0n, () => {
      if (++batches !== 2) return;
      sources.indexed = 10_000n;
      sources.index.isAsked = true;
    });
    expect(read).to.deep.equal(ALL);
    expect(sources.asked).to.deep.equal([
      ["index", 0, 9_968],
      ["node", 0, 999],
      ["node", 1_000, 1_999],
      ["index", 2_000, 9_968],
      ["index", 6_000, 9_968],
      ["node", 9_969, 10_000],
    ]);
  });

  it("is the node's alone for few blocks", async () => {
    sources.indexed = 10_000n;
    expect(await sources.read(9_800n)).to.deep.equal([9_800, 9_900, 10_000]);
    expect(sources.asked).to.deep.equal([["node", 9_800, 10_000]]);
  });
});
