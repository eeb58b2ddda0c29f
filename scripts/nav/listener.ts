import type { BaseContract } from "ethers";
import type { TypedContractEvent } from "../../build/types/common.ts";
import { addressOf } from "../lib/addressOf.ts";
import { eventsIn, type RawLog } from "../lib/events.ts";

/** Has `handle` called with every event of its kind, in the chain's order, and the unix time of its block. */
export type On = <I extends unknown[], O extends unknown[], N>(
  contract: BaseContract,
  event: TypedContractEvent<I, O, N>,
  handle: (args: N, time: bigint) => void,
) => void;

export type Listener = {
  on: On;
  /** Hands a log to whoever waits for it. */
  dispatch: (log: RawLog, time: bigint) => void;
};

export function createListener(): Listener {
  const handlers = new Map<string, (log: RawLog, time: bigint) => void>();
  const keyOf = (topic: string, address: string) => `${topic}@${address.toLowerCase()}`;
  return {
    on(contract, event, handle) {
      handlers.set(keyOf(event.fragment.topicHash, addressOf(contract)), (log, time) => {
        for (const args of eventsIn(contract, event, [log])) handle(args, time);
      });
    },
    dispatch(log, time) {
      handlers.get(keyOf(log.topics[0] ?? "", log.address))?.(log, time);
    },
  };
}
