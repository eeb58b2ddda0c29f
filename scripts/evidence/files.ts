import type { EvidenceProof } from "@gpu-yield-vaults/sdk/reports";
import { isHex, type Hex } from "viem";
import { z } from "zod";
import { readBytes, readJsonAs } from "../lib/inFile.ts";

const PROOF_FORMAT = "gpu-yield-vaults/evidence-proof/1";

const bytes32 = z
  .string()
  .transform((text) => text.toLowerCase() as Hex)
  .refine((text) => isHex(text) && text.length === 66, "is not 32 bytes");

const schema = z.strictObject({
  format: z.literal(PROOF_FORMAT),
  root: bytes32,
  pieceHash: bytes32,
  proof: z.array(bytes32).max(64),
});

/** Pieces of evidence, whatever they are. */
export async function readPieces(files: readonly string[]): Promise<Uint8Array[]> {
  return Promise.all(files.map(readBytes));
}

export async function readProof(file: string): Promise<EvidenceProof> {
  const { root, pieceHash, proof } = await readJsonAs(file, schema, "a proof");
  return { root, pieceHash, proof };
}

export function showProof({ root, pieceHash, proof }: EvidenceProof): string {
  return `${JSON.stringify({ format: PROOF_FORMAT, root, pieceHash, proof }, null, 2)}\n`;
}
