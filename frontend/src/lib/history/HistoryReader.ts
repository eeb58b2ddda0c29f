import { parseEventLogs, type Address, type Log } from "viem";
import type { ReadContext } from "../chain/client";
import { timeOfBlock } from "../chain/readHead";
import { nodeLogs, UNSETTLED, type LogSource, type PastHead, type PastLog } from "./LogSource";
import { EVENT_ABIS, type EventSource, type Place, type ProtocolEvent } from "./protocolEvent";

/**
 * The protocol's events since its deployment, also of what has joined it since: the oracles that managers took, and the
 * sources that the vault has bound. Keeps in memory what can no longer change, and reads what may still be replaced
 * again each time, so a new block costs one request; nothing is stored in the browser.
 */
export class HistoryReader {
  private settled: ProtocolEvent[] = [];
  private next: bigint;
  private chain: number | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private readonly timestamps = new Map<bigint, number>();
  private readonly sources = new Map<Address, EventSource>();
  /** Known, and its past not read yet. */
  private readonly joined = new Set<Address>();

  constructor(
    private readonly context: ReadContext,
    private readonly source: LogSource = nodeLogs(context.client),
  ) {
    this.next = context.deployment.blockNumber;
    this.forget();
  }

  /**
   * Every record up to and including the head, in order. One reading after the other: two at a time would each add the
   * blocks that settled in between.
   */
  readUpTo(head: PastHead): Promise<readonly ProtocolEvent[]> {
    const reading = this.last.then(() => this.read(head));
    this.last = reading.catch(() => undefined);
    return reading;
  }

  private async read(head: PastHead): Promise<readonly ProtocolEvent[]> {
    const { number: to, chain } = head;
    if (chain !== this.chain || to + 1n < this.next) this.forget();
    this.chain = chain;
    const boundary = to > UNSETTLED ? to - UNSETTLED : 0n;
    const fresh: ProtocolEvent[] = [];
    const known = [...this.sources.keys()].filter((address) => !this.joined.has(address));
    for await (const { to: end, logs } of this.source.read(known, this.next, head)) {
      const events = await this.decode(logs);
      for (const event of events) (event.blockNumber <= boundary ? this.settled : fresh).push(event);
      // Kept at once: should the node fail later on, it is not asked for that again.
      const last = end < boundary ? end : boundary;
      if (last >= this.next) this.next = last + 1n;
    }
    while (this.joined.size > 0) fresh.push(...(await this.readPast(boundary, head)));
    for (const block of this.timestamps.keys()) if (block > boundary) this.timestamps.delete(block);
    return [...this.settled, ...fresh].sort(inOrder);
  }

  /** All that those who have joined ever said. What they name in turn joins, too. */
  private async readPast(boundary: bigint, head: PastHead): Promise<ProtocolEvent[]> {
    const address = [...this.joined];
    const past: ProtocolEvent[] = [];
    for await (const { logs } of this.source.read(address, this.context.deployment.blockNumber, head)) {
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

  private async learnTimestamps(logs: readonly PastLog[]): Promise<void> {
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
  private async decode(logs: readonly PastLog[]): Promise<ProtocolEvent[]> {
    await this.learnTimestamps(logs);
    const records = Object.entries(EVENT_ABIS).flatMap(([source, abi]) => {
      const own = logs.filter((log) => this.sources.get(lower(log.address)) === source);
      // Nothing but these fields is read.
      return parseEventLogs({ abi, logs: own as Log[] }).map(
        // Decoded by the very ABI that the event's type comes from.
        (log) =>
          ({
            source,
            eventName: log.eventName,
            args: log.args,
            ...this.place(log as PastLog),
          }) as unknown as ProtocolEvent,
      );
    });
    this.join(records);
    return records.sort(inOrder);
  }

  private place({ blockNumber, logIndex, transactionHash }: PastLog): Place {
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
