import { evidenceProof, evidenceRoot, isProven } from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { concat, keccak256, toUtf8Bytes } from "ethers";
import type { Hex } from "viem";

const pieces = (count: number) => Array.from({ length: count }, (_, index) => toUtf8Bytes(`invoice ${index}`));
const nodeAbove = (one: string, other: string) => keccak256(concat([one, other].sort()));
/** As the contract computes it: the leaf hashed once more, pairs sorted. */
const rootFrom = (piece: Uint8Array, proof: readonly string[]) => proof.reduce(nodeAbove, keccak256(keccak256(piece)));

/** Roots that were signed stay what they are. */
const ROOTS: Readonly<Record<number, string>> = {
  1: "0xf8274886ff1535f82b77e4b34779f4a06198713d3128330b13a0f308226941dd",
  2: "0xd5d7e92e88d67a6ffc8c03af353241f956f9ea815f390db4af7213d1823a529e",
  3: "0xdd8d386ebda0d47968b493ebfd3135004a0ab1c5d1115daf04500d00ad8f0379",
  4: "0x4bc7cd106d548383e03e7c75e90262a9c20431d2ff9365e19684c7a37317272b",
  5: "0x0299511f9a3cc6c167e6e1022230501c0153537451412ce885d1dfdf16dab754",
  8: "0x1443053edc2508968ad1bf9287abe05e5b90d11395642b550b9fdce0573712e4",
  13: "0xa1b4bd35d61f3707f9667f9304ddb37ba994f1681ef9c6e33275b84fbd03d8c4",
};

describe("evidence of a report", () => {
  for (const [count, root] of Object.entries(ROOTS)) {
    describe(`given ${count} pieces`, () => {
      const all = pieces(Number(count));

      it("has one root, in whatever order they come", () => {
        expect(evidenceRoot(all)).to.equal(root);
        expect(evidenceRoot(all.toReversed())).to.equal(root);
      });

      it("proves each of them as the contract computes it", () => {
        for (const piece of all) {
          const proof = evidenceProof(piece, all);
          expect([proof?.root, proof?.pieceHash]).to.deep.equal([root, keccak256(piece)]);
          expect(rootFrom(piece, proof?.proof ?? [])).to.equal(root);
          expect(proof && isProven(proof)).to.equal(true);
        }
      });
    });
  }

  it("proves a file that is there twice", () => {
    const [one = new Uint8Array(), two = new Uint8Array()] = pieces(2);
    const all = [one, two, one];

    expect(rootFrom(one, evidenceProof(one, all)?.proof ?? [])).to.equal(evidenceRoot(all));
  });

  it("proves nothing that is not there, nor a node for a file", () => {
    const all = pieces(4);
    const [first = new Uint8Array(), second = new Uint8Array()] = all;
    const { root, proof = [] } = evidenceProof(first, all) ?? {};
    const beside = evidenceProof(second, all)?.pieceHash ?? "0x";

    expect(evidenceProof(toUtf8Bytes("a forgery"), all)).to.equal(undefined);
    expect(isProven({ root: root ?? "0x", pieceHash: beside, proof })).to.equal(false);
    expect(isProven({ root: root ?? "0x", pieceHash: proof[1] ?? "0x", proof: proof.slice(2) })).to.equal(false);
  });

  it("takes hashes in any letter case", () => {
    const all = pieces(3);
    const [first = new Uint8Array()] = all;
    const proven = evidenceProof(first, all);
    const loud = (hex: Hex) => `0x${hex.slice(2).toUpperCase()}` as const;

    expect(
      proven && isProven({ root: loud(proven.root), pieceHash: loud(proven.pieceHash), proof: proven.proof.map(loud) }),
    ).to.equal(true);
  });

  it("is of one piece at least", () => {
    expect(() => evidenceRoot([])).to.throw("evidence of at least one piece is needed");
  });
});
