import { CliError } from "../lib/cliError.ts";
import { rootOf } from "../lib/evidenceProof.ts";
import { pieceHash } from "../lib/evidenceTree.ts";
import { readReport } from "../report/files.ts";
import { readPiece, readProof } from "./files.ts";

export type VerifyOptions = {
  proof: string;
  root?: string;
  report?: string;
};

/** Checks that a piece is under a root: the one given, that of a report file, or else the one that the proof names. */
export async function verifyFile(piece: string, { proof: file, root, report }: VerifyOptions): Promise<void> {
  const proof = await readProof(file);
  const wanted = [proof.root, ...(root === undefined ? [] : [root])];
  if (report !== undefined) wanted.push((await readReport(report)).report.evidenceRoot);

  const hash = pieceHash(await readPiece(piece));
  if (hash !== proof.pieceHash.toLowerCase()) {
    throw new CliError(`${file} proves another piece than ${piece}.`, [
      `it proves ${proof.pieceHash}`,
      `the piece hashes to ${hash}`,
    ]);
  }
  const found = rootOf(
    hash,
    proof.proof.map((node) => node.toLowerCase()),
  );
  for (const expected of wanted) {
    if (found === expected.toLowerCase()) continue;
    throw new CliError(`${piece} is not under that root.`, [`the proof leads to ${found}`, `the root is ${expected}`]);
  }
  process.stdout.write(`${piece} is under ${found}\n`);
}
