import { LogReader, type ReadLog } from "@gpu-yield-vaults/sdk/logs";
import { parseEventLogs, type Address } from "viem";
import type { ReadContext, WatchedHead } from "../chain/client";
import { timeOfBlock } from "../chain/readHead";
import { EVENT_ABIS, type EventSource, type Place, type ProtocolEvent } from "./protocolEvent";

/** Blocks younger than this may still be replaced by a reorganisation, and are read again each time. */
const UNSETTLED = 32n;

/** Milliseconds for which a node that is busy, gone or behind is waited for. */
const PATIENCE = 20_000;

/**
 * The protocol's events since its deployment, also of what has joined it since: the oracles that managers took, and the
 * sources that the vault has bound. Keeps in memory what can no longer change, so a new block costs one request;
 * nothing is stored in the browser.
 */
export class HistoryReader {
  private settled: ProtocolEvent[] = [];
  private next: bigint;
  private chain: number | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private readonly reader: LogReader;
  private readonly timestamps = new Map<bigint, number>();
  private readonly sources = new Map<Address, EventSource>();
  /** Known, and its past not read yet. */
  private readonly joined = new Set<Address>();

  constructor(private readonly context: ReadContext) {
    this.next = context.deployment.blockNumber;
    this.reader = new LogReader(context.client, { patience: PATIENCE });
    this.forget();
  }

  /**
   * Every record up to and including the head, in order. One reading after the other: two at a time would each add the
   * blocks that settled in between.
   */
  readUpTo(head: Pick<WatchedHead, "number" | "chain">): Promise<readonly ProtocolEvent[]> {
    const reading = this.last.then(() => this.read(head));
    this.last = reading.catch(() => undefined);
    return reading;
  }

  private async read({ number: to, chain }: Pick<WatchedHead, "number" | "chain">): Promise<readonly ProtocolEvent[]> {
    if (chain !== this.chain || to + 1n < this.next) this.forget();
    this.chain = chain;
    const boundary = to > UNSETTLED ? to - UNSETTLED : 0n;
    const fresh: ProtocolEvent[] = [];
    const known = [...this.sources.keys()].filter((address) => !this.joined.has(address));
    for await (const { to: end, logs } of this.reader.read({ address: known }, this.next, to)) {
      const events = await this.decode(logs);
      for (const event of events) (event.blockNumber <= boundary ? this.settled : fresh).push(event);
      // Kept at once: should the node fail later on, it is not asked for that again.
      const last = end < boundary ? end : boundary;
      if (last >= this.next) this.next = last + 1n;
    }
    while (this.joined.size > 0) fresh.push(...(await this.readPast(boundary, to)));
    for (const block of this.timestamps.keys()) if (block > boundary) this.timestamps.delete(block);
    return [...this.settled, ...fresh].sort(inOrder);
  }

  /** All that those who have joined ever said. What they name in turn joins, too. */
  private async readPast(boundary: bigint, to: bigint): Promise<ProtocolEvent[]> {
    const address = [...this.joined];
    const past: ProtocolEvent[] = [];
    const filter = { address };
    for await (const { logs } of this.reader.read(filter, this.context.deployment.blockNumber, to)) {
      past.push(...(await this.decode(logs)));
    }
    for (const one of address) this.joined.delete(one);
    this.settled.push(...past.filter(({ blockNumber }) => blockNumber <= boundary));
    this.settled.sort(inOrder);
    return past.filter(({ blockNumber }) => blockNumber > boundary);
  }

  /** The chain was started anew. */
  private forget(): void {
    const { contracts, blockNumber } = this.context.deployment;
    this.settled = [];
    this.next = blockNumber;
    this.timestamps.clear();
    this.joined.clear();
    this.sources.clear();
    const named = [
      [contracts.vault, "vault"],
      [contracts.queue, "queue"],
      [contracts.shares, "manager"],
      [contracts.loans, "manager"],
      [contracts.origination, "origination"],
      [contracts.covenants, "covenants"],
      [contracts.oracle, "oracle"],
      [contracts.registry, "registry"],
      [contracts.workouts, "workouts"],
      [contracts.losses, "losses"],
    ] as const;
    for (const [address, source] of named) this.sources.set(lower(address), source);
  }

  /** A source that the vault has bound, or an oracle that a manager listens to: its events count from the beginning. */
  private join(events: readonly ProtocolEvent[]): void {
    for (const { eventName, args } of events) {
      if (eventName === "SourceBound") this.add(args.source, "manager");
      if (eventName === "OracleReplaced") this.add(args.newOracle, "oracle");
    }
  }

  private add(address: Address, source: EventSource): void {
    if (this.sources.has(lower(address))) return;
    this.sources.set(lower(address), source);
    this.joined.add(lower(address));
  }

  private async learnTimestamps(logs: readonly ReadLog[]): Promise<void> {
    const unknown = new Set<bigint>();
    for (const { blockNumber, blockTimestamp } of logs) {
      if (this.timestamps.has(blockNumber)) continue;
      // Some nodes say zero where they do not say.
      if (typeof blockTimestamp === "bigint" && blockTimestamp > 0n) {
        this.timestamps.set(blockNumber, Number(blockTimestamp));
      } else {
        unknown.add(blockNumber);
      }
    }
    await Promise.all(
      [...unknown].map(async (blockNumber) => {
        this.timestamps.set(blockNumber, timeOfBlock(await this.context.client.getBlock({ blockNumber })));
      }),
    );
  }

  /** Each log by the ABI of the contract it came from: an ERC-20 and an ERC-721 `Transfer` share their first topic. */
  private async decode(logs: readonly ReadLog[]): Promise<ProtocolEvent[]> {
    await this.learnTimestamps(logs);
    const records = Object.entries(EVENT_ABIS).flatMap(([source, abi]) => {
      const own = logs.filter((log) => this.sources.get(lower(log.address)) === source);
      return parseEventLogs({ abi, logs: own }).map(
        // Decoded by the very ABI that the event's type comes from.
        (log) => ({ source, eventName: log.eventName, args: log.args, ...this.place(log) }) as unknown as ProtocolEvent,
      );
    });
    this.join(records);
    return records.sort(inOrder);
  }

  private place({ blockNumber, logIndex, transactionHash }: ReadLog): Place {
    const timestamp = this.timestamps.get(blockNumber);
    if (timestamp === undefined) throw new Error(`Block ${blockNumber} has no timestamp.`);
    return { blockNumber, logIndex, transactionHash, timestamp };
  }
}

function inOrder(a: Place, b: Place): number {
  return a.blockNumber === b.blockNumber ? a.logIndex - b.logIndex : a.blockNumber < b.blockNumber ? -1 : 1;
}

function lower(address: Address): Address {
  return address.toLowerCase() as Address;
}
