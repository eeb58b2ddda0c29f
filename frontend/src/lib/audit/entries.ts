import type { Hex } from "viem";
import type { ProtocolEvent } from "../history/protocolEvent";

/** One event as an auditor reads it: where it happened, and every one of its values as text. */
export type Entry = {
  blockNumber: bigint;
  logIndex: number;
  transactionHash: Hex;
  /** Unix seconds. */
  timestamp: number;
  source: string;
  event: string;
  /** Absent where it is about none. */
  cluster: bigint | undefined;
  /** Each argument by its path, in the event's own units. */
  values: readonly (readonly [path: string, value: string])[];
};

/** Everything that has happened up to a block, in the chain's order. */
export function entriesOf(events: readonly ProtocolEvent[], upTo: bigint): readonly Entry[] {
  return events
    .filter(({ blockNumber }) => blockNumber <= upTo)
    .map(({ blockNumber, logIndex, transactionHash, timestamp, source, eventName, args }) => ({
      blockNumber,
      logIndex,
      transactionHash,
      timestamp,
      source,
      event: eventName,
      cluster: "cluster" in args && typeof args.cluster === "bigint" ? args.cluster : undefined,
      values: valuesIn(args),
    }));
}

function valuesIn(value: unknown, path = ""): readonly (readonly [path: string, value: string])[] {
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => valuesIn(inner, path === "" ? name : `${path}.${name}`));
}
