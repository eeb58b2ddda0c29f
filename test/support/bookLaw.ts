import { FINE } from "./moneyLaw.ts";

const BPS = 10_000n;

/** Wear per second of hardware, fine units, rounded down: its value never falls below salvage. */
export const wearPerSecond = (value: bigint, salvage: bigint, life: bigint): bigint =>
  ((value - salvage) * FINE) / life;

/** What stands before the residual, and what the facility's terms say. Base units. */
export type Claims = {
  energyCarried?: bigint;
  otherCarried?: bigint;
  energy?: bigint;
  other?: bigint;
  reserveRoom?: bigint;
  vaultShareBps: bigint;
};

/** The lines of a settlement, in the order of the event. */
export type Waterfall = {
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
    preferred: bigint,
    held: bigint,
    fromReserve: bigint,
  ];
  carriedEnergy: bigint;
  carriedOther: bigint;
};

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
  const paid = [energyCarried, otherCarried, energy, other, reserveRoom].map(pay) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const toOperator = (left * (BPS - vaultShareBps)) / BPS;
  const gross = left - toOperator;
  const taken = fee(gross);
  return {
    lines: [cash, paid[0], paid[1], paid[2], paid[3], 0n, 0n, paid[4], taken, gross - taken, toOperator, 0n, 0n, 0n],
    carriedEnergy: energyCarried + energy - paid[0] - paid[2],
    carriedOther: otherCarried + other - paid[1] - paid[3],
  };
}

/** The settlements of one facility, one after the other, in a vault that finances nothing else. */
export class FacilityLaw {
  reserve = 0n;
  carriedEnergy = 0n;
  carriedOther = 0n;
  /** Rent for the vault, before the fee. */
  income = 0n;
  /** What of it reached the vault. */
  received = 0n;
  highestProfit = 0n;

  readonly #terms: { vaultShareBps: bigint; reserveTarget: bigint; feeBps: bigint; cost: bigint };

  constructor(terms: { vaultShareBps: bigint; reserveTarget: bigint; feeBps: bigint; cost: bigint }) {
    this.#terms = terms;
  }

  /** The lines of a settlement of `cash`, with the costs of the report it took in, while the hardware is worth `value`. */
  settle(
    cash: bigint,
    value: bigint,
    report: { energyCost: bigint; otherOpex: bigint } = { energyCost: 0n, otherOpex: 0n },
  ): Waterfall {
    const { vaultShareBps, reserveTarget } = this.#terms;
    const split = waterfall(
      cash,
      {
        energyCarried: this.carriedEnergy,
        otherCarried: this.carriedOther,
        energy: report.energyCost,
        other: report.otherOpex,
        reserveRoom: reserveTarget - this.reserve,
        vaultShareBps,
      },
      (toVault) => this.#fee(toVault, value),
    );
    this.reserve += split.lines[7];
    this.received += split.lines[9];
    this.carriedEnergy = split.carriedEnergy;
    this.carriedOther = split.carriedOther;
    return split;
  }

  /** The rate on what profit (income less wear and losses) grew above its highest mark. */
  #fee(toVault: bigint, value: bigint): bigint {
    this.income += toVault;
    const profit = this.income - (this.#terms.cost - value);
    if (toVault === 0n || profit <= this.highestProfit) return 0n;
    const fee = ((profit - this.highestProfit) * this.#terms.feeBps) / BPS;
    this.highestProfit = profit;
    return fee;
  }
}
