import { decodeAuthorityLogs, type AuthorityEvent } from "@gpu-yield-vaults/sdk/read";
import type { Deployment } from "../config/deployment";
import { UNSETTLED, type LogSource, type PastHead } from "../history/LogSource";

/** What the authority has told since the deployment. What can no longer change is kept: a block costs one request. */
export class AuthorityReader {
  private settled: AuthorityEvent[] = [];
  private next: bigint;
  private chain: number | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly deployment: Deployment,
    private readonly logs: LogSource,
  ) {
    this.next = deployment.blockNumber;
  }

  /** Every event up to and including the head, in order; one reading after the other. */
  readUpTo(head: PastHead): Promise<readonly AuthorityEvent[]> {
    const reading = this.last.then(() => this.read(head));
    this.last = reading.catch(() => undefined);
    return reading;
  }

  private async read(head: PastHead): Promise<readonly AuthorityEvent[]> {
    const { number: to, chain } = head;
    const { contracts, blockNumber } = this.deployment;
    if (chain !== this.chain || to + 1n < this.next) {
      this.settled = [];
      this.next = blockNumber;
    }
    this.chain = chain;
    const boundary = to > UNSETTLED ? to - UNSETTLED : 0n;
    const fresh: AuthorityEvent[] = [];
    for await (const { to: end, logs } of this.logs.read([contracts.accessManager], this.next, head)) {
      for (const event of decodeAuthorityLogs(logs)) {
        (event.blockNumber <= boundary ? this.settled : fresh).push(event);
      }
      const last = end < boundary ? end : boundary;
      if (last >= this.next) this.next = last + 1n;
    }
    return [...this.settled, ...fresh];
  }
}
