import { parseUnits } from "ethers";

export const MINUTE = 60n;
export const HOUR = 60n * MINUTE;
export const DAY = 24n * HOUR;
export const NEVER = 2n ** 32n - 1n;
export const MAX_UINT256 = 2n ** 256n - 1n;

/** Whole dollars, as people write them, in base units: `usdc("1_000.50")`. */
export const usdc = (amount: string): bigint => parseUnits(amount.replaceAll("_", ""), 6);

/** The division that rounds up; both sides are positive. */
export const ceilDiv = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;
