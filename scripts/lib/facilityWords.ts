import { getAddress, toBeHex } from "ethers";

/** A facility as its manager stores it. Money in base units, times in unix seconds unless said otherwise. */
export type FacilityWords = {
  operator: string;
  vaultShareBps: bigint;
  status: bigint; // as in `FacilityStatus`
  paymentGrace: bigint; // seconds
  maxPeriod: bigint; // seconds
  settledPeriods: bigint;
  oldestUnpaid: bigint; // period at which the next cash is aimed; 0: all that is settled is paid, and for debts
  oldestStart: bigint; // where it starts
  reportedUntil: bigint;
  deadline: bigint; // tick of the vault's grid; 0: none
  earned: bigint; // the operator's, not claimed
  lockbox: bigint;
  receivable: bigint; // reported and not distributed
  received: bigint; // that reached the vault, before its fee
  reported: bigint;
  salvage: bigint; // whole base units; of a loan, its value
  slope: bigint; // 2^-32 base units per second of depreciation
  until: bigint; // where depreciation ends; 0: it has not been recorded
  life: bigint; // seconds of depreciation; 0: its value does not depend on time
  valueLeft: bigint; // by sales, recoveries and realised losses
  retiredAt: bigint;
  workoutSince: bigint;
  form: bigint; // as in `Form`
  carriedEnergy: bigint;
  carriedOther: bigint;
  reserve: bigint;
  reserveTarget: bigint;
  trappedCash: bigint;
  preferredOwed: bigint;
  oldestPaid: bigint; // of the oldest unpaid period's gross
};

/** Reads what `wordsOf` of a manager returns, as contracts/facilities/lib/Facility.sol lays it out. */
export function readFacilityWords(words: readonly bigint[]): FacilityWords {
  const part = (word: number, from: number, bits: number) =>
    ((words[word] ?? 0n) >> BigInt(from)) & ((1n << BigInt(bits)) - 1n);
  // 56 bits beside the times, and what they carry.
  const sum = (place: number) => part(1, 88 + 56 * place, 56) | (part(3, 85 * place, 85) << 56n);
  return {
    operator: getAddress(toBeHex(part(0, 0, 160), 20)),
    vaultShareBps: part(0, 160, 16),
    status: part(0, 176, 7),
    paymentGrace: part(0, 192, 32),
    maxPeriod: part(0, 224, 32),
    settledPeriods: part(1, 0, 24),
    oldestUnpaid: part(5, 200, 24),
    oldestStart: part(5, 224, 32),
    reportedUntil: part(1, 24, 32),
    deadline: part(1, 56, 32),
    earned: sum(0),
    lockbox: part(2, 0, 128),
    receivable: part(2, 128, 128),
    received: sum(1),
    reported: sum(2),
    salvage: part(4, 0, 96),
    slope: part(4, 96, 96),
    until: part(4, 192, 32),
    life: part(4, 224, 32),
    valueLeft: part(5, 0, 96),
    oldestPaid: part(5, 96, 104),
    retiredAt: part(6, 0, 40),
    workoutSince: part(6, 40, 40),
    form: part(6, 80, 8),
    carriedEnergy: part(7, 0, 128),
    carriedOther: part(7, 128, 128),
    reserve: part(8, 0, 128),
    reserveTarget: part(8, 128, 128),
    trappedCash: part(9, 0, 128),
    preferredOwed: part(9, 128, 128),
  };
}
