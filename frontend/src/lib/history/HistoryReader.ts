import { LogReader, type ReadLog } from "@gpu-yield-vaults/sdk/logs";
import { parseEventLogs, type Address } from "viem";
import type { ReadContext } from "../chain/client";
import { EVENT_ABIS, type EventSource, type Place, type ProtocolEvent } from "./protocolEvent";

/** Blocks younger than this may still be replaced by a reorganisation, and are read again each time. */
const UNSETTLED = 32n;

/** Milliseconds for which a node that is busy, gone or behind is waited for. */
const PATIENCE = 20_000;

/**
 * The protocol's events since its deployment. Keeps in memory what can no longer change, so a new block costs one
 * request; nothing is stored in the browser.
 */
export class HistoryReader {
  private settled: ProtocolEvent[] = [];
  private next: bigint;
  private last: Promise<unknown> = Promise.resolve();
  private readonly reader: LogReader;
  private readonly timestamps = new Map<bigint, number>();
  private readonly sources: ReadonlyMap<Address, EventSource>;

  constructor(private readonly context: ReadContext) {
    const { contracts, blockNumber } = context.deployment;
    this.next = blockNumber;
    this.reader = new LogReader(context.client, { patience: PATIENCE });
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
    const boundary = to > UNSETTLED ? to - UNSETTLED : 0n;
    const fresh: ProtocolEvent[] = [];
    for await (const { to: end, logs } of this.reader.read({ address: [...this.sources.keys()] }, this.next, to)) {
      await this.learnTimestamps(logs);
      const events = this.decode(logs);
      for (const event of events) (event.blockNumber <= boundary ? this.settled : fresh).push(event);
      // Kept at once: should the node fail later on, it is not asked for that again.
      const last = end < boundary ? end : boundary;
      if (last >= this.next) this.next = last + 1n;
    }
    for (const block of this.timestamps.keys()) if (block > boundary) this.timestamps.delete(block);
    return [...this.settled, ...fresh];
  }

  /** The chain went back behind what was settled: a local chain was started anew. */
  private forget(): void {
    this.settled = [];
    this.next = this.context.deployment.blockNumber;
    this.timestamps.clear();
  }

  private async learnTimestamps(logs: readonly ReadLog[]): Promise<void> {
    const unknown = new Set<bigint>();
    for (const { blockNumber, blockTimestamp } of logs) {
      if (this.timestamps.has(blockNumber)) continue;
      if (typeof blockTimestamp === "bigint") {
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
  private decode(logs: readonly ReadLog[]): ProtocolEvent[] {
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

  private place({ blockNumber, logIndex, transactionHash }: ReadLog): Place {
    const timestamp = this.timestamps.get(blockNumber);
    if (timestamp === undefined) throw new Error(`Block ${blockNumber} has no timestamp.`);
    return { blockNumber, logIndex, transactionHash, timestamp };
  }
}

function lower(address: Address): Address {
  return address.toLowerCase() as Address;
}
