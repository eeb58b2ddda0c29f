import type { Hex } from "viem";

/** `0x7099…79C8`. */
export function shortAddress(address: Hex): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}
