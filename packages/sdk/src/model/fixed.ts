/** Amounts as the contracts keep them: base units × 2^32. */
export type X32 = bigint;

const BITS = 32n;

export const toX32 = (amount: bigint): X32 => amount << BITS;
export const floor = (amount: X32): bigint => amount >> BITS;
export const ceil = (amount: X32): bigint => -(-amount >> BITS);

/** a / b, rounded up; neither is below zero. */
export const ceilDiv = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

export const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
