import { nodeErrorOf } from "@gpu-yield-vaults/sdk/logs";

/** Whether a node said nothing at all; what it says instead of an answer is another thing. */
export function isSilent(error: unknown): boolean {
  return nodeErrorOf(error)?.fault === "gone";
}

/** A title for a node that gives no answer, or not the one that was asked for. */
export function nodeTitle(error: unknown, node: string): string {
  return isSilent(error) ? `No answer from ${node}` : `No usable answer from ${node}`;
}
