import { isAddress, isHash, type Address, type Hash } from "viem";

export type PendingStatus = "pending" | "confirmed" | "reverted" | "unknown";

/** A transaction this browser sent. Only what is needed to find it again is kept; never a key or a signature. */
export type PendingTransaction = {
  hash: Hash;
  chainId: number;
  /** A restarted local chain has other contracts: its transactions are not shown there. */
  vault: Address;
  account: Address;
  title: string;
  /** Milliseconds of this machine's clock. */
  sentAt: number;
  status: PendingStatus;
};

const KEY = "gpu-yield-vaults.pending";

/** How many are remembered; older ones are in the wallet and on the chain. */
const MOST = 20;

/** The transactions this browser sent, kept across reloads. A small external store for `useSyncExternalStore`. */
export class PendingStore {
  private list: readonly PendingTransaction[];
  private readonly listeners = new Set<() => void>();

  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem">) {
    this.list = parse(storage.getItem(KEY));
  }

  readonly snapshot = (): readonly PendingTransaction[] => this.list;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(transaction: PendingTransaction): void {
    this.replace([transaction, ...this.list.filter(({ hash }) => hash !== transaction.hash)].slice(0, MOST));
  }

  mark(hash: Hash, status: PendingStatus): void {
    if (!this.list.some((entry) => entry.hash === hash && entry.status !== status)) return;
    this.replace(this.list.map((entry) => (entry.hash === hash ? { ...entry, status } : entry)));
  }

  remove(hash: Hash): void {
    this.replace(this.list.filter((entry) => entry.hash !== hash));
  }

  private replace(list: readonly PendingTransaction[]): void {
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
export function parse(stored: string | null): PendingTransaction[] {
  try {
    const list: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(list) ? list.filter(isPending) : [];
  } catch {
    return [];
  }
}

const STATUSES: readonly unknown[] = ["pending", "confirmed", "reverted", "unknown"] satisfies PendingStatus[];

function isPending(value: unknown): value is PendingTransaction {
  if (typeof value !== "object" || value === null) return false;
  const entry = value as Partial<PendingTransaction>;
  return (
    isHash(entry.hash ?? "") &&
    typeof entry.chainId === "number" &&
    isAddress(entry.vault ?? "") &&
    isAddress(entry.account ?? "") &&
    typeof entry.title === "string" &&
    typeof entry.sentAt === "number" &&
    STATUSES.includes(entry.status)
  );
}
