/** A facility as its approval has it: contracts/interfaces/IFacilityOrigination.sol, `FacilityApproved`. */

import type { Covenant } from "./covenant.ts";
import { NO_CURVE, tickUp, type Grid } from "./curve.ts";
import { plannedSchedule, type Debt } from "./debt.ts";
import { FORM, unborn, type Facility } from "./facility.ts";

/** What its title says of a cluster. Money in base units, times in seconds. */
export type Title = {
  readonly model: string;
  readonly cost: bigint;
  readonly salvage: bigint;
  readonly usefulLife: bigint;
  readonly maxPeriod: bigint;
  readonly gpus: bigint;
};

/** What `FacilityApproved` says of terms, as far as the law needs it. */
export type ApprovedTerms = {
  readonly form: bigint;
  readonly amount: bigint;
  readonly vaultShareBps: bigint;
  readonly reserveTarget: bigint;
  readonly paymentGrace: bigint;
  readonly inServiceBy: bigint;
  readonly milestones: { readonly orderedBps: bigint; readonly deliveredBps: bigint };
  readonly debt: {
    readonly yearlyRate: bigint;
    readonly period: bigint;
    readonly payments: bigint;
    readonly finalPayment: bigint;
    readonly rent: bigint;
    readonly lateRate: bigint;
    readonly shorten: boolean;
  };
  readonly share: { readonly preferredReturnRate: bigint; readonly hurdleShareBps: bigint };
  readonly covenants: Pick<
    Covenant,
    "periods" | "curePeriods" | "coverageBps" | "loanToValueBps" | "priceBps" | "priceLow"
  >;
};

/** Whom and what `FacilityApproved` names besides. */
export type Approved = {
  readonly cluster: bigint;
  readonly operator: string;
  readonly manager: string;
  readonly terms: ApprovedTerms;
};

/** How long after the last day of service milestones may still be attested, seconds. */
const ATTESTING_TIME = 7n * 86_400n;

export function approvedFacility(
  { cluster, operator, manager, terms }: Approved,
  title: Title,
  grid: Pick<Grid, "tick">,
): Facility {
  const { form, milestones } = terms;
  const isDebt = form !== FORM.revenueShare;
  const attesting = milestones.orderedBps + milestones.deliveredBps === 0n ? 0n : ATTESTING_TIME;
  return unborn({
    cluster,
    manager,
    operator,
    form,
    model: title.model,
    fullCost: title.cost,
    fullSalvage: isDebt ? 0n : title.salvage,
    maxPeriod: title.maxPeriod,
    vaultShareBps: terms.vaultShareBps,
    reserveTarget: terms.reserveTarget,
    paymentGrace: terms.paymentGrace,
    lastSecond: terms.inServiceBy + attesting,
    debt: isDebt ? plannedDebt(terms) : undefined,
    covenant: covenantOf(terms),
    preferredReturnRate: terms.share.preferredReturnRate,
    hurdleShareBps: terms.share.hurdleShareBps,
    isAttested: attesting !== 0n,
    gpus: title.gpus,
    curve: { ...NO_CURVE, life: isDebt ? 0n : tickUp(grid, title.usefulLife) },
  });
}

function plannedDebt({ form, amount, debt, paymentGrace }: ApprovedTerms): Debt {
  // An event's fields are read by their names: what decodes it may not spread them.
  const { yearlyRate, period, finalPayment, lateRate, shorten } = debt;
  const isLease = form === FORM.lease;
  const rent = isLease ? debt.rent : 0n;
  const payments = Number(debt.payments);
  return {
    isLease,
    schedule: plannedSchedule({ amount, yearlyRate, rent, period, payments, finalPayment }),
    ...{ interestPaid: 0n, principalPaid: 0n, start: 0n, lateAt: 0n, lateOwed: 0n },
    ...{ period, shorten, lateRate, grace: paymentGrace },
  };
}

const covenantOf = ({ covenants }: ApprovedTerms): Covenant => {
  const { periods, curePeriods, coverageBps, loanToValueBps, priceBps, priceLow } = covenants;
  return {
    periods,
    curePeriods,
    coverageBps: [...coverageBps],
    loanToValueBps: [...loanToValueBps],
    priceBps: [...priceBps],
    priceLow,
    tier: 0n,
    good: 0n,
    trailing: [],
  };
};
