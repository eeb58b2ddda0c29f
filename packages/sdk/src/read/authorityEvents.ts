import { parseEventLogs, type Address, type Hex, type ParseEventLogsReturnType } from "viem";
import { accessManagerAbi } from "../abi/AccessManager.ts";
import { readLogs, type ReadLog } from "../logs/LogReader.ts";
import type { Reading } from "./reading.ts";

/** What only events tell of an authority: from which block on they are read, or those that were read already. */
export type AuthorityPast = FromBlock | { readonly events: readonly AuthorityEvent[] };

type FromBlock = {
  /** The block of the deployment, or any before it. */
  readonly fromBlock: bigint;
};

/** What not every source of logs tells, and nobody needs. */
type Untold = "blockHash" | "transactionIndex" | "removed" | "blockTimestamp";
type Told<Event> = Event extends unknown ? Omit<Event, Untold> : never;

export type AuthorityEvent = Told<ParseEventLogsReturnType<typeof accessManagerAbi, undefined, true>[number]>;

/** Everything that an authority told up to the block that is read, in order. */
export async function authorityEvents(
  { client, asOf }: Reading,
  accessManager: Address,
  past: AuthorityPast,
): Promise<readonly AuthorityEvent[]> {
  if ("events" in past) return past.events;
  const node = { request: (call: { method: string }) => client.request(call as never) };
  const logs = await readLogs(node, { address: accessManager }, past.fromBlock, asOf.number);
  return decodeAuthorityLogs(logs);
}

/** A log as any source tells it. */
type ToldLog = Omit<ReadLog, Untold | "topics"> & { readonly topics: readonly Hex[] };

/** What logs of an authority tell, in order. */
export const decodeAuthorityLogs = (logs: readonly ToldLog[]): AuthorityEvent[] =>
  parseEventLogs({ abi: accessManagerAbi, logs: logs as unknown as ReadLog[] });
