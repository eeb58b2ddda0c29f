import { parseEventLogs, type Address, type ParseEventLogsReturnType } from "viem";
import { accessManagerAbi } from "../abi/AccessManager.ts";
import { readLogs } from "../logs/LogReader.ts";
import type { Reading } from "./reading.ts";

/** What only events tell of an authority. */
export type FromBlock = {
  /** Events are read from here on: the block of the deployment, or any before it. */
  readonly fromBlock: bigint;
};

export type AuthorityEvent = ParseEventLogsReturnType<typeof accessManagerAbi, undefined, true>[number];

/** Everything that an authority told up to the block that is read, in order. */
export async function authorityEvents(
  { client, asOf }: Reading,
  accessManager: Address,
  { fromBlock }: FromBlock,
): Promise<AuthorityEvent[]> {
  const node = { request: (call: { method: string }) => client.request(call as never) };
  const logs = await readLogs(node, { address: accessManager }, fromBlock, asOf.number);
  return parseEventLogs({ abi: accessManagerAbi, logs });
}
