"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { toast } from "sonner";
import { TransactionNotFoundError, TransactionReceiptNotFoundError, type Hash } from "viem";
import type { Client } from "@/lib/chain/client";
import type { PendingStatus } from "@/lib/pending/pendingStore";
import { keys } from "@/lib/queries/keys";
import { pendingStore, usePending } from "./usePending";
import { useProtocol } from "./useProtocol";

/** Asks after what is pending, also after a reload, and says aloud how it ended. */
export function usePendingWatcher(): void {
  const { read } = useProtocol();
  const queryClient = useQueryClient();
  const waiting = usePending().filter(({ status }) => status === "pending");
  const hashes = waiting.map(({ hash }) => hash);

  const { data } = useQuery({
    queryKey: ["pending", ...hashes],
    queryFn: () => Promise.all(hashes.map(async (hash) => ({ hash, status: await statusOf(read.client, hash) }))),
    enabled: hashes.length > 0,
    refetchInterval: 2_000,
    gcTime: 0,
  });

  useEffect(() => {
    for (const { hash, status } of data ?? []) {
      const entry = pendingStore()
        .snapshot()
        .find((candidate) => candidate.hash === hash);
      if (entry?.status !== "pending" || status === "pending") continue;
      pendingStore().mark(hash, status);
      if (status === "confirmed") toast.success(entry.title, { description: "Confirmed on the chain." });
      if (status === "reverted")
        toast.error(entry.title, { description: "The contract refused it. Only the fee was spent." });
      void queryClient.invalidateQueries({ queryKey: keys.head });
    }
  }, [data, queryClient]);
}

async function statusOf(client: Client, hash: Hash): Promise<PendingStatus> {
  try {
    const receipt = await client.getTransactionReceipt({ hash });
    return receipt.status === "success" ? "confirmed" : "reverted";
  } catch (error) {
    if (!(error instanceof TransactionReceiptNotFoundError)) return "pending";
  }
  try {
    await client.getTransaction({ hash });
    return "pending";
  } catch (error) {
    return error instanceof TransactionNotFoundError ? "unknown" : "pending";
  }
}
