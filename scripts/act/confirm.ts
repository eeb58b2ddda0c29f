import { createInterface } from "node:readline/promises";
import { CliError } from "../lib/cliError.ts";

/** Asks at the terminal whether to send; without one nobody can say yes. */
export async function confirm(isSure: boolean): Promise<void> {
  if (isSure) return;
  if (!process.stdin.isTTY) {
    throw new CliError("Nothing was sent: there is no terminal to ask at.", [], "repeat with --yes.", 2);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question("Send it? [y/N] ");
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    terminal.close();
  }
  throw new CliError("Nothing was sent.", [], undefined, 2);
}
