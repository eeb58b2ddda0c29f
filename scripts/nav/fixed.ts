/** Amounts with a fraction: base units × 2^96. Far finer than anything the contracts keep. */
export type Fixed = bigint;

const BITS = 96n;

export const toFixed = (amount: bigint): Fixed => amount << BITS;
export const floor = (amount: Fixed): bigint => amount >> BITS;
export const ceil = (amount: Fixed): bigint => -(-amount >> BITS);

/** amount × numerator / denominator */
export const scale = (amount: Fixed, numerator: bigint, denominator: bigint): Fixed =>
  (amount * numerator) / denominator;
