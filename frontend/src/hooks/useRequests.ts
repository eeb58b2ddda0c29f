"use client";

import { useQuery } from "@tanstack/react-query";
import { zeroAddress, type Address } from "viem";
import type { RequestView } from "@/lib/chain/readRequests";
import { requestsQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useKept, type Kept } from "./useKept";
import { useProtocol } from "./useProtocol";

/** An account's requests to leave. No data while there is no account, or while they are not known. */
export function useRequests(address: Address | undefined): Kept<RequestView[]> {
  const { read } = useProtocol();
  const { head } = useChain();
  const query = useQuery({
    ...requestsQuery(read, head, address ?? zeroAddress),
    enabled: address !== undefined,
  });
  const { data, error } = useKept(query, (view) => view.address === address);
  return { data: data?.requests, error };
}
