"use client";

import { useMemo, useSyncExternalStore } from "react";
import { isAddressEqual } from "viem";
import { PendingStore, type PendingEntry } from "@/lib/pending/pendingStore";
import { useProtocol } from "./useProtocol";

let store: PendingStore | undefined;

/** One store per page; on the server there is nothing to remember. */
export function pendingStore(): PendingStore {
  store ??= new PendingStore(window.localStorage);
  return store;
}

/** What this browser sent at this deployment, newest first. */
export function usePending(): readonly PendingEntry[] {
  const { deployment } = useProtocol();
  const all = useSyncExternalStore(pendingStore().subscribe, pendingStore().snapshot, nothingSent);
  return useMemo(
    () =>
      all.filter(
        ({ chainId, vault }) => chainId === deployment.chainId && isAddressEqual(vault, deployment.contracts.vault),
      ),
    [all, deployment],
  );
}

const NOTHING: readonly PendingEntry[] = [];

function nothingSent(): readonly PendingEntry[] {
  return NOTHING;
}
