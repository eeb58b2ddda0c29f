"use client";

import { useQuery } from "@tanstack/react-query";
import { zeroAddress, type Address } from "viem";
import type { RequestView } from "@/lib/chain/readRequests";
import { requestsQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** An account's requests to leave. Undefined while there is no account, or while they are being read. */
export function useRequests(address: Address | undefined): RequestView[] | undefined {
  const { read } = useProtocol();
  const { head } = useChain();
  const { data } = useQuery({
    ...requestsQuery(read, head, address ?? zeroAddress),
    enabled: address !== undefined,
  });
  return address === undefined ? undefined : data?.requests;
}
