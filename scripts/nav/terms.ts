import { implicitGrowth, levelPaymentUp, ratePerPeriodUp } from "../../frontend/src/lib/debt/amortisation.ts";
import type { Title } from "./books.ts";
import type { Covenant } from "./covenant.ts";
import type { Debt } from "./debt.ts";
import type { Facility, Period } from "./facility.ts";
import { ceilDiv, least } from "./fixed.ts";
import type { Saying } from "./settlement.ts";

/** What `FacilityApproved` says, as far as it is needed here. */
export type ApprovedTerms = {
  form: bigint;
  amount: bigint;
  vaultShareBps: bigint;
  reserveTarget: bigint;
  paymentGrace: bigint;
  lineLength: bigint;
  debt: {
    yearlyRate: bigint;
    period: bigint;
    payments: bigint;
    finalPayment: bigint;
    rent: bigint;
    lateRate: bigint;
    shorten: boolean;
  };
  share: { preferredRate: bigint; stepShareBps: bigint };
  covenants: {
    periods: bigint;
    curePeriods: bigint;
    coverageBps: readonly bigint[];
    loanToValueBps: readonly bigint[];
    priceBps: readonly bigint[];
    priceLow: bigint;
  };
};

const REVENUE_SHARE = 0n;
const LEASE = 2n;

export function newFacility(cluster: bigint, title: Title, terms: ApprovedTerms): Facility {
  const periods: Period[] = [];
  const heard: Saying[] = [];
  const isDebt = terms.form !== REVENUE_SHARE;
  return {
    cluster,
    model: title.model,
    fullCost: title.cost,
    fullSalvage: isDebt ? 0n : title.salvage,
    usefulLife: title.usefulLife,
    vaultShareBps: terms.vaultShareBps,
    reserveTarget: terms.reserveTarget,
    lineLength: terms.lineLength,
    paymentGrace: terms.paymentGrace,
    debt: isDebt ? planDebt(terms) : undefined,
    covenant: covenantOf(terms),
    preferredRate: terms.share.preferredRate,
    stepShareBps: terms.share.stepShareBps,
    gpus: title.gpus,
    drawn: 0n,
    salvage: 0n,
    anchor: 0n,
    anchorAt: 0n,
    deadline: 0n,
    wearFrom: 0n,
    exitAnchor: 0n,
    exitAt: 0n,
    lateSince: 0n,
    lineEnd: 0n,
    isResolving: false,
    retired: false,
    inServiceAt: 0n,
    lockbox: 0n,
    reported: 0n,
    distributed: 0n,
    carriedEnergy: 0n,
    carriedOther: 0n,
    reserve: 0n,
    held: 0n,
    preferredOwed: 0n,
    received: 0n,
    reportedUntil: 0n,
    heard,
    periods,
    paidOff: 0,
    paidThrough: 0n,
  };
}

/** The schedule for the whole amount, until it begins. A lease's rate is the one at which its rent is worth its price. */
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
  const finalPayment = least(drawn, ceilDiv(planned.finalPayment * drawn, whole));
  const payment = debt.isLease
    ? ceilDiv(planned.payment * drawn, whole)
    : levelPaymentUp(drawn, growth, payments, finalPayment);
  debt.schedule = { principal: drawn, payment, finalPayment, growth, payments };
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
