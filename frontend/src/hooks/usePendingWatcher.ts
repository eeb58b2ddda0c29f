"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { useConfig, type Config } from "wagmi";
import { getWalletClient } from "wagmi/actions";
import type { Client } from "@/lib/chain/client";
import { LOCAL_CHAIN_ID } from "@/lib/config/deployment";
import { canChange, hasEnded, type Fate } from "@/lib/pending/fate";
import { fateWords } from "@/lib/pending/fateWords";
import type { PendingEntry } from "@/lib/pending/pendingStore";
import { readBatchFate } from "@/lib/pending/readBatchFate";
import { readFate, type Answer } from "@/lib/pending/readFate";
import { keys } from "@/lib/queries/keys";
import { pendingStore, usePending } from "./usePending";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** Asks after what can still change, also after a reload and once more with each block, and says aloud how it ended. */
export function usePendingWatcher(): void {
  const { read, deployment } = useProtocol();
  const { head } = useChain();
  const config = useConfig();
  const queryClient = useQueryClient();
  const pause = deployment.chainId === LOCAL_CHAIN_ID ? 1_000 : 3_000;
  const entries = usePending();
  const isOpen = entries.some(({ fate }) => !hasEnded(fate));
  const latest = useRef(entries);
  useEffect(() => {
    latest.current = entries;
  }, [entries]);

  // What has ended can change by a fork only: with a block.
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const open = latest.current.filter(({ fate }) => canChange(fate));
      const changes = await Promise.all(open.map((entry) => follow(entry, read.client, config)));
      // What ended changed figures: the page looks at the newest block.
      if (changes.includes(true)) void queryClient.invalidateQueries({ queryKey: keys.head });
      if (isOpen && !isOver) timer = setTimeout(() => void look(), pause);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [read, config, queryClient, pause, isOpen, head.number]);
}

/** Whether anything has changed. A node or a wallet that gives no answer has said nothing: what is known stays. */
async function follow(entry: PendingEntry, client: Client, config: Config): Promise<boolean> {
  const { fate, sent } = await ask(entry, client, config).catch(() => entry);
  const before = pendingStore().find(entry.sent.id);
  if (!before) return false;
  pendingStore().mark(entry.sent.id, fate, sent);
  if (before.fate.kind === fate.kind) return false;
  say({ ...before, fate }, before.fate);
  return true;
}

async function ask({ sent, chainId }: PendingEntry, client: Client, config: Config): Promise<Answer> {
  if (sent.kind === "transaction") return readFate(client, sent);
  const wallet = await getWalletClient(config, { chainId });
  return { fate: await readBatchFate(client, wallet, sent), sent };
}

function say(entry: PendingEntry, before: Fate): void {
  const description = fateWords(entry);
  if (entry.fate.kind === "confirmed") toast.success(entry.title, { description });
  else if (hasEnded(entry.fate)) toast.error(entry.title, { description });
  else if (hasEnded(before)) {
    toast.warning(entry.title, { description: `The chain has taken another fork. ${description}` });
  }
}
