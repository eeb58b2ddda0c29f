import { safeBatch, type Transaction } from "@gpu-yield-vaults/sdk/actions";

/** Gives out a file for a Safe's Transaction Builder; nothing is sent. */
export function saveSafeFile(chainId: number, name: string, transactions: readonly Transaction[]): void {
  const batch = safeBatch(chainId, { name, createdAt: Date.now() }, transactions);
  const url = URL.createObjectURL(new Blob([JSON.stringify(batch, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `safe-${chainId}-${batch.createdAt}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
