"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { buildTimeline } from "@/lib/history/vaultTimeline";
import { historyQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useKept } from "./useKept";
import { useProtocol } from "./useProtocol";

/** The protocol's events since its deployment, and the vault's timeline rebuilt from them. */
export function useHistory() {
  const { history, index } = useProtocol();
  const { head } = useChain();
  const { data, error } = useKept(useQuery(historyQuery(history, index, head)));
  const events = data?.events;
  const checkpoints = useMemo(() => events && buildTimeline(events), [events]);
  return { events, upTo: data?.upTo, index: data?.index, checkpoints, error };
}
