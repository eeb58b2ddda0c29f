import { evidenceTree } from "./evidenceTree.ts";

/**
 * Merkle root over pieces of evidence (invoices, meter readings), each a file's bytes. Leaves are hashed twice and
 * pairs are sorted, so that OpenZeppelin's MerkleProof verifies that a piece belongs to a report.
 */
export function evidenceRoot(pieces: readonly Uint8Array[]): string {
  return evidenceTree(pieces).at(-1)?.[0] ?? "";
}
