import { explainRevert as explain, revertOf, type RevertExplanation } from "@gpu-yield-vaults/sdk/errors";
import type { Hex } from "viem";
import { CliError } from "./cliError.ts";
import { plainSay } from "@gpu-yield-vaults/sdk/text";

/** Runs a call; a revert becomes a sentence, the name of its error with its arguments, and a next step. */
export async function explainRevert<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
}

/** The chain's refusal in an error, in words; `undefined` where it has none. */
export function refusalOf(error: unknown): CliError | undefined {
  const revert = revertOf(error);
  if (!revert) return undefined;
  const { name, what, next, detail } = explain(revert, plainSay);
  return name ? new CliError(`The chain refused: ${name}.`, [what, detail], next) : new CliError(what, [detail], next);
}

/** What an error's bytes say. */
export const explainData = (data: string): RevertExplanation => explain({ data: data as Hex }, plainSay);
