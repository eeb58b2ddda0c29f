"use client";

import { createContext, useContext } from "react";
import type { ReadContext } from "@/lib/chain/client";
import type { HeadWatch } from "@/lib/chain/readHead";
import type { Deployment } from "@/lib/config/deployment";
import type { HistoryReader } from "@/lib/history/HistoryReader";
import type { LogSource } from "@/lib/history/LogSource";
import type { IndexReader } from "@/lib/indexer/IndexReader";

/** What the whole page talks to. Made once per deployment. */
export type Protocol = {
  deployment: Deployment;
  read: ReadContext;
  head: HeadWatch;
  /** Who tells the past. */
  logs: LogSource;
  history: HistoryReader;
  /** Where the deployment has one. */
  index: IndexReader | undefined;
};

export const ProtocolContext = createContext<Protocol | undefined>(undefined);

export function useProtocol(): Protocol {
  const protocol = useContext(ProtocolContext);
  if (!protocol) throw new Error("useProtocol needs a deployment above it.");
  return protocol;
}
