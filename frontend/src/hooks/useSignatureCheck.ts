"use client";

import { useQuery } from "@tanstack/react-query";
import { signaturesQuery } from "@/lib/queries/reportQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";
import type { StatementOnTheWay } from "./useStatement";

/** Whether a quorum stands behind a statement, asked of the chain with each block. */
export function useSignatureCheck({ content, signatures }: StatementOnTheWay) {
  const { read } = useProtocol();
  const { head } = useChain();
  return useQuery(signaturesQuery(read, head, content.statement, signatures));
}
