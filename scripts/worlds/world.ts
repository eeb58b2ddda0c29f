import type { Operators } from "../replay/operators.ts";
import type { ChainContext } from "../replay/setUp.ts";

/** A vault that is shown: what it is made with, and what happened to it. */
export type ShownVault = {
  /** Its parameters file, without its ending; the local chain's own first vault where there is none. */
  parameters?: string;
  scenario: string; // its rows, a file
  terms?: string; // a file, where they are not the usual
  title: string; // of the rows
};

/** A deployment on input of its own, in which something can be seen. */
export type World = {
  /** What can be seen, in a line. */
  what: string;
  /** Where to look for it, a sentence each. */
  look: readonly string[];
  vaults: readonly [ShownVault, ...ShownVault[]];
  /** Whether a day passes every few seconds while one watches. What waits for a deadline would miss it. */
  isLively: boolean;
  staging?: Staging;
};

/** What is brought about once the rows have been replayed, in the first vault. */
export type Staging = {
  /** Seconds of the chain that it takes, up to the present. */
  takes: number;
  /** @param now Unix seconds: nothing happens after it. */
  stage(context: ChainContext, operators: Operators, now: number): Promise<void>;
};
