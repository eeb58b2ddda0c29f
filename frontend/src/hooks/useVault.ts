"use client";

import { useQuery } from "@tanstack/react-query";
import { vaultQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

export function useVault() {
  const { read } = useProtocol();
  const { head } = useChain();
  return useQuery(vaultQuery(read, head));
}
