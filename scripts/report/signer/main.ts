// Signs reports on a machine of its own, without a network and with nothing but Node: `report signer` makes one file of
// it. What it promises: the key comes from a file or from stdin and goes nowhere; what is signed is what is shown; and
// no second content of one revision is signed with one key.

import { reportsIn, showSignature, signStatement } from "@gpu-yield-vaults/sdk/reports";
import { parseArgs } from "node:util";
import { CliError } from "../../lib/cliError.ts";
import { requireWritable } from "../../lib/outFile.ts";
import { describeStatement } from "../describe.ts";
import { readStatementFile, writeSignatureFile } from "../files.ts";
import { DEFAULT_RECORD, recordSigning } from "../record.ts";
import { confirm } from "./confirm.ts";
import { readAccount } from "./readAccount.ts";

const USAGE = `Usage: node sign.mjs REPORT [--out FILE] [--key-file FILE] [--record FILE]

Shows what REPORT says, and signs it with one reporter's key, on this machine and without a network.

  --out FILE       the signature, as JSON; without it, the terminal
  --key-file FILE  the key, 32 bytes in hexadecimal; without it, stdin: typed where nobody sees it, or from a pipe
  --record FILE    what was signed on this machine: no second content of one revision is
                   (${DEFAULT_RECORD})

Exit codes: 0 signed; 1 refused, with the reason; 2 wrong usage.
`;

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof CliError) {
    process.stderr.write(`${error.text}\n`);
    return error.exitCode;
  }
  throw error;
});

async function main(given: string[]): Promise<number> {
  const options = readOptions(given);
  if (options === undefined) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { file, out, keyFile, record } = options;

  // 1. Show.
  const content = await readStatementFile(file);
  const { statement } = content;
  process.stderr.write(`${describeStatement(content)}\n`);
  await requireWritable(out);

  // 2. Ask.
  await confirm();
  const account = await readAccount(keyFile);

  // 3. Sign.
  await recordSigning(record, account.address, statement.domain, reportsIn(statement));
  const signature = await signStatement(statement, account);
  if (out === undefined) process.stdout.write(showSignature(statement, signature));
  else await writeSignatureFile(out, statement, signature);
  process.stderr.write(`→ ${out ?? "stdout"}: signed by ${account.address}.\n`);
  return 0;
}

type Options = { file: string; out: string | undefined; keyFile: string | undefined; record: string };

/** `undefined` where help is wanted. */
function readOptions(given: string[]): Options | undefined {
  const wrong = (sentence: string) => new CliError(sentence, [], "node sign.mjs --help", 2);
  const parsed = (() => {
    try {
      const text = { type: "string" } as const;
      const options = { out: text, "key-file": text, record: text, help: { type: "boolean" } } as const;
      return parseArgs({ args: given, allowPositionals: true, options });
    } catch {
      throw wrong("There is an option that is not known, or one without its value."); // which may be a key
    }
  })();
  const { values, positionals } = parsed;
  if (values.help === true) return undefined;
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw wrong("One report is needed, and nothing else.");
  return { file, out: values.out, keyFile: values["key-file"], record: values.record ?? DEFAULT_RECORD };
}
