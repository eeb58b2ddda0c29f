"use client";

import { useQuery } from "@tanstack/react-query";
import type { FacilityView } from "@/lib/chain/readFacilities";
import { reportingQuery } from "@/lib/queries/reportQueries";
import { useChain } from "./useChain";
import { useKept } from "./useKept";
import { useProtocol } from "./useProtocol";

/** Reports that are not final of clusters that were in service, and who signs. */
export function useReporting(facilities: readonly FacilityView[]) {
  const { read } = useProtocol();
  const { head } = useChain();
  const places = facilities
    .filter(({ inServiceAt }) => inServiceAt > 0)
    .map(({ cluster, oracle }) => ({ cluster, oracle }));
  return useKept(useQuery(reportingQuery(read, head, places)));
}
