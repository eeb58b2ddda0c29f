"use client";

import { useQuery } from "@tanstack/react-query";
import type { PreviewKind } from "@/lib/chain/readPreview";
import { previewQuery } from "@/lib/queries/chainQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** The vault's own preview for an amount; undefined for no amount or while it is being read. */
export function usePreview(kind: PreviewKind, amount: bigint | undefined): bigint | undefined {
  const { read } = useProtocol();
  const { head } = useChain();
  const { data } = useQuery({
    ...previewQuery(read, head, kind, amount ?? 0n),
    enabled: amount !== undefined && amount > 0n,
  });
  return amount === undefined ? undefined : data;
}
