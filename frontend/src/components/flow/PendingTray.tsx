"use client";

import { Check, CircleHelp, LoaderCircle, PenLine, X } from "lucide-react";
import { pendingStore, usePending } from "@/hooks/usePending";
import { usePendingWatcher } from "@/hooks/usePendingWatcher";
import type { Hash } from "viem";
import { shortAddress } from "@/lib/format/address";
import type { Fate } from "@/lib/pending/fate";
import { fateWords } from "@/lib/pending/fateWords";
import type { PendingEntry } from "@/lib/pending/pendingStore";

const LOOKS = {
  unseen: { icon: CircleHelp, look: "text-warn-ink" },
  waiting: { icon: LoaderCircle, look: "animate-spin text-accent" },
  signing: { icon: PenLine, look: "text-accent" },
  confirmed: { icon: Check, look: "text-accent" },
  reverted: { icon: X, look: "text-bad-ink" },
  cancelled: { icon: X, look: "text-warn-ink" },
  replaced: { icon: X, look: "text-bad-ink" },
  dropped: { icon: X, look: "text-bad-ink" },
} as const satisfies Record<Fate["kind"], object>;

/** Transactions on their way, across reloads. Confirmed ones leave the list by themselves. */
export function PendingTray() {
  usePendingWatcher();
  const shown = usePending().filter(({ fate }) => fate.kind !== "confirmed");
  if (shown.length === 0) return null;
  return (
    <aside
      aria-label="Pending transactions"
      data-testid="pending-tray"
      className={
        "animate-rise fixed inset-x-3 bottom-3 z-30 rounded-2xl border border-line-strong bg-surface " +
        "p-2 shadow-xl sm:right-auto sm:left-6 sm:bottom-6 sm:w-80"
      }
    >
      <ul>
        {shown.map((entry) => (
          <Item key={entry.sent.id} entry={entry} />
        ))}
      </ul>
    </aside>
  );
}

function Item({ entry }: { entry: PendingEntry }) {
  const { sent, title, fate } = entry;
  const { icon: Icon, look } = LOOKS[fate.kind];
  return (
    <li className="flex items-center gap-3 rounded-xl px-3 py-2 text-sm">
      <Icon aria-hidden className={`size-4 shrink-0 ${look}`} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{title}</p>
        <p className="text-[0.8125rem] text-faint">
          {fateWords(entry)} <span className="font-mono text-xs">{shortAddress(sent.id as Hash)}</span>
        </p>
      </div>
      {fate.kind !== "waiting" && (
        <button
          type="button"
          aria-label={`Dismiss ${title}`}
          onClick={() => pendingStore().remove(sent.id)}
          className="rounded-md p-1 text-faint hover:bg-sunken hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </li>
  );
}
