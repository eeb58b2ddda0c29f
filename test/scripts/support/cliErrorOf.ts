import { CliError } from "../../../scripts/lib/cliError.ts";
import { errorOf } from "../../support/errorOf.ts";

/** The error that a command would print; any other one fails the test. */
export async function cliErrorOf(promise: Promise<unknown>): Promise<CliError> {
  const error = await errorOf(promise);
  if (error instanceof CliError) return error;
  throw error;
}
