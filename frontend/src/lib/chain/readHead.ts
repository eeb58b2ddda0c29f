import type { Hash } from "viem";
import type { Head, ReadContext, WatchedHead } from "./client";

/** A block that no chain has: without a number, or of second zero. */
export class ImpossibleBlockError extends Error {
  override name = "ImpossibleBlockError";
}

/** The newest block, as one answer has it. */
export async function readHead({ client }: ReadContext): Promise<Head> {
  const block = await client.getBlock({ blockTag: "latest", includeTransactions: false });
  return { number: block.number, timestamp: timeOfBlock(block) };
}

/** Lower answers in a row after which the chain has really gone back, and no replica is merely behind. */
const PATIENCE = 10;

/**
 * Follows a chain's newest block. One answer changes nothing by itself: what lies behind what is known is a replica
 * that lags, until it has been said ten times over, and what is impossible is an error. Another genesis, or the vault's
 * code gone, is a new chain.
 */
export class HeadWatch {
  private newest: WatchedHead | undefined;
  private genesis: Hash | undefined;
  private behind = 0;
  /** Whether the last answer was none: the node may have come back as another one. */
  private wasLost = false;

  async read(context: ReadContext): Promise<WatchedHead> {
    try {
      return await this.follow(context);
    } catch (error) {
      this.wasLost = true;
      throw error;
    }
  }

  private async follow(context: ReadContext): Promise<WatchedHead> {
    const { number, timestamp } = await readHead(context);
    const before = this.newest;
    if (!before) return this.begin(context, number, timestamp, 0);
    const isBehind = number < before.number || timestamp < before.timestamp;
    if (!isBehind && !this.wasLost) {
      this.behind = 0;
      return this.take({ ...before, number, timestamp });
    }
    if (await this.isAnotherChain(context)) return this.begin(context, number, timestamp, before.chain + 1);
    this.wasLost = false;
    this.behind = isBehind ? this.behind + 1 : 0;
    if (isBehind && this.behind < PATIENCE) return before;
    this.behind = 0;
    return this.take({ ...before, number, timestamp });
  }

  private async begin(context: ReadContext, number: bigint, timestamp: number, chain: number): Promise<WatchedHead> {
    this.genesis = await genesisOf(context);
    this.behind = 0;
    this.wasLost = false;
    return this.take({ number, timestamp, chain, genesis: this.genesis });
  }

  private take(head: WatchedHead): WatchedHead {
    this.newest = head;
    return head;
  }

  /** Only what is known for sure: a node that does not say is the same one. */
  private async isAnotherChain(context: ReadContext): Promise<boolean> {
    const genesis = await genesisOf(context);
    if (genesis !== undefined && this.genesis !== undefined && genesis !== this.genesis) return true;
    const { client, deployment } = context;
    // Absent is `undefined` as viem reads it; what could not be asked is neither.
    const code = await client.getCode({ address: deployment.contracts.vault }).catch(() => null);
    return code === undefined;
  }
}

/** Unix seconds of a block; refuses what no block can have. */
export function timeOfBlock({ number, timestamp }: { number: bigint | null; timestamp: bigint }): number {
  if (number === null || timestamp === 0n) {
    throw new ImpossibleBlockError(`The node described a block that cannot be: number ${number}, time ${timestamp}.`);
  }
  return Number(timestamp);
}

async function genesisOf({ client }: ReadContext): Promise<Hash | undefined> {
  const block = await client.getBlock({ blockNumber: 0n, includeTransactions: false }).catch(() => undefined);
  return block?.hash;
}
