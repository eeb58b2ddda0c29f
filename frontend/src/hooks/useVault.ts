"use client";

import { useQuery } from "@tanstack/react-query";
import { vaultQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useKept } from "./useKept";
import { useProtocol } from "./useProtocol";

export function useVault() {
  const { read } = useProtocol();
  const { head } = useChain();
  return useKept(useQuery(vaultQuery(read, head)));
}
