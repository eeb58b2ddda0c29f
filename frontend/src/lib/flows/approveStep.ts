import { encodeFunctionData, type Address } from "viem";
import { testDollarAbi } from "@gpu-yield-vaults/sdk/abi/TestDollar";
import type { TransactionStep } from "./flow";

/** An approval of exactly `amount`: nothing is left over for anyone to take later. */
export function approveStep(asset: Address, spender: Address, amount: bigint, shown: string): TransactionStep {
  return {
    id: "approve",
    kind: "transaction",
    label: `Approve exactly ${shown}`,
    explanation: "Lets the contract take this amount once, and no more.",
    call: () => ({
      to: asset,
      data: encodeFunctionData({ abi: testDollarAbi, functionName: "approve", args: [spender, amount] }),
    }),
  };
}
