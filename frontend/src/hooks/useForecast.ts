"use client";

import { useQuery } from "@tanstack/react-query";
import type { ForecastView } from "@/lib/chain/readForecast";
import { forecastQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** When a request for so many shares could be paid; undefined while it is being read. */
export function useForecast(shares: bigint, atAnyPrice: boolean): ForecastView | undefined {
  const { read } = useProtocol();
  const { head } = useChain();
  return useQuery(forecastQuery(read, head, shares, atAnyPrice)).data;
}
