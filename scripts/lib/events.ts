import type { BaseContract } from "ethers";
import type { TypedContractEvent } from "../../build/types/common.ts";
import type { RawLog } from "../../deploy/logs.ts";
import { addressOf } from "./addressOf.ts";

export type { RawLog };

/** The arguments of every log that is `event` of `contract`, in order. */
export function eventsIn<Input extends unknown[], Output extends unknown[], Named>(
  contract: BaseContract,
  event: TypedContractEvent<Input, Output, Named>,
  logs: readonly RawLog[],
): Named[] {
  const { topicHash } = event.fragment;
  const address = addressOf(contract).toLowerCase();
  return logs
    .filter((log) => log.topics[0] === topicHash && log.address.toLowerCase() === address)
    .map((log) => {
      // Decoded by the contract's own interface, from which the type was generated too.
      const decoded = contract.interface.decodeEventLog(event.fragment, log.data, log.topics);
      return decoded as unknown as Named;
    });
}
