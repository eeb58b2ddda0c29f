import { isProven, reportsIn } from "@gpu-yield-vaults/sdk/reports";
import { keccak256, type Hex } from "viem";
import { CliError } from "../lib/cliError.ts";
import { readBytes } from "../lib/inFile.ts";
import { readStatementFile } from "../report/files.ts";
import { readProofFile } from "./files.ts";

export type VerifyOptions = {
  proof: string;
  root?: string;
  report?: string;
};

/**
 * Checks that a piece is under a root: the one that its proof names; the one given, too; and that of a report in a
 * file, of whichever where there are several.
 */
export async function verifyFile(piece: string, { proof: file, root, report }: VerifyOptions): Promise<void> {
  const proof = await readProofFile(file);
  const pieceHash = keccak256(await readBytes(piece));
  if (pieceHash !== proof.pieceHash) {
    throw new CliError(`${file} proves another piece than ${piece}.`, [
      `it proves ${proof.pieceHash}`,
      `the piece hashes to ${pieceHash}`,
    ]);
  }
  const isUnder = (wanted: string) => isProven({ ...proof, root: wanted as Hex });
  for (const wanted of root === undefined ? [proof.root] : [proof.root, root]) {
    if (!isUnder(wanted)) throw notUnder(piece, [`the root is ${wanted}`]);
  }
  if (report === undefined) {
    process.stdout.write(`${piece} is under ${proof.root}\n`);
    return;
  }
  const reports = reportsIn((await readStatementFile(report)).statement);
  const own = reports.filter(({ evidenceRoot }) => isUnder(evidenceRoot));
  if (own.length === 0) {
    throw notUnder(
      piece,
      reports.map(({ cluster, period, evidenceRoot }) => `of cluster ${cluster}, period ${period}: ${evidenceRoot}`),
    );
  }
  for (const { cluster, period } of own) {
    process.stdout.write(`${piece} is under ${proof.root}, of cluster ${cluster}, period ${period}\n`);
  }
}

function notUnder(piece: string, roots: readonly string[]): CliError {
  return new CliError(`${piece} is not under that root.`, roots, "ask for a proof of this file against that report.");
}
