import { parseEventLogs, type Address, type GetLogsReturnType } from "viem";
import type { ReadContext } from "../chain/client";
import { EVENT_ABIS, type EventSource, type Place, type ProtocolEvent } from "./protocolEvent";

type Logs = GetLogsReturnType;

/** Blocks younger than this may still be replaced by a reorganisation, and are read again each time. */
const UNSETTLED = 32n;

/** First try; halved whenever a node finds a range too large. */
const CHUNK = 10_000n;

const SMALLEST_CHUNK = 16n;

/**
 * The protocol's events since its deployment. Keeps in memory what can no longer change, so a new block costs one
 * request; nothing is stored in the browser.
 */
export class HistoryReader {
  private settled: ProtocolEvent[] = [];
  private next: bigint;
  private chunk = CHUNK;
  private last: Promise<unknown> = Promise.resolve();
  private readonly timestamps = new Map<bigint, number>();
  private readonly sources: ReadonlyMap<Address, EventSource>;

  constructor(private readonly context: ReadContext) {
    const { contracts, blockNumber } = context.deployment;
    this.next = blockNumber;
    this.sources = new Map([
      [lower(contracts.vault), "vault"],
      [lower(contracts.queue), "queue"],
      [lower(contracts.shares), "manager"],
      [lower(contracts.loans), "manager"],
      [lower(contracts.origination), "origination"],
      [lower(contracts.covenants), "covenants"],
      [lower(contracts.oracle), "oracle"],
      [lower(contracts.registry), "registry"],
    ]);
  }

  /**
   * Every record up to and including block `to`, in order. One reading after the other: two at a time would each add
   * the blocks that settled in between.
   */
  readUpTo(to: bigint): Promise<readonly ProtocolEvent[]> {
    const reading = this.last.then(() => this.read(to));
    this.last = reading.catch(() => undefined);
    return reading;
  }

  private async read(to: bigint): Promise<readonly ProtocolEvent[]> {
    if (to + 1n < this.next) this.forget();
    const fresh = await this.fetch(this.next, to);
    const boundary = to > UNSETTLED ? to - UNSETTLED : 0n;
    const all = [...this.settled, ...fresh];
    if (boundary >= this.next) {
      this.settled = all.filter((record) => record.blockNumber <= boundary);
      this.next = boundary + 1n;
    }
    for (const block of this.timestamps.keys()) if (block > boundary) this.timestamps.delete(block);
    return all;
  }

  /** The chain went back behind what was settled: a local chain was started anew. */
  private forget(): void {
    this.settled = [];
    this.next = this.context.deployment.blockNumber;
    this.timestamps.clear();
  }

  private async fetch(from: bigint, to: bigint): Promise<ProtocolEvent[]> {
    const logs: Logs = [];
    for (let start = from; start <= to;) {
      const end = start + this.chunk - 1n < to ? start + this.chunk - 1n : to;
      try {
        logs.push(
          ...(await this.context.client.getLogs({ address: [...this.sources.keys()], fromBlock: start, toBlock: end })),
        );
        start = end + 1n;
      } catch (error) {
        if (this.chunk <= SMALLEST_CHUNK) throw error;
        this.chunk /= 2n;
      }
    }
    await this.learnTimestamps(logs);
    return this.decode(logs);
  }

  private async learnTimestamps(logs: Logs): Promise<void> {
    const unknown = new Set<bigint>();
    for (const { blockNumber, blockTimestamp } of logs) {
      if (this.timestamps.has(blockNumber)) continue;
      if (blockTimestamp !== undefined) {
        this.timestamps.set(blockNumber, Number(blockTimestamp));
      } else {
        unknown.add(blockNumber);
      }
    }
    await Promise.all(
      [...unknown].map(async (blockNumber) => {
        const block = await this.context.client.getBlock({ blockNumber });
        this.timestamps.set(blockNumber, Number(block.timestamp));
      }),
    );
  }

  /** Each log by the ABI of the contract it came from: an ERC-20 and an ERC-721 `Transfer` share their first topic. */
  private decode(logs: Logs): ProtocolEvent[] {
    const records = Object.entries(EVENT_ABIS).flatMap(([source, abi]) => {
      const own = logs.filter((log) => this.sources.get(lower(log.address)) === source);
      return parseEventLogs({ abi, logs: own }).map(
        // Decoded by the very ABI that the event's type comes from.
        (log) => ({ source, eventName: log.eventName, args: log.args, ...this.place(log) }) as unknown as ProtocolEvent,
      );
    });
    return records.sort((a, b) =>
      a.blockNumber === b.blockNumber ? a.logIndex - b.logIndex : a.blockNumber < b.blockNumber ? -1 : 1,
    );
  }

  private place({ blockNumber, logIndex, transactionHash }: Logs[number]): Place {
    const timestamp = this.timestamps.get(blockNumber);
    if (timestamp === undefined) throw new Error(`Block ${blockNumber} has no timestamp.`);
    return { blockNumber, logIndex, transactionHash, timestamp };
  }
}

function lower(address: Address): Address {
  return address.toLowerCase() as Address;
}
