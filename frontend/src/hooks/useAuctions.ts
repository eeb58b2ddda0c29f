"use client";

import { useQuery } from "@tanstack/react-query";
import { auctionsQuery, offeredTermsQuery } from "@/lib/queries/auctionQueries";
import { useChain } from "./useChain";
import { useKept } from "./useKept";
import { useProtocol } from "./useProtocol";
import { useWallet } from "./useWallet";

/** The newest auctions with what the connected account has in them, and the terms offered, as far as each is known. */
export function useAuctions() {
  const { read, logs } = useProtocol();
  const { head } = useChain();
  const wallet = useWallet();
  const account = wallet.status === "ready" ? wallet.address : undefined;
  const view = useKept(useQuery(auctionsQuery(read, head, account)), (known) => known.account === account);
  const newest = view.data?.auctions[0]?.id ?? 0n;
  const terms = useKept(useQuery(offeredTermsQuery(read, logs, head, newest)));
  return { view: view.data, terms: terms.data };
}
