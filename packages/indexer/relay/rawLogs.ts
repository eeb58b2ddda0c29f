import type { ReadLog } from "@gpu-yield-vaults/sdk/logs";
import { numberToHex, type Address, type Hex } from "viem";

/** What `eth_getLogs` is asked for, by a range of blocks. */
export type Filter = {
  readonly address: Address | readonly Address[];
  readonly topics?: readonly (Hex | readonly Hex[] | null)[];
  readonly fromBlock: Hex;
  readonly toBlock: Hex;
};

/** A log as JSON-RPC has it. */
export type RawLog = {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockHash: Hex;
  readonly blockNumber: Hex;
  readonly transactionHash: Hex;
  readonly transactionIndex: Hex;
  readonly logIndex: Hex;
  readonly removed: boolean;
};

export const formatLogs = (logs: readonly ReadLog[]): RawLog[] =>
  logs.map(({ address, topics, data, blockHash, blockNumber, transactionHash, transactionIndex, logIndex }) => ({
    address: address.toLowerCase() as Address,
    topics,
    data,
    blockHash,
    blockNumber: numberToHex(blockNumber),
    transactionHash,
    transactionIndex: numberToHex(transactionIndex),
    logIndex: numberToHex(logIndex),
    removed: false,
  }));

/** Whether a call asks for logs of contracts in a range of blocks, which is how the past is read. */
export function filterOf(method: string, params: unknown): Filter | undefined {
  if (method !== "eth_getLogs" || !Array.isArray(params)) return undefined;
  const [filter] = params as [Partial<Filter> | undefined];
  const { address, fromBlock, toBlock } = filter ?? {};
  const isRange = fromBlock?.startsWith("0x") === true && toBlock?.startsWith("0x") === true;
  return isRange && address !== undefined ? (filter as Filter) : undefined;
}
