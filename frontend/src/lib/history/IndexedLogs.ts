import type { Address } from "viem";
import type { IndexReader } from "../indexer/IndexReader";
import { UNSETTLED, type LogSource, type PastHead, type PastLogs } from "./LogSource";

/** Blocks for which a node is asked alone: it answers them at once. */
const FEW = 200n;

/**
 * The past as an index tells it, as far as it goes; the rest, and what may still be replaced, as a node does. Where the
 * index gives no answer the node goes on, batch by batch, until the index is back.
 */
export class IndexedLogs implements LogSource {
  constructor(
    private readonly index: Pick<IndexReader, "ask" | "isAsked" | "pause">,
    private readonly node: LogSource,
  ) {}

  async *read(addresses: readonly Address[], from: bigint, head: PastHead): AsyncGenerator<PastLogs, void> {
    const settled = head.number - UNSETTLED;
    const isMuch = (start: bigint): boolean => settled - start >= FEW;
    let start = from;
    while (start <= head.number) {
      const page = isMuch(start) ? await this.ask(addresses, start, settled, head) : undefined;
      if (page && page.to >= start) {
        yield page;
        start = page.to + 1n;
        continue;
      }
      if (page) this.index.pause();
      for await (const batch of this.node.read(addresses, start, head)) {
        yield batch;
        start = batch.to + 1n;
        if (isMuch(start) && this.index.isAsked) break;
      }
    }
  }

  private async ask(
    addresses: readonly Address[],
    from: bigint,
    to: bigint,
    head: PastHead,
  ): Promise<PastLogs | undefined> {
    const answer = await this.index.ask("logs", { address: addresses.join(","), from: `${from}`, to: `${to}` }, head);
    return (
      answer && {
        to: answer.to,
        logs: answer.logs.map(({ block, time, transaction, topics, ...log }) => ({
          ...log,
          topics: topics as PastLogs["logs"][number]["topics"],
          blockNumber: block,
          blockTimestamp: time,
          transactionHash: transaction,
        })),
      }
    );
  }
}
