"use client";

import { useQuery } from "@tanstack/react-query";
import { zeroAddress, type Address } from "viem";
import type { OutlooksView } from "@/lib/chain/readOutlooks";
import { outlooksQuery } from "@/lib/queries/chainQueries";
import { answerOf, type Answer } from "./answer";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** When an account's requests that wait could be paid. */
export function useOutlooks(address: Address | undefined): Answer<OutlooksView> {
  const { read } = useProtocol();
  const { head } = useChain();
  const query = useQuery({
    ...outlooksQuery(read, head, address ?? zeroAddress),
    enabled: address !== undefined,
  });
  return answerOf(query, address !== undefined);
}
