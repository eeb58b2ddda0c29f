import { evidenceRoot } from "@gpu-yield-vaults/sdk/reports";
import { readPieces } from "./files.ts";

/** Prints the root of pieces of evidence, as a report carries it. */
export async function showRoot(files: readonly string[]): Promise<void> {
  process.stdout.write(`${evidenceRoot(await readPieces(files))}\n`);
}
