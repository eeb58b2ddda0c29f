import { LogReader, type ReadLog, type Requester } from "@gpu-yield-vaults/sdk/logs";
import type { Address } from "viem";
import type { WatchedHead } from "../chain/client";

/** Blocks younger than this may still be replaced by a reorganisation. */
export const UNSETTLED = 32n;

/** Milliseconds for which a node that is busy, gone or behind is waited for. */
const PATIENCE = 20_000;

/** What history needs of a log. Some nodes say no second, or zero. */
export type PastLog = Pick<
  ReadLog,
  "address" | "topics" | "data" | "blockNumber" | "blockTimestamp" | "logIndex" | "transactionHash"
>;

/** All logs from where the batch before ended to block `to`, in the chain's order. */
export type PastLogs = { to: bigint; logs: readonly PastLog[] };

/** The block up to which a past is read, and of which chain. */
export type PastHead = Pick<WatchedHead, "number" | "chain" | "genesis">;

/** Where the past comes from. */
export type LogSource = {
  /** All logs of some contracts from a block up to the head, batch by batch. Throws where nobody tells. */
  read(addresses: readonly Address[], from: bigint, head: PastHead): AsyncGenerator<PastLogs, void>;
};

/** The past as a node tells it, in ranges that it answers. */
export function nodeLogs(node: Requester): LogSource {
  const reader = new LogReader(node, { patience: PATIENCE });
  return { read: (address, from, { number: to }) => reader.read({ address }, from, to) };
}
