import { readProof, ReportFileError, type EvidenceProof } from "@gpu-yield-vaults/sdk/reports";
import { CliError } from "../lib/cliError.ts";
import { readBytes, readText } from "../lib/inFile.ts";

/** Pieces of evidence, whatever they are. */
export async function readPieces(files: readonly string[]): Promise<Uint8Array[]> {
  return Promise.all(files.map(readBytes));
}

export async function readProofFile(file: string): Promise<EvidenceProof> {
  const text = await readText(file);
  try {
    return readProof(text);
  } catch (error) {
    if (error instanceof ReportFileError) throw new CliError(`${file} is not a proof: ${error.message}.`, error.facts);
    throw error;
  }
}
