"use client";

import { useQuery } from "@tanstack/react-query";
import type { PreviewKind, PreviewView } from "@/lib/chain/readPreview";
import { previewQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";
import { answerOf, type Answer } from "./answer";

/** The vault's own preview for an amount, at the newest block that has answered; of no other amount, ever. */
export function usePreview(kind: PreviewKind, amount: bigint | undefined): Answer<PreviewView> {
  const { read } = useProtocol();
  const { head } = useChain();
  const query = useQuery({
    ...previewQuery(read, head, kind, amount ?? 0n),
    enabled: amount !== undefined && amount > 0n,
  });
  return answerOf(query, amount !== undefined && amount > 0n);
}
