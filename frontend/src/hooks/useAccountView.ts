"use client";

import { useQuery } from "@tanstack/react-query";
import { zeroAddress, type Address } from "viem";
import type { AccountView } from "@/lib/chain/readAccount";
import { accountQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** What an account has and may do. Undefined while there is no account, or while it is being read. */
export function useAccountView(address: Address | undefined): AccountView | undefined {
  const { read } = useProtocol();
  const { head } = useChain();
  const { data } = useQuery({
    ...accountQuery(read, head, address ?? zeroAddress),
    enabled: address !== undefined,
  });
  return address === undefined ? undefined : data;
}
