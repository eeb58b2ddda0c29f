import { isHexString } from "ethers";
import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { CliError } from "../lib/cliError.ts";
import type { EvidenceProof } from "../lib/evidenceProof.ts";
import { firstIssue } from "../lib/firstIssue.ts";

const PROOF_FORMAT = "gpu-yield-vaults/evidence-proof/1";

const bytes32 = z.string().refine((text) => isHexString(text, 32), "is not 32 bytes");

const schema = z.strictObject({
  format: z.literal(PROOF_FORMAT),
  root: bytes32,
  pieceHash: bytes32,
  proof: z.array(bytes32).max(64),
});

/** A piece of evidence, whatever it is. */
export async function readPiece(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CliError(`${file} can't be read.`, [error instanceof Error ? error.message : String(error)]);
  }
}

export async function readPieces(files: readonly string[]): Promise<Uint8Array[]> {
  return Promise.all(files.map(readPiece));
}

export async function readProof(file: string): Promise<EvidenceProof> {
  const bytes = await readPiece(file);
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (error) {
    throw new CliError(`${file} is not JSON.`, [error instanceof Error ? error.message : String(error)]);
  }
  const result = schema.safeParse(json);
  if (!result.success) throw new CliError(`${file} is not a proof: ${firstIssue(result.error)}`);
  const { root, pieceHash, proof } = result.data;
  return { root, pieceHash, proof };
}

export async function writeProof(file: string, proof: EvidenceProof): Promise<void> {
  await writeFile(file, showProof(proof));
}

export function showProof({ root, pieceHash, proof }: EvidenceProof): string {
  return `${JSON.stringify({ format: PROOF_FORMAT, root, pieceHash, proof }, null, 2)}\n`;
}
