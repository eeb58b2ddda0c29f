import type { Requester } from "@gpu-yield-vaults/sdk/logs";
import { readLogs } from "@gpu-yield-vaults/sdk/logs";
import { formatLogs, type Filter, type RawLog } from "./rawLogs.ts";
import type { Address, Hex } from "viem";

/** Ranges that are kept: those that are asked for at the same time. */
const KEPT = 8;

/**
 * Logs of all contracts that are followed, range by range. Ponder asks for every event by itself, two hundred times the
 * same blocks: the node is asked once, and each of them gets its part.
 */
export class LogRanges {
  private readonly ranges = new Map<string, Promise<readonly RawLog[]>>();

  constructor(
    private readonly node: Requester,
    private readonly addresses: readonly Address[],
  ) {}

  async read({ address, topics, fromBlock, toBlock }: Filter): Promise<readonly RawLog[]> {
    const wanted = new Set([address].flat().map((one) => one.toLowerCase()));
    const logs = await this.range(fromBlock, toBlock);
    return logs.filter((log) => wanted.has(log.address) && matches(topics ?? [], log.topics));
  }

  private range(from: Hex, to: Hex): Promise<readonly RawLog[]> {
    const key = `${from}-${to}`;
    const known = this.ranges.get(key);
    if (known) return known;
    const [oldest] = this.ranges.keys();
    if (this.ranges.size >= KEPT && oldest !== undefined) this.ranges.delete(oldest);
    const asked = readLogs(this.node, { address: this.addresses }, BigInt(from), BigInt(to)).then(formatLogs);
    this.ranges.set(key, asked);
    asked.catch(() => this.ranges.delete(key));
    return asked;
  }
}

/** As `eth_getLogs` has it: each topic is one, any of several, or any at all. */
function matches(wanted: NonNullable<Filter["topics"]>, topics: readonly Hex[]): boolean {
  return wanted.every((topic, place) => {
    const found = topics[place];
    return topic === null || (found !== undefined && [topic].flat().includes(found));
  });
}
