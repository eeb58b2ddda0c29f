import type { Address } from "viem";

const KEY = "gpu-yield-vaults.approvals";

type Memory = Pick<Storage, "getItem" | "setItem">;

/** Whether this account has chosen to approve this token instead of signing. */
export function prefersApproval(memory: Memory, account: Address, token: Address): boolean {
  return read(memory).includes(nameOf(account, token));
}

export function rememberApproval(memory: Memory, account: Address, token: Address): void {
  const names = new Set([...read(memory), nameOf(account, token)]);
  try {
    memory.setItem(KEY, JSON.stringify([...names]));
  } catch {
    // A full or forbidden storage costs only the memory.
  }
}

function read(memory: Memory): unknown[] {
  try {
    const list: unknown = JSON.parse(memory.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

const nameOf = (account: Address, token: Address): string => `${account}/${token}`.toLowerCase();
