import { isCallException, isError, type Interface } from "ethers";
import { CliError } from "./cliError.ts";

/** Runs a call; a revert becomes the name of its error and its arguments, wherever the error is declared. */
export async function explainRevert<T>(interfaces: readonly Interface[], act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const data = dataOf(error);
    if (data === undefined) throw error;
    const { name, args } = explainData(interfaces, data);
    if (name === data) throw new CliError("The chain refused.", [data]);
    throw new CliError(`The chain refused: ${name}.`, args);
  }
}

/** The name of an error and its arguments, wherever it is declared; the data itself where it is nowhere. */
export function explainData(interfaces: readonly Interface[], data: string): { name: string; args: string[] } {
  for (const declared of interfaces) {
    const parsed = declared.parseError(data);
    if (!parsed) continue;
    const args = parsed.fragment.inputs.map(({ name }, index) => `${name} ${String(parsed.args[index])}`);
    return { name: parsed.name, args };
  }
  return { name: data, args: [] };
}

function dataOf(error: unknown): string | undefined {
  if (isCallException(error)) return error.data ?? undefined;
  if (!isError(error, "UNKNOWN_ERROR") || typeof error.error !== "object") return undefined;
  const inner = error.error as { data?: unknown };
  return typeof inner.data === "string" ? inner.data : undefined;
}
