"use client";

import { useQuery } from "@tanstack/react-query";
import { facilitiesQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useKept } from "./useKept";
import { useProtocol } from "./useProtocol";

export function useFacilities() {
  const { read } = useProtocol();
  const { head } = useChain();
  return useKept(useQuery(facilitiesQuery(read, head)));
}
