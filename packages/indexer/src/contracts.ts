import { ABIS } from "@gpu-yield-vaults/sdk/abi/all";
import type { ContractKey } from "@gpu-yield-vaults/sdk/protocol";
import type { Abi } from "viem";

/** A contract's events, of its ABI. */
export type EventOf<Key extends ContractKey> = Extract<(typeof ABIS)[Key][number], { type: "event" }>;

/** Tokens: their events are the whole world's. */
type Token = "asset" | "dollar";

const TOKENS: readonly ContractKey[] = ["asset", "dollar"] satisfies readonly Token[];

/** Whose events are followed: every contract of the SDK's list that has any, but for tokens. */
export type EventKey = {
  [Key in ContractKey]: [EventOf<Key>] extends [never] ? never : Key;
}[Exclude<ContractKey, Token>];

/** The names of a contract's events. */
export function eventNamesOf(key: ContractKey): readonly string[] {
  // As any ABI: to go through thirty types of ABI at once takes the compiler half a minute.
  const abi: Abi = ABIS[key];
  return abi.flatMap((item) => (item.type === "event" ? [item.name] : []));
}

export const EVENT_KEYS = (Object.keys(ABIS) as ContractKey[]).filter(
  (key): key is EventKey => !TOKENS.includes(key) && eventNamesOf(key).length > 0,
);

/** Ids that every local chain has. */
export const LOCAL_CHAIN_IDS: readonly number[] = [31_337, 1337];
