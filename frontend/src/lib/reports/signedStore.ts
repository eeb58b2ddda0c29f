import {
  findContradiction,
  isSignedReport,
  notSignedYet,
  type Contradiction,
  type SignedReport,
} from "@gpu-yield-vaults/sdk/reports";

const KEY = "signed-reports";

/**
 * Writes down what is about to be signed in this browser, before the signature exists, and tells where it contradicts
 * what was: who signs two contents of one revision can be ejected by whoever shows both.
 */
export function recordSigning(storage: Storage, next: readonly SignedReport[]): Contradiction | undefined {
  const before = signedBefore(storage);
  const contradiction = findContradiction(before, next);
  if (contradiction) return contradiction;
  storage.setItem(KEY, JSON.stringify([...before, ...notSignedYet(before, next)]));
  return undefined;
}

/** All that was signed in this browser. What is no such entry is left out. */
export function signedBefore(storage: Pick<Storage, "getItem">): readonly SignedReport[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isSignedReport) : [];
  } catch {
    return [];
  }
}
