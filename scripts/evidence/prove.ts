import { evidenceProof, showProof } from "@gpu-yield-vaults/sdk/reports";
import { CliError } from "../lib/cliError.ts";
import { readBytes } from "../lib/inFile.ts";
import { requireWritable, writeWhole } from "../lib/outFile.ts";
import { readPieces } from "./files.ts";

/** Proves that a piece is one of the pieces of a report's evidence, to a file or to the terminal. */
export async function proveFile(piece: string, files: readonly string[], out?: string): Promise<void> {
  await requireWritable(out);
  const proof = evidenceProof(await readBytes(piece), await readPieces(files));
  if (!proof) {
    throw new CliError(
      `${piece} is none of the pieces.`,
      [`compared with ${files.length} ${files.length === 1 ? "file" : "files"}, byte by byte`],
      "give every piece of the report's evidence, the piece itself among them.",
    );
  }
  if (out === undefined) {
    process.stdout.write(showProof(proof));
    return;
  }
  await writeWhole(out, showProof(proof));
  process.stderr.write(`→ ${out}: ${piece} is under ${proof.root}.\n`);
}
