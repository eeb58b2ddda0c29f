"use client";

import { useQuery } from "@tanstack/react-query";
import type { ExitWish, ForecastView } from "@/lib/chain/readForecast";
import { forecastQuery } from "@/lib/queries/chainQueries";
import { answerOf, type Answer } from "./answer";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** When a request could be paid, at the newest block that has answered; of no other request, ever. */
export function useForecast(wish: ExitWish | undefined): Answer<ForecastView> {
  const { read } = useProtocol();
  const { head } = useChain();
  const query = useQuery({ ...forecastQuery(read, head, wish ?? NONE), enabled: wish !== undefined });
  return answerOf(query, wish !== undefined);
}

const NONE: ExitWish = { sum: { shares: 0n }, atAnyPrice: false };
