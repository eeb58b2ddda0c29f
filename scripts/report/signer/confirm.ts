import { createInterface } from "node:readline/promises";
import { CliError } from "../../lib/cliError.ts";

/** Asks the person at the terminal, where there is one. */
export async function confirm(): Promise<void> {
  if (!process.stdin.isTTY) return;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question("Sign this? Type yes: ").finally(() => terminal.close());
  if (answer.trim().toLowerCase() !== "yes") throw new CliError("Nothing was signed.");
}
