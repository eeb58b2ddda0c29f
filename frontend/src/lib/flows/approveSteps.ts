import { encodeFunctionData, type Address } from "viem";
import { testDollarAbi } from "@gpu-yield-vaults/sdk/abi/TestDollar";
import { revertOf } from "@gpu-yield-vaults/sdk/errors";
import type { Call, FlowContext, TransactionStep } from "./flow";

type Approval = {
  token: Address;
  spender: Address;
  /** Base units that are to be taken. */
  amount: bigint;
  /** The same in words. */
  shown: string;
  /** What may be taken already. */
  allowance: bigint;
};

/**
 * An approval of exactly `amount`: nothing is left over for anyone to take later. Where something is allowed already
 * and the token changes that to nothing but zero, to zero first.
 */
export function approveSteps({ token, spender, amount, shown, allowance }: Approval): TransactionStep[] {
  if (allowance >= amount) return [];
  const approve = (allowed: bigint): Call => ({
    to: token,
    data: encodeFunctionData({ abi: testDollarAbi, functionName: "approve", args: [spender, allowed] }),
  });
  const isMissing = async ({ client, account }: FlowContext): Promise<boolean> => {
    const args = [account, spender] as const;
    return (
      (await client.readContract({ address: token, abi: testDollarAbi, functionName: "allowance", args })) < amount
    );
  };
  const clear: TransactionStep = {
    id: "clear",
    kind: "transaction",
    label: "Take the old approval back",
    explanation: "Left out unless the token asks for it before it takes another.",
    isNeeded: async (context) => (await isMissing(context)) && (await isRefused(context, approve(amount))),
    call: () => approve(0n),
  };
  return [
    ...(allowance > 0n ? [clear] : []),
    {
      id: "approve",
      kind: "transaction",
      label: `Approve exactly ${shown}`,
      explanation: "Lets the contract take this amount once, and no more.",
      isNeeded: isMissing,
      call: () => approve(amount),
    },
  ];
}

/** By the contract itself: a node that does not answer has said nothing of it. */
async function isRefused({ client, account }: FlowContext, { to, data }: Call): Promise<boolean> {
  try {
    await client.estimateGas({ account, to, data });
    return false;
  } catch (error) {
    if (revertOf(error) !== undefined || /revert/i.test(String(error))) return true;
    throw error;
  }
}
