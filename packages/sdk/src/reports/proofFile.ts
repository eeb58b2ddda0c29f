/** Proofs of evidence as files. */

import type { EvidenceProof } from "./evidence.ts";
import { hex, object, parse, requireKeys, show } from "./fields.ts";
import { ReportFileError } from "./ReportFileError.ts";

const PROOF_FORMAT = "gpu-yield-vaults/evidence-proof/1";

/** Of a tree of more pieces than anybody has. */
const MOST_NODES = 64;

export function showProof({ root, pieceHash, proof }: EvidenceProof): string {
  return show({ format: PROOF_FORMAT, root, pieceHash, proof });
}

/** Reads it back; whether it leads anywhere is not asked here. */
export function readProof(text: string): EvidenceProof {
  const content = object(parse(text), "it");
  if (content.format !== PROOF_FORMAT) throw new ReportFileError(`format is not ${PROOF_FORMAT}`);
  requireKeys(content, ["format", "root", "pieceHash", "proof"]);
  const { root, pieceHash, proof } = content;
  if (!Array.isArray(proof) || proof.length > MOST_NODES) {
    throw new ReportFileError(`proof is not a list of at most ${MOST_NODES} hashes`);
  }
  return {
    root: hex(root, "root", 32),
    pieceHash: hex(pieceHash, "pieceHash", 32),
    proof: proof.map((node: unknown, index) => hex(node, `proof.${index}`, 32)),
  };
}
