import { CliError } from "../lib/cliError.ts";
import { showInstant } from "../lib/instant.ts";
import type { AnyColumn, ScenarioRow } from "../scenario/row.ts";

/** The contracts, or what stands in them by then, refuse what a row says. */
export class ChainRefusal extends CliError {
  constructor(
    readonly row: ScenarioRow,
    readonly column: AnyColumn,
    readonly rule: string,
  ) {
    super(`The chain refused line ${row.line} (${row.cluster}, ${showInstant(row.start)}).`, [rule]);
  }
}

/** Says which row the chain refused, and which of its columns to look at. */
export async function refer<T>(row: ScenarioRow, column: AnyColumn, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, reason = message] = /reverted with custom error '(.+)'/.exec(message) ?? [];
    throw new ChainRefusal(row, column, `${column} is refused by the chain: ${reason}`);
  }
}
