import { readRoles } from "@gpu-yield-vaults/sdk/read";
import { queryOptions } from "@tanstack/react-query";
import { askWorker } from "../audit/askWorker";
import type { RecomputeQuestion } from "../audit/recompute";
import type { ReadContext } from "../chain/client";
import { readAudit } from "../chain/readAudit";

/** A vault's own figures at a block: they never change. */
export function auditedBlockQuery(context: ReadContext, blockNumber: bigint) {
  return queryOptions({
    queryKey: ["audited", blockNumber.toString()],
    queryFn: () => readAudit(context, blockNumber),
    staleTime: Infinity,
    retry: 1,
  });
}

/** The same from events alone. */
export function recomputationQuery(vault: string, question: RecomputeQuestion) {
  const { blockNumber, events } = question;
  return queryOptions({
    queryKey: ["recomputed", vault, blockNumber.toString(), events.length],
    queryFn: () => askWorker(question),
    staleTime: Infinity,
    retry: false,
  });
}

/** Who may do what, at a block. */
export function rolesQuery({ client, deployment }: ReadContext, blockNumber: bigint) {
  const { accessManager } = deployment.contracts;
  return queryOptions({
    queryKey: ["roles", blockNumber.toString()],
    queryFn: () => readRoles(client, { accessManager }, { blockNumber, fromBlock: deployment.blockNumber }),
    staleTime: Infinity,
    retry: 1,
  });
}
