"use client";

import { Check, CircleHelp, LoaderCircle, X } from "lucide-react";
import { pendingStore, usePending } from "@/hooks/usePending";
import { usePendingWatcher } from "@/hooks/usePendingWatcher";
import { shortAddress } from "@/lib/format/address";
import type { PendingStatus } from "@/lib/pending/pendingStore";

const LOOKS = {
  pending: { icon: LoaderCircle, look: "animate-spin text-accent", word: "Waiting for a block" },
  confirmed: { icon: Check, look: "text-accent", word: "Confirmed" },
  reverted: { icon: X, look: "text-bad-ink", word: "Refused by the contract" },
  unknown: { icon: CircleHelp, look: "text-warn-ink", word: "Unknown to the node; it may have been dropped" },
} as const satisfies Record<PendingStatus, object>;

/** Transactions on their way, across reloads. Confirmed ones leave the list by themselves. */
export function PendingTray() {
  usePendingWatcher();
  const shown = usePending().filter(({ status }) => status !== "confirmed");
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
        {shown.map(({ hash, title, status }) => {
          const { icon: Icon, look, word } = LOOKS[status];
          return (
            <li key={hash} className="flex items-center gap-3 rounded-xl px-3 py-2 text-sm">
              <Icon aria-hidden className={`size-4 shrink-0 ${look}`} />
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{title}</p>
                <p className="text-[0.8125rem] text-faint">
                  {word} · <span className="font-mono text-xs">{shortAddress(hash)}</span>
                </p>
              </div>
              {status !== "pending" && (
                <button
                  type="button"
                  aria-label={`Dismiss ${title}`}
                  onClick={() => pendingStore().remove(hash)}
                  className="rounded-md p-1 text-faint hover:bg-sunken hover:text-ink"
                >
                  <X aria-hidden className="size-4" />
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
