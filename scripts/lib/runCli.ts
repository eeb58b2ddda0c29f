import { revertOf } from "@gpu-yield-vaults/sdk/errors";
import { NodeError, nodeErrorOf } from "@gpu-yield-vaults/sdk/logs";
import { CommanderError, type Command } from "commander";
import { isError } from "ethers";
import { CliError } from "./cliError.ts";
import { refusalOf } from "./explainRevert.ts";

/**
 * Runs a command line program and sets the process's exit code.
 * Usage errors and known failures print their own words, a node that does not answer its own, with exit code 2;
 * anything unforeseen prints its stack.
 *
 * @param unforeseen The exit code of what nobody has foreseen, where 1 is a result.
 */
export async function runCli(program: Command, unforeseen = 1): Promise<void> {
  prepare(program);
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = report(error, unforeseen);
  }
}

/** Has a command, and all that are part of it, throw instead of ending the process. */
function prepare(command: Command): void {
  command.exitOverride().showHelpAfterError("(add --help for the options)");
  for (const part of command.commands) prepare(part);
}

function report(error: unknown, unforeseen: number): number {
  // Commander ends with 1 for wrong usage, which here means that the work itself failed.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const known = error instanceof CliError ? error : (poverty(error) ?? nodeFailure(error));
  if (known instanceof CliError) {
    process.stderr.write(`${known.text}\n`);
    return known.exitCode;
  }
  const refusal = refusalOf(error);
  if (refusal) {
    process.stderr.write(`${refusal.text}\n`);
    return unforeseen;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return unforeseen;
}

/** A sender that can't pay for its transaction. */
function poverty(error: unknown): CliError | undefined {
  if (!isError(error, "INSUFFICIENT_FUNDS")) return undefined;
  return new CliError("The account cannot pay for the transaction.", [], "send it some of the chain's own coin.");
}

/** What a node said instead of an answer, also where ethers has taken it for the chain's word. */
function nodeFailure(error: unknown): CliError | undefined {
  const isEthers = error instanceof Error && "shortMessage" in error;
  const failure = error instanceof NodeError || (isEthers && !revertOf(error)) ? nodeErrorOf(error) : undefined;
  return failure && new CliError(failure.message, [], failure.next, 2);
}
