"use client";

import { useQuery } from "@tanstack/react-query";
import { zeroAddress, type Address } from "viem";
import { stakeQuery } from "@/lib/queries/disputeQueries";
import { useChain } from "./useChain";
import { useKept } from "./useKept";
import { useProtocol } from "./useProtocol";

/** What an account has at stake, and may claim. Undefined while that is not known. */
export function useStake(account: Address | undefined) {
  const { read } = useProtocol();
  const { head } = useChain();
  const query = useQuery({ ...stakeQuery(read, head, account ?? zeroAddress), enabled: account !== undefined });
  return useKept(query, (view) => view.account === account).data;
}
