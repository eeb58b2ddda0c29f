"use client";

import { useQuery } from "@tanstack/react-query";
import type { OraclesReport } from "@/lib/chain/readDisputes";
import { disputesQuery } from "@/lib/queries/disputeQueries";
import { useChain } from "./useChain";
import { useKept } from "./useKept";
import { useProtocol } from "./useProtocol";

/** The newest dispute of each report that ever was in one. */
export function useDisputes(places: readonly OraclesReport[] | undefined) {
  const { read } = useProtocol();
  const { head } = useChain();
  return useKept(useQuery({ ...disputesQuery(read, head, places ?? []), enabled: places !== undefined }));
}
