/** Amounts as the contracts keep them: base units × 2^32. */
export type Fine = bigint;

const BITS = 32n;

export const toFine = (amount: bigint): Fine => amount << BITS;
export const floor = (amount: Fine): bigint => amount >> BITS;
export const ceil = (amount: Fine): bigint => -(-amount >> BITS);

/** a / b, rounded up; neither is below zero. */
export const ceilDiv = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
