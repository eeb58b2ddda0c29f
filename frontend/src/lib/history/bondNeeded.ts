import type { FacilityView } from "../chain/readFacilities";

const BPS = 10_000n;

/**
 * The bond that drawing another `amount` asks for: a part of all that is drawn then, rounded up like the contract's
 * check.
 */
export function bondNeeded({ cost, bondBps }: Pick<FacilityView, "cost" | "bondBps">, amount: bigint): bigint {
  return ((cost + amount) * BigInt(bondBps) + BPS - 1n) / BPS;
}
