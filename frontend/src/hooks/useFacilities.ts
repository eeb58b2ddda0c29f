"use client";

import { useQuery } from "@tanstack/react-query";
import { facilitiesQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

export function useFacilities() {
  const { read } = useProtocol();
  const { head } = useChain();
  return useQuery(facilitiesQuery(read, head));
}
