import { ABIS } from "@gpu-yield-vaults/sdk/abi/all";
import { NodeError, readLogs, type Requester } from "@gpu-yield-vaults/sdk/logs";
import {
  decodeFunctionResult,
  encodeEventTopics,
  encodeFunctionData,
  parseEventLogs,
  type Abi,
  type Address,
  type Hex,
} from "viem";
import type { EventKey } from "../src/contracts.ts";

/** What is asked of a chain to find contracts on it. */
export type Reader = {
  /** All events of one name that contracts of one kind ever had, in order; addresses in small letters. */
  events(key: EventKey, addresses: readonly Address[], name: string): Promise<readonly Found[]>;
  /** What a view answers; `undefined` where it refuses, or there is no such view. */
  view(key: EventKey, address: Address, name: string, ...args: readonly unknown[]): Promise<unknown>;
};

export type Found = { readonly contract: Address; readonly args: Readonly<Record<string, unknown>> };

export function createReader(node: Requester, from: bigint, to: bigint): Reader {
  return {
    async events(key, addresses, name) {
      if (addresses.length === 0) return [];
      const abi: Abi = ABIS[key];
      const [topic] = encodeEventTopics({ abi, eventName: name });
      const logs = await readLogs(node, { address: addresses, topics: [topic ?? null] }, from, to);
      return parseEventLogs({ abi, logs: [...logs], eventName: name }).map(({ address, args }) => ({
        contract: small(address),
        args: args as Readonly<Record<string, unknown>>,
      }));
    },
    async view(key, address, functionName, ...args) {
      const abi: Abi = ABIS[key];
      const data = encodeFunctionData({ abi, functionName, args });
      try {
        const result = await node.request({ method: "eth_call", params: [{ to: address, data }, "latest"] });
        if (result === "0x") return undefined;
        return decodeFunctionResult({ abi, functionName, data: result as Hex });
      } catch (error) {
        // The contract said no; whatever else a node says is no word about the contract.
        if (error instanceof NodeError && error.fault === "refused") return undefined;
        throw error;
      }
    },
  };
}

export const small = (address: unknown): Address => String(address).toLowerCase() as Address;
