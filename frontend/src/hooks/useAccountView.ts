"use client";

import { useQuery } from "@tanstack/react-query";
import { zeroAddress, type Address } from "viem";
import type { AccountView } from "@/lib/chain/readAccount";
import { accountQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useKept } from "./useKept";
import { useProtocol } from "./useProtocol";

/** What an account has and may do. Undefined while there is no account, or while it is not known. */
export function useAccountView(address: Address | undefined): AccountView | undefined {
  return useAccountRead(address).data;
}

/** The same, with why it is not known. */
export function useAccountRead(address: Address | undefined) {
  const { read } = useProtocol();
  const { head } = useChain();
  const query = useQuery({
    ...accountQuery(read, head, address ?? zeroAddress),
    enabled: address !== undefined,
  });
  return useKept(query, (view) => view.address === address);
}
