import { isCallException, isError, type Interface } from "ethers";
import { CliError } from "./cliError.ts";

/** Runs a call; a revert becomes the name of its error and its arguments, wherever the error is declared. */
export async function explainRevert<T>(interfaces: readonly Interface[], act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const data = dataOf(error);
    if (data === undefined) throw error;
    for (const declared of interfaces) {
      const parsed = declared.parseError(data);
      if (!parsed) continue;
      const args = parsed.fragment.inputs.map(({ name }, index) => `${name} ${String(parsed.args[index])}`);
      throw new CliError(`The chain refused: ${parsed.name}.`, args);
    }
    throw new CliError("The chain refused.", [data]);
  }
}

function dataOf(error: unknown): string | undefined {
  if (isCallException(error)) return error.data ?? undefined;
  if (!isError(error, "UNKNOWN_ERROR") || typeof error.error !== "object") return undefined;
  const inner = error.error as { data?: unknown };
  return typeof inner.data === "string" ? inner.data : undefined;
}
