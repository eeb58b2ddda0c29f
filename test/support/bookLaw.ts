import { FINE } from "./moneyLaw.ts";

const BPS = 10_000n;

/** Wear per second of hardware, fine units, rounded down: its value never falls below salvage. */
export const wearPerSecond = (value: bigint, salvage: bigint, life: bigint): bigint => ((value - salvage) * FINE) / life;

/** What stands before the residual, and what the facility's terms say. Base units. */
export interface Claims {
  energyCarried?: bigint;
  otherCarried?: bigint;
  energy?: bigint;
  other?: bigint;
  reserveRoom?: bigint;
  vaultShareBps: bigint;
}

/** The lines of a settlement, in the order of the event. */
export interface Waterfall {
  lines: [
    cash: bigint,
    energyCarried: bigint,
    otherCarried: bigint,
    energy: bigint,
    other: bigint,
    interest: bigint,
    principal: bigint,
    reserve: bigint,
    fee: bigint,
    toVault: bigint,
    toOperator: bigint,
  ];
  carriedEnergy: bigint;
  carriedOther: bigint;
}

/**
 * The waterfall a second time: each claim takes what is left, in order; the residual goes to vault and operator, and the
 * fee (bps of the growth of profit) out of the vault's part.
 */
export function waterfall(cash: bigint, claims: Claims, fee: (toVault: bigint) => bigint = () => 0n): Waterfall {
  const { energyCarried = 0n, otherCarried = 0n, energy = 0n, other = 0n, reserveRoom = 0n, vaultShareBps } = claims;
  let left = cash;
  const pay = (claim: bigint): bigint => {
    const paid = claim < left ? claim : left;
    left -= paid;
    return paid;
  };
  const paid = [energyCarried, otherCarried, energy, other, reserveRoom].map(pay) as [bigint, bigint, bigint, bigint, bigint];
  const toOperator = (left * (BPS - vaultShareBps)) / BPS;
  const gross = left - toOperator;
  const taken = fee(gross);
  return {
    lines: [cash, paid[0], paid[1], paid[2], paid[3], 0n, 0n, paid[4], taken, gross - taken, toOperator],
    carriedEnergy: energyCarried + energy - paid[0] - paid[2],
    carriedOther: otherCarried + other - paid[1] - paid[3],
  };
}
