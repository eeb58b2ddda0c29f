"use client";

import { useQuery } from "@tanstack/react-query";
import { queueQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useKept } from "./useKept";
import { useProtocol } from "./useProtocol";

/** The redemption queue. */
export function useQueue() {
  const { read } = useProtocol();
  const { head } = useChain();
  return useKept(useQuery(queueQuery(read, head)));
}
