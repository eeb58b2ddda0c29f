import { InputError } from "@gpu-yield-vaults/sdk/inputs";
import { CliError } from "../lib/cliError.ts";

/** What of the command line was read; what can't be taken is the user's mistake. */
export function taken<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new CliError(error.message, error.facts, error.next ?? "add --help for the units.", 2);
  }
}
