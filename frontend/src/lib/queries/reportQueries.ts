import { checkSignatures, digestOf, type ReportSignature, type Statement } from "@gpu-yield-vaults/sdk/reports";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Head, ReadContext } from "../chain/client";
import { readReporterSet } from "../chain/readReporterSet";
import { readReporting, type ReportedPlace } from "../chain/readReporting";

const untilItSucceeds = ({ state }: { state: { status: string } }): number | false =>
  state.status === "error" ? 2_000 : false;

/** Reports that are not final, and who signs. */
export function reportingQuery(context: ReadContext, asOf: Head, places: readonly ReportedPlace[]) {
  const named = places.map(({ cluster, oracle }) => `${cluster}:${oracle}`).join();
  return queryOptions({
    queryKey: ["reporting", named, asOf.number.toString()],
    queryFn: () => readReporting(context, asOf, places),
    staleTime: Infinity,
    gcTime: 20_000,
    placeholderData: keepPreviousData,
    refetchInterval: untilItSucceeds,
    meta: { isOfBlock: true },
  });
}

/** Who had the seats of a set: that never changes. */
export function reporterSetQuery(context: ReadContext, asOf: Head, quorum: Address, reporterSet: number) {
  return queryOptions({
    queryKey: ["reporterSet", quorum, reporterSet],
    queryFn: async () => (await readReporterSet(context, asOf, quorum, reporterSet)) ?? null,
    staleTime: Infinity,
    refetchInterval: untilItSucceeds,
    retry: 1,
  });
}

/** Whether a quorum has signed, as the chain judges it. */
export function signaturesQuery(
  { client }: ReadContext,
  asOf: Head,
  statement: Statement,
  signatures: readonly ReportSignature[],
) {
  const named = signatures.map(({ signer, signature }) => `${signer}:${signature}`).join();
  const digest = digestOf(statement);
  return queryOptions({
    queryKey: ["signatures", digest, named, asOf.number.toString()],
    queryFn: async () => ({
      digest,
      ...(await checkSignatures(client, statement, signatures, { blockNumber: asOf.number })),
    }),
    staleTime: Infinity,
    gcTime: 20_000,
    placeholderData: (previous) => (previous?.digest === digest ? previous : undefined),
    refetchInterval: untilItSucceeds,
    meta: { isOfBlock: true },
  });
}
