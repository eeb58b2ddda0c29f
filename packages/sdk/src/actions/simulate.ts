import { decodeFunctionResult, type Abi, type Address, type Client, type Hex } from "viem";
import { call, estimateGas, readContract } from "viem/actions";
import { ABIS } from "../abi/all.ts";
import { explainRevert, revertOf, type RevertExplanation } from "../errors/explainRevert.ts";
import type { Say } from "../errors/sentence.ts";
import { functionOf, type Action, type Addresses, type Transaction } from "./action.ts";
import type { Look } from "./entry.ts";

/** What would come of a transaction in the latest block. */
export type Simulation =
  | { succeeds: true; gas: bigint; data: Hex } // what it returns
  | { succeeds: false; refusal: RevertExplanation };

/** Tries a transaction in the latest block, and sends nothing. Where the node does not answer, its error is thrown. */
export async function simulate(
  client: Client,
  { to, data }: Transaction,
  from: Address,
  say: Say,
): Promise<Simulation> {
  return orRefusal(async () => {
    const [returned, gas] = await Promise.all([
      call(client, { account: from, to, data }),
      estimateGas(client, { account: from, to, data }),
    ]);
    return { succeeds: true, gas, data: returned.data ?? "0x" } as const;
  }, say);
}

/** What an attempt comes to, or the chain's refusal of it in a sentence. */
export async function orRefusal<Success>(
  attempt: () => Promise<Success>,
  say: Say,
): Promise<Success | { succeeds: false; refusal: RevertExplanation }> {
  try {
    return await attempt();
  } catch (error) {
    const revert = revertOf(error);
    if (!revert) throw error;
    return { succeeds: false, refusal: explainRevert(revert, say) };
  }
}

/** What an action returns, by what its call has returned; `undefined` where that is nothing. */
export function resultOf(action: Action, data: Hex): unknown {
  const item = functionOf(action);
  if (item.outputs.length === 0) return undefined;
  return decodeFunctionResult({ abi: [item], functionName: item.name, data });
}

/** Asks contracts of a vault, at the latest block. */
export function lookThrough(client: Client, addresses: Addresses): Look {
  return (contract, functionName, args = []) => {
    const address = addresses[contract];
    if (address === undefined) throw new Error(`no address of ${contract} is known`);
    const abi: Abi = ABIS[contract];
    return readContract(client, { address: address as Address, abi, functionName, args });
  };
}
