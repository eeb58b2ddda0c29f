import { concat, keccak256 } from "ethers";

/** A piece of evidence (an invoice, a meter reading) by the hash of its bytes: what a proof on chain is given. */
export function pieceHash(piece: Uint8Array): string {
  return keccak256(piece);
}

/** A leaf of the tree. Hashed once more, so that no inner node passes for a piece. */
export function leafOf(hash: string): string {
  return keccak256(hash);
}

/** The node above two others, whichever stands left. */
export function nodeAbove(one: string, other: string): string {
  return keccak256(concat([one, other].sort()));
}

/** The tree over pieces of evidence, from its sorted leaves to its root. A node without a neighbour rises as it is. */
export function evidenceTree(pieces: readonly Uint8Array[]): readonly (readonly string[])[] {
  let level = pieces.map((piece) => leafOf(pieceHash(piece))).sort();
  if (level.length === 0) throw new Error("evidence of at least one piece is needed");
  const levels = [level];
  while (level.length > 1) {
    const next: string[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left = "", right] = level.slice(index, index + 2);
      next.push(right === undefined ? left : nodeAbove(left, right));
    }
    levels.push(next);
    level = next;
  }
  return levels;
}
