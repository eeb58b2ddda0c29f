// The lines of a facility on paper: what it is worth and what leavers are paid for it, in 2^-32 base units.

const BITS = 32n;

export const fine = (amount: bigint): bigint => amount << BITS;
export const whole = (amount: bigint): bigint => amount >> BITS;
export const wholeUp = (amount: bigint): bigint => -(-amount >> BITS);

/** What is left of `value` after `seconds` of wear towards `salvage` (base units), `left` seconds before it is reached. */
export function worn(value: bigint, salvage: bigint, left: bigint, seconds: bigint): bigint {
  return value - ((value - fine(salvage)) / left) * seconds;
}

/** What leavers are paid `seconds` after a facility was late at `value`, on a line of `length` seconds. */
export function paidToLeavers(value: bigint, length: bigint, seconds: bigint): bigint {
  return seconds >= length ? 0n : value - (value / length) * seconds;
}
