import { zeroAddress, type Address } from "viem";

/** One seat of a reporter set. */
export type Seat = {
  /** As people count, from 1. */
  number: number;
  /** Absent where nobody has it. */
  reporter: Address | undefined;
  hasSigned: boolean;
};

/** Who of a set has signed. Bit i: reporter i. */
export function seatsOf(reporters: readonly Address[], signers: bigint): readonly Seat[] {
  return reporters.map((reporter, place) => ({
    number: place + 1,
    reporter: reporter === zeroAddress ? undefined : reporter,
    hasSigned: ((signers >> BigInt(place)) & 1n) === 1n,
  }));
}
