import { isAddress, isHash, type Address } from "viem";
import { canChange, hasEnded, type Ended, type Fate } from "./fate";
import type { Sent } from "./sent";

/** Something this browser sent. Only what is needed to find it again is kept; never a key or a signature. */
export type PendingEntry = {
  sent: Sent;
  chainId: number;
  /** A restarted local chain has other contracts: its transactions are not shown there. */
  vault: Address;
  title: string;
  /** Milliseconds of this machine's clock. */
  sentAt: number;
  fate: Fate;
};

const KEY = "gpu-yield-vaults.sent";

/** How many are remembered; older ones are in the wallet and on the chain. */
const MOST = 20;

/** What this browser sent, kept across reloads. A small external store for `useSyncExternalStore`. */
export class PendingStore {
  private list: readonly PendingEntry[];
  private readonly listeners = new Set<() => void>();

  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem">) {
    this.list = parse(storage.getItem(KEY));
  }

  readonly snapshot = (): readonly PendingEntry[] => this.list;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The oldest of those that have ended make room; what may still happen is never forgotten. */
  add(entry: PendingEntry): void {
    const others = this.list.filter(({ sent }) => sent.id !== entry.sent.id);
    const done = others.filter(({ fate }) => !canChange(fate)).slice(0, MOST - 1);
    this.replace([entry, ...others.filter((other) => canChange(other.fate) || done.includes(other))]);
  }

  mark(id: string, fate: Fate, sent?: Sent): void {
    const before = this.find(id);
    if (!before) return;
    const after = { ...before, fate, sent: sent ?? before.sent };
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    this.replace(this.list.map((entry) => (entry === before ? after : entry)));
  }

  remove(id: string): void {
    this.replace(this.list.filter(({ sent }) => sent.id !== id));
  }

  find(id: string): PendingEntry | undefined {
    return this.list.find(({ sent }) => sent.id === id);
  }

  /** Once the chain has decided. Rejects where the entry is dismissed before. */
  ended(id: string): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const entry = this.find(id);
        if (entry && !hasEnded(entry.fate)) return false;
        if (entry && hasEnded(entry.fate)) resolve(entry.fate);
        else reject(new Error("It is not followed any more."));
        return true;
      };
      if (look()) return;
      const stop = this.subscribe(() => look() && stop());
    });
  }

  private replace(list: readonly PendingEntry[]): void {
    this.list = list;
    try {
      this.storage.setItem(KEY, JSON.stringify(list));
    } catch {
      // A full or forbidden storage costs only the memory across reloads.
    }
    for (const listener of this.listeners) listener();
  }
}

/** What lies in the storage, entry by entry; what does not read as one of ours is left out. */
export function parse(stored: string | null): PendingEntry[] {
  try {
    const list: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(list) ? list.filter(isEntry) : [];
  } catch {
    return [];
  }
}

const KINDS = [
  "unseen",
  "waiting",
  "signing",
  "confirmed",
  "reverted",
  "cancelled",
  "replaced",
  "dropped",
] as const satisfies Fate["kind"][];

function isEntry(value: unknown): value is PendingEntry {
  if (!isRecord(value) || !isRecord(value.sent) || !isRecord(value.fate)) return false;
  const { sent, fate, chainId, vault, title, sentAt } = value as Record<keyof PendingEntry, unknown> & {
    sent: Record<keyof Sent, unknown>;
    fate: { kind?: unknown; block?: unknown };
  };
  return (
    typeof sent.id === "string" &&
    (sent.kind === "batch" || (sent.kind === "transaction" && isHash(sent.id))) &&
    [sent.account, sent.to, vault].every((address) => typeof address === "string" && isAddress(address)) &&
    [sent.after, sent.nonce, chainId, sentAt].every((number) => typeof number === "number") &&
    typeof title === "string" &&
    (KINDS as readonly unknown[]).includes(fate.kind)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
