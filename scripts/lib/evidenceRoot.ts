import { concat, keccak256 } from "ethers";

/**
 * Merkle root over pieces of evidence (invoices, meter readings), each a file's bytes. Leaves are hashed twice and pairs
 * are sorted, so that OpenZeppelin's MerkleProof verifies that a piece belongs to a report.
 */
export function evidenceRoot(pieces: readonly Uint8Array[]): string {
  let level = pieces.map((piece) => keccak256(keccak256(piece))).sort();
  if (level.length === 0) throw new Error("evidence of at least one piece is needed");
  while (level.length > 1) {
    const next: string[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left = "", right] = level.slice(index, index + 2);
      next.push(right === undefined ? left : keccak256(concat([left, right].sort())));
    }
    level = next;
  }
  return level[0] ?? "";
}
