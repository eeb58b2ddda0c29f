import { accessManagerAbi } from "@gpu-yield-vaults/sdk/abi/AccessManager";
import { EXPIRES_AFTER } from "@gpu-yield-vaults/sdk/actions";
import { DEPLOYED_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import type { Result } from "ethers";
import { parseEventLogs } from "viem";
import type { ProtocolAddresses, ProtocolContracts } from "./contracts.ts";
import { logsOf, type RawLog } from "./logs.ts";

/** Something that was announced to the authority, and that has neither happened nor been taken back. */
export type Scheduled = {
  /** `vault.setFee(500, 0x…)`, or its bytes where no contract of the list is asked. */
  what: string;
  by: string;
  /** Unix seconds: from then on, and for a week, it may be carried out. */
  from: bigint;
  expired: boolean;
};

/** The protocol with its first vault, or a further vault, by its name. */
export type Known = { name?: string; contracts: ProtocolContracts; addresses: ProtocolAddresses };

/**
 * Everything that waits, the oldest first: a check of what is says nothing of what is coming.
 *
 * @param vaults The first one first.
 */
export function readScheduled(vaults: readonly Known[], logs: readonly RawLog[], now: bigint): readonly Scheduled[] {
  const manager = vaults[0]?.addresses.accessManager ?? "";
  const told = parseEventLogs({ abi: accessManagerAbi, logs: logsOf(manager, logs) });
  const ended = new Set(
    told
      .filter((event) => event.eventName === "OperationExecuted" || event.eventName === "OperationCanceled")
      .map(({ args }) => `${args.operationId} ${args.nonce}`),
  );
  return told
    .filter((event) => event.eventName === "OperationScheduled")
    .filter(({ args }) => !ended.has(`${args.operationId} ${args.nonce}`))
    .map(({ args: { target, data, caller, schedule } }) => ({
      what: describe(vaults, target, data),
      by: caller,
      from: BigInt(schedule),
      expired: now >= BigInt(schedule) + EXPIRES_AFTER,
    }));
}

function describe(vaults: readonly Known[], target: string, data: string): string {
  for (const { name, contracts, addresses } of vaults) {
    const key = DEPLOYED_KEYS.find((each) => addresses[each].toLowerCase() === target.toLowerCase());
    if (!key) continue;
    const called = name === undefined ? key : `${name} ${key}`;
    const call = contracts[key].interface.parseTransaction({ data });
    return call ? `${called}.${call.name}(${words(call.args)})` : `${called}: ${data}`;
  }
  return `${target}: ${data}`;
}

function words(args: Result): string {
  return args.toArray().map(word).join(", ");
}

function word(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(word).join(", ")}]` : String(value);
}
