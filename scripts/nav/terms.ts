import {
  ceilDiv,
  type Covenant,
  type Debt,
  type Grid,
  implicitGrowth,
  levelPaymentUp,
  min,
  NO_CURVE,
  ratePerPeriodUp,
  tickUp,
  trimmed,
} from "@gpu-yield-vaults/sdk/model";
import type { Title } from "./books.ts";
import { unborn, type Facility } from "./facility.ts";

/** What `FacilityApproved` says, as far as it is needed here. */
export type ApprovedTerms = {
  form: bigint;
  amount: bigint;
  vaultShareBps: bigint;
  reserveTarget: bigint;
  paymentGrace: bigint;
  inServiceBy: bigint;
  milestones: { orderedBps: bigint; deliveredBps: bigint };
  debt: {
    yearlyRate: bigint;
    period: bigint;
    payments: bigint;
    finalPayment: bigint;
    rent: bigint;
    lateRate: bigint;
    shorten: boolean;
  };
  share: { preferredReturnRate: bigint; hurdleShareBps: bigint };
  covenants: {
    periods: bigint;
    curePeriods: bigint;
    coverageBps: readonly bigint[];
    loanToValueBps: readonly bigint[];
    priceBps: readonly bigint[];
    priceLow: bigint;
  };
};

/** Whom and what `FacilityApproved` names besides. */
export type Approved = { cluster: bigint; operator: string; manager: string; terms: ApprovedTerms };

const REVENUE_SHARE = 0n;
const LEASE = 2n;

/** How long after the last day of service milestones may still be attested, seconds. */
const ATTESTING_TIME = 7n * 86_400n;

export function newFacility({ cluster, operator, manager, terms }: Approved, title: Title, grid: Grid): Facility {
  const { form, milestones } = terms;
  const isDebt = form !== REVENUE_SHARE;
  const attesting = milestones.orderedBps + milestones.deliveredBps === 0n ? 0n : ATTESTING_TIME;
  return {
    ...unborn(),
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
    debt: isDebt ? planDebt(terms) : undefined,
    covenant: covenantOf(terms),
    preferredReturnRate: terms.share.preferredReturnRate,
    hurdleShareBps: terms.share.hurdleShareBps,
    isAttested: attesting !== 0n,
    gpus: title.gpus,
    curve: { ...NO_CURVE, life: isDebt ? 0n : tickUp(grid, title.usefulLife) },
  };
}

/**
 * The schedule for the whole amount, until it begins. A lease's rate is the one at which its rent is worth its price.
 */
function planDebt({ form, amount, debt, paymentGrace }: ApprovedTerms): Debt {
  const { finalPayment, rent, shorten, lateRate, period } = debt;
  const payments = Number(debt.payments);
  const isLease = form === LEASE;
  const growth = isLease
    ? implicitGrowth(amount, rent, payments, finalPayment)
    : ratePerPeriodUp(debt.yearlyRate, Number(period));
  const payment = isLease ? rent : levelPaymentUp(amount, growth, payments, finalPayment);
  return {
    isLease,
    schedule: { principal: amount, payment, finalPayment, growth, payments },
    interestPaid: 0n,
    principalPaid: 0n,
    start: 0n,
    period,
    shorten,
    lateRate,
    lateAt: 0n,
    grace: paymentGrace,
    lateOwed: 0n,
  };
}

/** It begins with the in-service second, on what has been drawn: rent and final payment in proportion, rounded up. */
export function beginDebt({ drawn, inServiceAt }: Facility, debt: Debt): void {
  const { principal: whole, growth, payments, ...planned } = debt.schedule;
  const finalPayment = min(drawn, ceilDiv(planned.finalPayment * drawn, whole));
  const payment = debt.isLease
    ? ceilDiv(planned.payment * drawn, whole)
    : levelPaymentUp(drawn, growth, payments, finalPayment);
  debt.schedule = trimmed({ principal: drawn, payment, finalPayment, growth, payments });
  debt.start = debt.lateAt = inServiceAt;
}

function covenantOf({ covenants }: ApprovedTerms): Covenant {
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
}
