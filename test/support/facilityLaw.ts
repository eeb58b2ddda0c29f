import { tickUp } from "./facilityCurve.ts";
import { REPORTING_DELAY } from "./protocol.ts";

const BPS = 10_000n;
/** Periods that a settlement moves the pointer by at most while something stays unpaid. */
const POINTER_STEPS = 32n;

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What stands before the residual, and what the facility's terms say. Base units. */
export type Claims = {
  energyCarried?: bigint;
  otherCarried?: bigint;
  energy?: bigint;
  other?: bigint;
  reserveRoom?: bigint;
  vaultShareBps: bigint;
};

/** The lines of a settlement, in the order of the event, and by name what people ask for. */
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
    toVault: bigint,
    toOperator: bigint,
    preferred: bigint,
    trapped: bigint,
    fromReserve: bigint,
  ];
  /** Running costs that are paid, this period's and those carried over. */
  costs: bigint;
  reserve: bigint;
  toVault: bigint;
  toOperator: bigint;
  carriedEnergy: bigint;
  carriedOther: bigint;
};

/** The waterfall a second time: each claim takes what is left, in order; the residual goes to vault and operator. */
export function waterfall(cash: bigint, claims: Claims): Waterfall {
  const { energyCarried = 0n, otherCarried = 0n, energy = 0n, other = 0n, reserveRoom = 0n, vaultShareBps } = claims;
  let left = cash;
  const pay = (claim: bigint): bigint => {
    const paid = min(claim, left);
    left -= paid;
    return paid;
  };
  const before = [pay(energyCarried), pay(otherCarried), pay(energy), pay(other)] as const;
  const reserve = pay(reserveRoom);
  const toOperator = (left * (BPS - vaultShareBps)) / BPS;
  const toVault = left - toOperator;
  return {
    lines: [cash, ...before, 0n, 0n, reserve, toVault, toOperator, 0n, 0n, 0n],
    costs: before.reduce((sum, paid) => sum + paid, 0n),
    reserve,
    toVault,
    toOperator,
    carriedEnergy: energyCarried + energy - before[0] - before[2],
    carriedOther: otherCarried + other - before[1] - before[3],
  };
}

type Terms = { vaultShareBps: bigint; reserveTarget: bigint; paymentGrace: bigint; maxPeriod: bigint };

/** What a settlement takes in. */
export type Statement = { gross: bigint; energyCost: bigint; otherOpex: bigint; end: bigint; finalAt: bigint };

/** The settlements of one revenue share, one after the other. */
export class FacilityLaw {
  reserve = 0n;
  carriedEnergy = 0n;
  carriedOther = 0n;
  /** What reached the vault, before its fee. */
  received = 0n;
  /** What its operator has earned. */
  earned = 0n;
  /** The first period whose rent has not been distributed in full. */
  oldestUnpaid = 1n;

  readonly #terms: Terms;
  readonly #periods: Statement[] = [];
  readonly #inServiceAt: bigint;
  #distributed = 0n;

  constructor(terms: Terms, inServiceAt: bigint) {
    this.#terms = terms;
    this.#inServiceAt = inServiceAt;
  }

  /** Reported and not distributed. */
  get owed(): bigint {
    return this.#reportedBy(this.#periods.length) - this.#distributed;
  }

  /** Where the oldest period starts that is not paid in full: rent vests from there. */
  get vestFrom(): bigint {
    return this.#endOf(this.oldestUnpaid - 1n);
  }

  /**
   * Delinquent from here on, if nothing more comes: no report can be final in time, or the oldest rent is past its
   * grace.
   */
  get deadline(): bigint {
    const nextReport = this.#endOf(BigInt(this.#periods.length)) + this.#terms.maxPeriod + REPORTING_DELAY;
    const oldest = this.#periods[Number(this.oldestUnpaid) - 1];
    const payment = this.owed > 0n && oldest !== undefined ? oldest.finalAt + this.#terms.paymentGrace : nextReport;
    return tickUp(min(nextReport, payment));
  }

  /** The lines of a settlement of `cash`, and of the report it takes in. */
  settle(cash: bigint, report?: Statement): Waterfall {
    if (report !== undefined) this.#periods.push(report);
    const split = waterfall(cash, {
      energyCarried: this.carriedEnergy,
      otherCarried: this.carriedOther,
      energy: report?.energyCost ?? 0n,
      other: report?.otherOpex ?? 0n,
      reserveRoom: this.#terms.reserveTarget - this.reserve,
      vaultShareBps: this.#terms.vaultShareBps,
    });
    this.reserve += split.reserve;
    this.received += split.toVault;
    this.earned += split.costs + split.toOperator;
    this.carriedEnergy = split.carriedEnergy;
    this.carriedOther = split.carriedOther;
    this.#distributed += cash;
    this.oldestUnpaid = this.#pointer();
    return split;
  }

  /** First in, first out; where everything reported is paid, behind the newest. */
  #pointer(): bigint {
    const behind = BigInt(this.#periods.length) + 1n;
    if (this.owed === 0n) return behind;
    const first = this.#periods.findIndex((_, index) => this.#reportedBy(index + 1) > this.#distributed);
    return min(BigInt(first) + 1n, this.oldestUnpaid + POINTER_STEPS);
  }

  #reportedBy(count: number): bigint {
    return this.#periods.slice(0, count).reduce((sum, { gross }) => sum + gross, 0n);
  }

  #endOf(period: bigint): bigint {
    return this.#periods[Number(period) - 1]?.end ?? this.#inServiceAt;
  }
}
