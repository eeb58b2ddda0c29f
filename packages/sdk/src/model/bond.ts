import { ceilDiv } from "./fixed.ts";

const BPS = 10_000n;

/** The bond that a draw asks for, base units: a part of all that is drawn then. Rounded up. */
export const bondNeeded = (drawn: bigint, bps: number | bigint): bigint => ceilDiv(drawn * BigInt(bps), BPS);
