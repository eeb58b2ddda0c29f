import { LogReader } from "@gpu-yield-vaults/sdk/logs";
import { decodeAuthorityLogs, type AuthorityEvent } from "@gpu-yield-vaults/sdk/read";
import type { ReadContext, WatchedHead } from "../chain/client";

/** Blocks younger than this may still be replaced, and are read again each time. */
const UNSETTLED = 32n;

/** Milliseconds for which a node that is busy, gone or behind is waited for. */
const PATIENCE = 20_000;

/** What the authority has told since the deployment. What can no longer change is kept: a block costs one request. */
export class AuthorityReader {
  private settled: AuthorityEvent[] = [];
  private next: bigint;
  private chain: number | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private readonly reader: LogReader;

  constructor(private readonly context: ReadContext) {
    this.next = context.deployment.blockNumber;
    this.reader = new LogReader(context.client, { patience: PATIENCE });
  }

  /** Every event up to and including the head, in order; one reading after the other. */
  readUpTo(head: Pick<WatchedHead, "number" | "chain">): Promise<readonly AuthorityEvent[]> {
    const reading = this.last.then(() => this.read(head));
    this.last = reading.catch(() => undefined);
    return reading;
  }

  private async read({ number: to, chain }: Pick<WatchedHead, "number" | "chain">): Promise<readonly AuthorityEvent[]> {
    const { contracts, blockNumber } = this.context.deployment;
    if (chain !== this.chain || to + 1n < this.next) {
      this.settled = [];
      this.next = blockNumber;
    }
    this.chain = chain;
    const boundary = to > UNSETTLED ? to - UNSETTLED : 0n;
    const fresh: AuthorityEvent[] = [];
    for await (const { to: end, logs } of this.reader.read({ address: contracts.accessManager }, this.next, to)) {
      for (const event of decodeAuthorityLogs(logs)) {
        (event.blockNumber <= boundary ? this.settled : fresh).push(event);
      }
      const last = end < boundary ? end : boundary;
      if (last >= this.next) this.next = last + 1n;
    }
    return [...this.settled, ...fresh];
  }
}
