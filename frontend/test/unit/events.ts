import type { EventSource, ProtocolEvent } from "../../src/lib/history/protocolEvent";

type EventOf<Source extends EventSource> = Extract<ProtocolEvent, { source: Source }>;
type Args<Source extends EventSource, Name extends string> =
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

/** Makes events as the history reader hands them on. */
function eventsOf<Source extends EventSource>(source: Source) {
  return <Name extends EventOf<Source>["eventName"]>(timestamp: number, eventName: Name, args: Args<Source, Name>) =>
    ({ source, eventName, args, ...at(timestamp) }) as unknown as EventOf<Source>;
}

export const vaultEvent = eventsOf("vault");
export const queueEvent = eventsOf("queue");
export const managerEvent = eventsOf("manager");
export const originationEvent = eventsOf("origination");
export const covenantsEvent = eventsOf("covenants");
export const oracleEvent = eventsOf("oracle");
export const workoutsEvent = eventsOf("workouts");
export const lossesEvent = eventsOf("losses");
export const registryEvent = eventsOf("registry");

/** The same events as of one transaction. */
export function together(...records: readonly ProtocolEvent[]): ProtocolEvent[] {
  const [first] = records;
  return records.map((record) => ({ ...record, transactionHash: first?.transactionHash ?? record.transactionHash }));
}

const DAY = 86_400;
const NOBODY = "0x0000000000000000000000000000000000000000";

/** The vault's grid as deployed: ticks of an hour, markdowns over 90 days. */
export const GRID = { tick: 3_600, markdownPeriod: 90 * DAY };

/** The vault's first event. */
export function vaultOpened(timestamp: number): EventOf<"vault"> {
  return vaultEvent(timestamp, "VaultOpened", {
    asset: NOBODY,
    queue: NOBODY,
    terms: {
      ...GRID,
      name: "GPU Yield",
      symbol: "gpuUSD",
      vestingFloor: 7 * DAY,
      vestingCap: 180 * DAY,
      capWholeTokens: 20_000_000,
      epochLength: 7 * DAY,
      delinquencyLimitBps: 200,
      toleranceBps: 50,
      feeBps: 1_000,
      feeRecipient: NOBODY,
    },
  });
}
