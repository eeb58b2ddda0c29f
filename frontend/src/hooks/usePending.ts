"use client";

import { useMemo, useSyncExternalStore } from "react";
import { isAddressEqual } from "viem";
import { PendingStore, type PendingTransaction } from "@/lib/pending/pendingStore";
import { useProtocol } from "./useProtocol";

let store: PendingStore | undefined;

/** One store per page; on the server there is nothing to remember. */
export function pendingStore(): PendingStore {
  store ??= new PendingStore(window.localStorage);
  return store;
}

/** This browser's transactions at this deployment, newest first. */
export function usePending(): readonly PendingTransaction[] {
  const { deployment } = useProtocol();
  const all = useSyncExternalStore(pendingStore().subscribe, pendingStore().snapshot, noTransactions);
  return useMemo(
    () =>
      all.filter(
        ({ chainId, vault }) => chainId === deployment.chainId && isAddressEqual(vault, deployment.contracts.vault),
      ),
    [all, deployment],
  );
}

const NONE: readonly PendingTransaction[] = [];

function noTransactions(): readonly PendingTransaction[] {
  return NONE;
}
