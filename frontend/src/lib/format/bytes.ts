import { hexToString, type Hex } from "viem";

/** Left-aligned ASCII in a bytes32: `H100-SXM5`, `US-TX`, or the name of a field. */
export function formatLabel(value: Hex): string {
  return hexToString(value, { size: 32 }).replace(/\0+$/, "");
}
