import { evidenceTree, leafOf, nodeAbove, pieceHash } from "./evidenceTree.ts";

/** That a piece of evidence is under a root; `ReportDisputes.proveEvidence` takes `pieceHash` and `proof`. */
export type EvidenceProof = {
  root: string;
  pieceHash: string;
  proof: readonly string[];
};

/** Proves a piece against the root of all pieces; `undefined` where it is none of them. */
export function evidenceProof(piece: Uint8Array, pieces: readonly Uint8Array[]): EvidenceProof | undefined {
  const levels = evidenceTree(pieces);
  const hash = pieceHash(piece);
  let index = levels[0]?.indexOf(leafOf(hash)) ?? -1;
  if (index < 0) return undefined;
  const proof: string[] = [];
  for (const level of levels) {
    const neighbour = level[index ^ 1];
    if (neighbour !== undefined) proof.push(neighbour);
    index >>= 1;
  }
  return { root: levels.at(-1)?.[0] ?? "", pieceHash: hash, proof };
}

/** The root that a proof leads to, as the contract computes it. */
export function rootOf(hash: string, proof: readonly string[]): string {
  return proof.reduce(nodeAbove, leafOf(hash));
}
