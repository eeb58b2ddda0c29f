import { queryOptions } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Head, ReadContext, WatchedHead } from "../chain/client";
import { readAuctions, readOfferedTerms } from "../chain/readAuctions";
import type { LogSource } from "../history/LogSource";
import { OF_A_BLOCK } from "./chainQueries";

/** The newest auctions, and what an account has in them. */
export function auctionsQuery(context: ReadContext, asOf: Head, account: Address | undefined) {
  return queryOptions({
    queryKey: ["auctions", `${account}`, asOf.number.toString()],
    queryFn: () => readAuctions(context, asOf, account),
    ...OF_A_BLOCK,
    placeholderData: (previous) => (previous?.account === account ? previous : undefined),
  });
}

/** What was offered in them: nothing changes it, and another auction is another question. */
export function offeredTermsQuery(context: ReadContext, logs: LogSource, head: WatchedHead, newest: bigint) {
  return queryOptions({
    queryKey: ["offeredTerms", `${head.chain}`, newest.toString()],
    queryFn: () => readOfferedTerms(context, logs, head),
    structuralSharing: false,
    ...OF_A_BLOCK,
    meta: undefined,
    enabled: newest > 0n,
  });
}
