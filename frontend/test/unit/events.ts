import type {
  BookEvent,
  OracleEvent,
  ProtocolEvent,
  QueueEvent,
  VaultEvent,
} from "../../src/lib/history/protocolEvent";

type EventOf<Source extends ProtocolEvent["source"]> = Extract<ProtocolEvent, { source: Source }>;
type Args<Source extends ProtocolEvent["source"], Name extends string> =
  Extract<EventOf<Source>, { eventName: Name }> extends { args: infer Given } ? Given : never;

let place = 0;

function at(timestamp: number) {
  place += 1;
  return {
    timestamp,
    blockNumber: BigInt(place),
    logIndex: place,
    transactionHash: `0x${place.toString(16).padStart(64, "0")}` as const,
  };
}

/** An event as the history reader hands it on. */
export function vaultEvent<Name extends VaultEvent["eventName"]>(
  timestamp: number,
  eventName: Name,
  args: Args<"vault", Name>,
): VaultEvent {
  return { source: "vault", eventName, args, ...at(timestamp) } as VaultEvent;
}

export function queueEvent<Name extends QueueEvent["eventName"]>(
  timestamp: number,
  eventName: Name,
  args: Args<"queue", Name>,
): QueueEvent {
  return { source: "queue", eventName, args, ...at(timestamp) } as QueueEvent;
}

export function bookEvent<Name extends BookEvent["eventName"]>(
  timestamp: number,
  eventName: Name,
  args: Args<"book", Name>,
): BookEvent {
  return { source: "book", eventName, args, ...at(timestamp) } as BookEvent;
}

export function oracleEvent<Name extends OracleEvent["eventName"]>(
  timestamp: number,
  eventName: Name,
  args: Args<"oracle", Name>,
): OracleEvent {
  return { source: "oracle", eventName, args, ...at(timestamp) } as OracleEvent;
}
