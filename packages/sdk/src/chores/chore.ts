import type { Action } from "../actions/index.ts";
import type { Contracts } from "../read/index.ts";

/** Something that anybody may do for a vault now, and that nobody has done yet. */
export type Chore = {
  readonly action: Action;
  /** Since when, unix seconds; absent where nothing says. */
  readonly since?: number | undefined;
  /** Why it is to be done, in a sentence. */
  readonly why: string;
};

/** Of a vault: the contracts that its chores are about. */
export type ChoreContracts = Contracts<"vault" | "queue" | "oracle" | "registry" | "shares" | "loans" | "lens"> &
  Partial<Contracts<"disputes">>;
