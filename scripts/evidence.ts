// `npm run evidence`: the files behind a report's evidence root. Shows the root of all, and proves that one is among
// them.

import { Command, InvalidArgumentError } from "commander";
import { isHexString } from "ethers";
import { proveFile } from "./evidence/prove.ts";
import { showRoot } from "./evidence/root.ts";
import { verifyFile, type VerifyOptions } from "./evidence/verify.ts";
import { runCli } from "./lib/runCli.ts";

const NOTES = `
A piece is a file's bytes: an invoice, a meter reading. Order does not matter, a single byte does. Nothing here asks a
node. On chain, ReportDisputes.verifyEvidence takes the report, the proof's pieceHash and its proof; proveEvidence
records it.

Exit codes: 0 done; 1 not so, with the reason; 2 wrong usage.`;

const program = new Command("npm run evidence --")
  .description("Root, proofs and checks of the files behind a report.")
  .addHelpText("after", NOTES);

program
  .command("root")
  .description("print the root of pieces, as a report carries it")
  .argument("<files...>", "every piece of the evidence")
  .action((files: string[]) => showRoot(files));

program
  .command("prove")
  .description("prove that a piece is one of the pieces")
  .argument("<piece>", "the file to prove")
  .argument("<files...>", "every piece of the evidence, this one among them")
  .option("--out <file>", "where to write the proof; without it, the terminal")
  .action((piece: string, files: string[], { out }: { out?: string }) => proveFile(piece, files, out));

program
  .command("verify")
  .description("check a piece against a root")
  .argument("<piece>", "the file")
  .requiredOption("--proof <file>", "its proof, as prove writes it")
  .option("--root <hash>", "the root it should be under; without it, the one that the proof names", readRoot)
  .option("--report <file>", "a report, as report build writes it: its root is the one")
  .action((piece: string, options: VerifyOptions) => verifyFile(piece, options));

await runCli(program);

function readRoot(text: string): string {
  if (!isHexString(text, 32)) throw new InvalidArgumentError("32 bytes are needed, hexadecimal");
  return text;
}
