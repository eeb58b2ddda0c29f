"use client";

import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import type { QuorumView } from "@/lib/chain/readReporting";
import { reporterSetQuery } from "@/lib/queries/reportQueries";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** Who has, or had, the seats of a version of the reporter set; undefined while that is not known. */
export function useReporterSet(quorum: QuorumView | undefined, reporterSet: number): readonly Address[] | undefined {
  const { read } = useProtocol();
  const { head } = useChain();
  const isPresent = quorum?.reporterSet === reporterSet;
  const past = useQuery({
    ...reporterSetQuery(read, head, quorum?.address ?? "0x", reporterSet),
    enabled: quorum !== undefined && !isPresent,
  });
  return isPresent ? quorum.reporters : (past.data ?? undefined);
}
