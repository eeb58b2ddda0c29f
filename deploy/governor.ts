import { announced, type Transaction } from "@gpu-yield-vaults/sdk/actions";
import type { Address, Hex } from "viem";
import type { Operation } from "./setup.ts";

/** The two transactions by which a governor carries operations out: one announces all of them, the other does them. */
export function governorTransactions(
  accessManager: string,
  operations: readonly Operation[],
): { schedule: Transaction; execute: Transaction } {
  const transactions = operations.map(({ target, data }) => ({ to: target as Address, data: data as Hex }));
  return announced(transactions, accessManager as Address);
}
