import type { Facility, Period } from "./facility.ts";
import { least } from "./fixed.ts";

const BPS = 10_000n;

/** One settlement by the terms. The fee is not taken yet: `residualForVault` holds it. */
export type Settlement = {
  cash: bigint;
  energy: bigint; // carried over or not
  other: bigint;
  reserve: bigint;
  residualForVault: bigint;
  toOperator: bigint;
};

/** Splits what a lockbox can pay, by the terms, and carries what is left unpaid. */
export function settleByTerms(facility: Facility, taken: Period | undefined): Settlement {
  if (taken) facility.reported += taken.gross;
  const owed = facility.reported - facility.distributed;
  const cash = least(facility.lockbox, owed);

  let left = cash;
  const pay = (claim: bigint) => {
    const paid = least(claim, left);
    left -= paid;
    return paid;
  };
  const carriedEnergy = pay(facility.carriedEnergy);
  const carriedOther = pay(facility.carriedOther);
  const energy = pay(taken?.energyCost ?? 0n);
  const other = pay(taken?.otherOpex ?? 0n);
  const reserve = pay(facility.reserveTarget - facility.reserve);
  const toOperator = (left * (BPS - facility.vaultShareBps)) / BPS;

  facility.carriedEnergy += (taken?.energyCost ?? 0n) - energy - carriedEnergy;
  facility.carriedOther += (taken?.otherOpex ?? 0n) - other - carriedOther;
  facility.reserve += reserve;
  facility.lockbox -= cash;
  facility.distributed += cash;
  return {
    cash,
    energy: carriedEnergy + energy,
    other: carriedOther + other,
    reserve,
    residualForVault: left - toOperator,
    toOperator,
  };
}
