"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { buildTimeline } from "@/lib/history/vaultTimeline";
import { historyQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** The protocol's events since its deployment, and the vault's timeline rebuilt from them. */
export function useHistory() {
  const { history } = useProtocol();
  const { head } = useChain();
  const { data: events, error, isPlaceholderData } = useQuery(historyQuery(history, head));
  const checkpoints = useMemo(() => events && buildTimeline(events), [events]);
  return { events, checkpoints, error, isPlaceholderData };
}
