import { stat } from "node:fs/promises";
import { privateKeyToAccount, type PrivateKeyAccount } from "viem/accounts";
import { CliError } from "../../lib/cliError.ts";
import { readText } from "../../lib/inFile.ts";

const NEXT = "a key is 32 bytes, in hexadecimal.";

/** The account of a key in a file, or else of one that comes in by stdin. A key is never shown. */
export async function readAccount(file: string | undefined): Promise<PrivateKeyAccount> {
  const text = file === undefined ? await keyFromStdin() : await keyFromFile(file);
  const [, digits] = /^(?:0x)?([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  try {
    return privateKeyToAccount(`0x${digits ?? ""}`);
  } catch {
    throw new CliError(`${file ?? "What came in by stdin"} is not a private key.`, [], NEXT);
  }
}

async function keyFromFile(file: string): Promise<string> {
  const text = await readText(file);
  const { mode } = await stat(file);
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    process.stderr.write(`note: others on this machine can read ${file}; chmod 600 takes that away.\n`);
  }
  return text;
}

async function keyFromStdin(): Promise<string> {
  if (process.stdin.isTTY) return typed("Key (it is not shown): ");
  let text = "";
  for await (const part of process.stdin.setEncoding("utf8")) text += String(part);
  if (text.trim() === "") throw new CliError("No key came in by stdin.", [], "give --key-file, or pipe it in.");
  return text;
}

/** A line typed at the terminal without being shown. */
function typed(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true).setEncoding("utf8").resume();
  return new Promise((resolve, reject) => {
    let text = "";
    const end = () => {
      stdin.off("data", take).setRawMode(false).pause();
      stderr.write("\n");
    };
    const take = (chunk: string | Uint8Array) => {
      for (const letter of String(chunk)) {
        if (letter === "\r" || letter === "\n") {
          end();
          resolve(text);
          return;
        }
        if (letter === "\u0003" || letter === "\u0004") {
          end();
          reject(new CliError("Nothing was signed."));
          return;
        }
        text = letter === "\u007F" || letter === "\b" ? text.slice(0, -1) : text + letter;
      }
    };
    stdin.on("data", take);
  });
}
