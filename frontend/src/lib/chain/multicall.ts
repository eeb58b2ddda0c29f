import type { Call } from "@gpu-yield-vaults/sdk/logs";
import { decodeFunctionResult, encodeFunctionData, multicall3Abi, type Address, type Hex } from "viem";
import multicall3 from "./multicall3.json";

/** Where most chains have Multicall3. Its code is sent along, for those that have it elsewhere or not at all. */
export const MULTICALL: Address = "0xcA11bde05977b3631167028862bE2a173976CA11";

/** A question that a contract can answer in the place of its node. */
export type Read = {
  /** As it was asked, for a node that is asked alone. */
  call: Call;
  /** Of which block, by its number. */
  block: Hex;
  to: Address;
  data: Hex;
};

/** Whatever asks a contract's view, or for a balance, as of a numbered block and as nobody in particular. */
export function readOf(call: Call): Read | undefined {
  const [what, block, ...more] = Array.isArray(call.params) ? (call.params as unknown[]) : [];
  if (typeof block !== "string" || !block.startsWith("0x") || more.length > 0) return undefined;
  if (call.method === "eth_getBalance") {
    const data = encodeFunctionData({ abi: multicall3Abi, functionName: "getEthBalance", args: [what as Address] });
    return { call, block: block as Hex, to: MULTICALL, data };
  }
  if (call.method !== "eth_call" || typeof what !== "object" || what === null) return undefined;
  const given = Object.entries(what).filter(([, value]) => value !== undefined);
  const { to, data } = Object.fromEntries(given) as { to?: Address; data?: Hex };
  return to && data && given.length === 2 ? { call, block: block as Hex, to, data } : undefined;
}

/** One call that asks all of them, of one block. */
export function callOfAll(reads: readonly Read[], block: Hex): Call {
  const calls = reads.map(({ to, data }) => ({ target: to, allowFailure: true, callData: data }));
  const data = encodeFunctionData({ abi: multicall3Abi, functionName: "aggregate3", args: [calls] });
  return { method: "eth_call", params: [{ to: MULTICALL, data }, block, { [MULTICALL]: multicall3 }] };
}

export type ReadResult = { success: boolean; returnData: Hex };

/** What each of them was answered, in their order. */
export function resultsOfAll(result: unknown): readonly ReadResult[] {
  return decodeFunctionResult({ abi: multicall3Abi, functionName: "aggregate3", data: result as Hex });
}
