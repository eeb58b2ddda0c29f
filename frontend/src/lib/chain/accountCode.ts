import type { Hex } from "viem";

/** EIP-7702: an account of a key, which acts by another contract's code. */
const DELEGATED = /^0xef0100[0-9a-f]{40}$/i;

/** Whether there is a contract instead of a key: it signs nothing that a token takes. */
export function isContractCode(code: Hex | undefined): boolean {
  return code !== undefined && code !== "0x" && !DELEGATED.test(code);
}
