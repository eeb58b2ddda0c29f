import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Head, ReadContext } from "../chain/client";
import {
  readChallengeTerms,
  readDisputes,
  readStake,
  type OraclesReport,
  type ReportPlace,
} from "../chain/readDisputes";

const OF_A_BLOCK = {
  staleTime: Infinity,
  gcTime: 20_000,
  refetchInterval: ({ state }: { state: { status: string } }): number | false =>
    state.status === "error" ? 2_000 : false,
  meta: { isOfBlock: true },
} as const;

const named = (places: readonly ReportPlace[]): string =>
  places.map(({ cluster, period }) => `${cluster}:${period}`).join();

/** The newest dispute of each of these reports. */
export function disputesQuery(context: ReadContext, asOf: Head, places: readonly OraclesReport[]) {
  return queryOptions({
    queryKey: ["disputes", named(places), asOf.number.toString()],
    queryFn: () => readDisputes(context, asOf, places),
    placeholderData: keepPreviousData,
    ...OF_A_BLOCK,
  });
}

/** What a challenge of a report costs; that changes with the report alone. */
export function challengeTermsQuery(context: ReadContext, asOf: Head, place: ReportPlace) {
  return queryOptions({
    queryKey: ["challengeTerms", named([place]), asOf.number.toString()],
    queryFn: () => readChallengeTerms(context, asOf, place),
    placeholderData: keepPreviousData,
    ...OF_A_BLOCK,
  });
}

/** What an account has at stake. */
export function stakeQuery(context: ReadContext, asOf: Head, account: Address) {
  return queryOptions({
    queryKey: ["stake", account, asOf.number.toString()],
    queryFn: async () => ({ account, ...(await readStake(context, asOf, account)) }),
    // Another account's stake must never stand in for this one's.
    placeholderData: (previous) => (previous?.account === account ? previous : undefined),
    ...OF_A_BLOCK,
  });
}
