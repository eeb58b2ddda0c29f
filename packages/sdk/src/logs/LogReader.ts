import { formatLog, numberToHex, type Address, type Hex, type Log, type RpcLog } from "viem";
import { NodeError, nodeErrorOf } from "./NodeError.ts";
import type { Requester } from "./node.ts";
import { patiently } from "./patiently.ts";
import { Size } from "./Size.ts";

/** Whose logs, and which of them: as `eth_getLogs` takes it. */
export type LogFilter = {
  readonly address: Address | readonly Address[];
  readonly topics?: readonly (Hex | readonly Hex[] | null)[];
};

/** One log, in a block for good. */
export type ReadLog = Log<bigint, number, false>;

/** All logs from where the batch before ended to block `to`, in the chain's order. */
export type LogBatch = {
  readonly to: bigint;
  readonly logs: readonly ReadLog[];
};

export type LogReaderOptions = {
  /** Blocks asked for at first, and at most; 10,000 unless told. */
  readonly range?: number;
  /** Milliseconds after which a node that is busy, gone or behind is given up; the node's own unless told. */
  readonly patience?: number;
};

/** A round number of logs may be where the node has cut them off. */
const ROUND = 1_000;

/**
 * Reads logs range by range. A range that a node finds too large is read in smaller ones, which grow again; a node
 * that is busy, or gone, or behind, is waited for. What was learnt of a node is kept from one reading to the next.
 */
export class LogReader {
  private readonly range: Size;
  private readonly patience: number | undefined;

  constructor(
    private readonly node: Requester,
    { range = 10_000, patience = node.patience }: LogReaderOptions = {},
  ) {
    this.range = new Size(range, range);
    this.patience = patience;
  }

  /**
   * All logs from block `from` to block `to`, batch by batch: nothing has to be kept that has been dealt with. Throws a
   * `NodeError` where the node would not answer; whoever goes on after the last batch has missed nothing.
   */
  async *read(filter: LogFilter, from: bigint, to: bigint): AsyncGenerator<LogBatch, void> {
    for (let start = from; start <= to;) {
      const count = Math.min(this.range.now, Number(to - start) + 1);
      const end = start + BigInt(count) - 1n;
      const logs = await this.ask(filter, start, end, count);
      if (!logs) continue;
      yield { to: end, logs };
      start = end + 1n;
    }
  }

  /** `undefined` where that was too much at once. */
  private async ask(filter: LogFilter, from: bigint, to: bigint, count: number): Promise<ReadLog[] | undefined> {
    try {
      const logs = await patiently(() => this.askOnce(filter, from, to), this.patience);
      if (logs.length > 0 && logs.length % ROUND === 0 && this.range.lower(count)) return undefined;
      this.range.accept(count);
      return logs;
    } catch (error) {
      const failure = nodeErrorOf(error);
      if (failure?.fault === "range" && this.range.lower(count, offered(failure.words, from))) return undefined;
      throw failure ?? error;
    }
  }

  private async askOnce(filter: LogFilter, from: bigint, to: bigint): Promise<ReadLog[]> {
    const [fromBlock, toBlock] = [numberToHex(from), numberToHex(to)];
    // A replica that lags answers with what it has, as if that were all: first of all, it has to know the block.
    const [last, logs] = await Promise.all([
      this.node.request({ method: "eth_getBlockByNumber", params: [toBlock, false] }),
      this.node.request({ method: "eth_getLogs", params: [{ ...filter, fromBlock, toBlock }] }),
    ]);
    if (last === null) throw new NodeError("behind", `block ${to} is null`);
    if (!Array.isArray(logs))
      throw new NodeError("gone", `logs of blocks ${from} to ${to} are ${JSON.stringify(logs)}`);
    return logs.map((log: RpcLog) => formatLog(log) as ReadLog).sort(inOrder);
  }
}

/** All logs at once, for what is known to be few. */
export async function readLogs(
  node: Requester,
  filter: LogFilter,
  from: bigint,
  to: bigint,
  options?: LogReaderOptions,
): Promise<ReadLog[]> {
  const logs: ReadLog[] = [];
  for await (const batch of new LogReader(node, options).read(filter, from, to)) logs.push(...batch.logs);
  return logs;
}

/** How many blocks a node says would work: `[0x10, 0x1f]`, from the first that was asked for. */
function offered(words: string, from: bigint): number | undefined {
  const [, first, last] = /\[(0x[0-9a-f]+), ?(0x[0-9a-f]+)\]/i.exec(words) ?? [];
  if (first === undefined || last === undefined || BigInt(first) !== from) return undefined;
  return Number(BigInt(last) - from) + 1;
}

function inOrder(a: ReadLog, b: ReadLog): number {
  return Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex;
}
