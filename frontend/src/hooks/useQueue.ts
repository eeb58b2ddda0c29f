"use client";

import { useQuery } from "@tanstack/react-query";
import type { QueueView } from "@/lib/chain/readQueue";
import { queueQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** The redemption queue; undefined while it is being read. */
export function useQueue(): QueueView | undefined {
  const { read } = useProtocol();
  const { head } = useChain();
  return useQuery(queueQuery(read, head)).data;
}
