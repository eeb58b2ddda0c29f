import {
  approvedFacility,
  distribute,
  enterService,
  FORM,
  nextDeadline,
  oldestUnpaidStart,
  receivableOf,
  settle,
  type Facility,
  type Lines,
  type Setting,
} from "@gpu-yield-vaults/sdk/model";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import { GRID, tickUp } from "./facilityCurve.ts";
import { REPORTING_DELAY } from "./protocol.ts";

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

const SETTING: Setting = {
  ...GRID,
  delay: { now: REPORTING_DELAY, since: 0n, before: REPORTING_DELAY },
  clock: undefined,
  perGpu: 0n,
};

/** What a settlement of `cash` pays, by the model. */
export function waterfall(cash: bigint, claims: Claims): Waterfall {
  const { energyCarried = 0n, otherCarried = 0n, energy = 0n, other = 0n, reserveRoom = 0n, vaultShareBps } = claims;
  const ahead = { energyCarried, otherCarried, energy, other, interest: 0n, principal: 0n, preferred: 0n };
  const split = { shareBps: vaultShareBps, hurdleShareBps: 0n, untilHurdle: 0n };
  const lines = distribute(cash, { ...ahead, reserve: reserveRoom }, split);
  return {
    ...shown(lines),
    carriedEnergy: energyCarried + energy - lines.energyCarried - lines.energy,
    carriedOther: otherCarried + other - lines.otherCarried - lines.other,
  };
}

function shown(of: Lines): Omit<Waterfall, "carriedEnergy" | "carriedOther"> {
  const { cash, energyCarried, otherCarried, energy, other, interest, principal, reserve } = of;
  const { toVault, toOperator, preferred, trapped, fromReserve } = of;
  const costs = [energyCarried, otherCarried, energy, other] as const;
  return {
    lines: [cash, ...costs, interest, principal, reserve, toVault, toOperator, preferred, trapped, fromReserve],
    costs: costs.reduce((sum, paid) => sum + paid, 0n),
    ...{ reserve, toVault, toOperator },
  };
}

type Terms = { vaultShareBps: bigint; reserveTarget: bigint; paymentGrace: bigint; maxPeriod: bigint };

/** What a settlement takes in. */
export type Statement = { gross: bigint; energyCost: bigint; otherOpex: bigint; end: bigint; finalAt: bigint };

/** One revenue share on paper, settlement by settlement: what its waterfall, its reserve and its deadlines say. */
export class FacilityLaw {
  #facility: Facility;

  constructor({ maxPeriod, ...terms }: Terms, inServiceAt: bigint) {
    const title = { model: "", cost: 1n, salvage: 0n, usefulLife: 0n, maxPeriod, gpus: 0n };
    const plain = { ...PLAIN_TERMS, form: FORM.revenueShare, amount: 1n, inServiceBy: 0n };
    const approved = { cluster: 1n, operator: "", manager: "", terms: { ...plain, ...terms } };
    this.#facility = enterService(approvedFacility(approved, title, GRID), inServiceAt);
  }

  get reserve(): bigint {
    return this.#facility.reserve;
  }

  get carriedEnergy(): bigint {
    return this.#facility.carriedEnergy;
  }

  get carriedOther(): bigint {
    return this.#facility.carriedOther;
  }

  /** What reached the vault, before its fee. */
  get received(): bigint {
    return this.#facility.received;
  }

  /** What its operator has earned. */
  get earned(): bigint {
    return this.#facility.earned;
  }

  /** The first period whose rent has not been distributed in full. */
  get oldestUnpaid(): bigint {
    return BigInt(this.#facility.paidOff) + 1n;
  }

  /** Reported and not distributed. */
  get owed(): bigint {
    return receivableOf(this.#facility);
  }

  /** Where the oldest period starts that is not paid in full: rent vests from there. */
  get vestFrom(): bigint {
    return oldestUnpaidStart(this.#facility);
  }

  /** Delinquent from here on, if nothing more comes. */
  get deadline(): bigint {
    return tickUp(nextDeadline(this.#facility, SETTING, 0n));
  }

  /** The lines of a settlement of `cash`, and of the report it takes in. */
  settle(cash: bigint, report?: Statement): Waterfall {
    const taken = report && { ...report, start: this.#facility.reportedUntil, sold: 0n };
    const { facility, lines } = settle({ ...this.#facility, lockbox: cash }, SETTING, taken, 0n);
    this.#facility = facility;
    const { carriedEnergy, carriedOther } = facility;
    return { ...shown(lines), carriedEnergy, carriedOther };
  }
}
