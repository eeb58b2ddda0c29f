/**
 * The files behind a report's evidence root: OpenZeppelin's tree (`SimpleMerkleTree`), whose leaves are pieces by the
 * hash of their bytes, hashed once more, so that no inner node passes for a piece.
 */

import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { keccak256, type Hex } from "viem";

/** That a piece is under a root; `ReportDisputes.proveEvidence` takes `pieceHash` and `proof`. */
export type EvidenceProof = {
  readonly root: Hex;
  readonly pieceHash: Hex; // of its bytes
  readonly proof: readonly Hex[];
};

/** The root over pieces of evidence (invoices, meter readings), each a file's bytes, in whatever order. */
export function evidenceRoot(pieces: readonly Uint8Array[]): Hex {
  return treeOf(pieces).root as Hex;
}

/** Proves a piece against the root of all pieces; `undefined` where it is none of them. */
export function evidenceProof(piece: Uint8Array, pieces: readonly Uint8Array[]): EvidenceProof | undefined {
  const pieceHash = keccak256(piece);
  const place = pieces.findIndex((other) => keccak256(other) === pieceHash);
  if (place < 0) return undefined;
  const tree = treeOf(pieces);
  return { root: tree.root as Hex, pieceHash, proof: tree.getProof(place) as Hex[] };
}

/** Whether a proof leads from its piece to its root, as the contract computes it. */
export function isProven({ root, pieceHash, proof }: EvidenceProof): boolean {
  const nodes = proof.map((node) => node.toLowerCase());
  return SimpleMerkleTree.verify(root.toLowerCase(), leafOf(pieceHash), nodes);
}

const leafOf = (pieceHash: Hex) => keccak256(pieceHash);

function treeOf(pieces: readonly Uint8Array[]): SimpleMerkleTree {
  if (pieces.length === 0) throw new Error("evidence of at least one piece is needed");
  return SimpleMerkleTree.of(pieces.map((piece) => leafOf(keccak256(piece))));
}
