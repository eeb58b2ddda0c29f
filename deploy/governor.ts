import { accessManagerAbi } from "@gpu-yield-vaults/sdk/abi/AccessManager";
import { encodeFunctionData, type Address, type Hex } from "viem";
import type { Operation } from "./setup.ts";

/** One transaction of the governor. */
export type GovernorTransaction = { to: string; data: string };

/**
 * The two transactions by which a governor carries operations out: one announces all of them, the other, once its delay
 * is over and in the week after that, does them in their order. Each is whole or nothing.
 */
export function governorTransactions(
  accessManager: string,
  operations: readonly Operation[],
): { schedule: GovernorTransaction; execute: GovernorTransaction } {
  const transaction = (call: (operation: Operation) => Hex): GovernorTransaction => ({
    to: accessManager,
    data: encodeFunctionData({
      abi: accessManagerAbi,
      functionName: "multicall",
      args: [operations.map(call)],
    }),
  });
  return {
    schedule: transaction(({ target, data }) =>
      encodeFunctionData({
        abi: accessManagerAbi,
        functionName: "schedule",
        args: [target as Address, data as Hex, 0],
      }),
    ),
    execute: transaction(({ target, data }) =>
      encodeFunctionData({ abi: accessManagerAbi, functionName: "execute", args: [target as Address, data as Hex] }),
    ),
  };
}

/** A file that a Safe's Transaction Builder reads. */
export function safeBatch(chainId: number, name: string, { to, data }: GovernorTransaction): object {
  return {
    version: "1.0",
    chainId: String(chainId),
    meta: { name },
    transactions: [{ to, value: "0", data, contractMethod: null, contractInputsValues: null }],
  };
}
