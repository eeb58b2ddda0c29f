"use client";

import { createContext, useContext } from "react";
import type { WatchedHead } from "@/lib/chain/client";
import type { Tokens } from "@/lib/chain/readTokens";
import type { Say } from "@gpu-yield-vaults/sdk/errors";

/** What every part of a page needs of a chain that answers. */
export type ChainFacts = {
  /** The newest block: the page's clock. */
  head: WatchedHead;
  tokens: Tokens;
  /** Numbers of errors, in this vault's units. */
  say: Say;
  /** Names of known accounts, by lower-case address. */
  labels: ReadonlyMap<string, string>;
};

export const ChainContext = createContext<ChainFacts | undefined>(undefined);

/** Only below `ChainGate`, which shows its own page while the chain does not answer. */
export function useChain(): ChainFacts {
  const facts = useContext(ChainContext);
  if (!facts) throw new Error("useChain needs a ChainGate above it.");
  return facts;
}
