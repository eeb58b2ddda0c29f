import { CommanderError, type Command } from "commander";
import { CliError } from "./cliError.ts";

/**
 * Runs a command line program and sets the process's exit code.
 * Usage errors and known failures print their own words; anything unforeseen prints its stack.
 */
export async function runCli(program: Command, argv: readonly string[] = process.argv): Promise<void> {
  program.exitOverride().showHelpAfterError("(add --help for the options)");
  for (const command of program.commands) command.exitOverride().showHelpAfterError("(add --help for the options)");
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  // Commander ends with 1 for wrong usage, which here means that the work itself failed.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CliError) {
    process.stderr.write(`${error.text}\n`);
    return error.exitCode;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
