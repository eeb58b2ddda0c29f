import { begunBy, outstandingOf, repaid, type Debt as ModelDebt, type Owed } from "@gpu-yield-vaults/sdk/model";
import type { Debt } from "./debtTimeline";

/** What is claimed by now, of payments whose period has begun. Base units. */
export type Claimed = Owed & { lateInterest: bigint };

/** What a repayment does, in the order in which money pays. Base units. */
export type Repayment = Claimed & {
  /** Principal ahead of its time. */
  ahead: bigint;
  /** What is not taken: nothing is left to pay. */
  unused: bigint;
  /** Principal outstanding afterwards. */
  outstanding: bigint;
  /** The schedule after it, where it begins anew: the number of payments left, and each of them. */
  anew?: { payments: number; payment: bigint; paymentBefore: bigint; paymentsBefore: number; from: number };
};

export type Repayable = Debt & {
  claimed: Claimed;
  /** Principal in all, base units. */
  outstanding: bigint;
  /** What is prepaid shortens the term; otherwise it lowers the payments. */
  shorten: boolean;
  /** 1e18 is 100 % a year, simple, on what is overdue. */
  lateRate: bigint;
};

const HOUR = 3_600n;
const YEAR_AT_ONE = 365n * 86_400n * 10n ** 18n;

/** What repaying `amount` does at second `now`. */
export function repaymentOf(debt: Repayable, amount: bigint, now: number): Repayment {
  const before = inModel(debt);
  const { debt: after, paid, ahead, left: unused } = repaid(before, amount, BigInt(now));
  const { late: lateInterest, interest, principal } = paid;
  const outstanding = outstandingOf(after);
  const anew = ahead > 0n && outstanding > 0n ? changeOf(before, after, now) : undefined;
  return { lateInterest, interest, principal, ahead, unused, outstanding, anew };
}

/**
 * What repays the debt. Late interest grows every second, so an hour of it is added where it runs: no more is taken
 * than is outstanding.
 */
export function repayAll({ claimed, outstanding, lateRate }: Repayable): bigint {
  const overdue = claimed.lateInterest > 0n ? claimed.interest + claimed.principal : 0n;
  const spare = (overdue * lateRate * HOUR) / YEAR_AT_ONE + (overdue > 0n ? 1n : 0n);
  return claimed.lateInterest + claimed.interest + outstanding + spare;
}

/** What is claimed at this moment. */
export function claimedInAll({ lateInterest, interest, principal }: Claimed): bigint {
  return lateInterest + interest + principal;
}

/** Late interest is what is claimed of it by now: none has to be counted on. */
function inModel({ form, schedule, start, period, paid, claimed, shorten, lateRate }: Repayable): ModelDebt {
  return {
    isLease: form === "lease",
    schedule,
    interestPaid: paid.interest,
    principalPaid: paid.principal,
    start: BigInt(start),
    period: BigInt(period),
    shorten,
    lateRate,
    lateAt: 0n,
    grace: 0n,
    lateOwed: claimed.lateInterest,
  };
}

function changeOf(before: ModelDebt, after: ModelDebt, now: number): Repayment["anew"] {
  return {
    payments: after.schedule.payments,
    payment: after.schedule.payment,
    paymentsBefore: before.schedule.payments - begunBy(before, BigInt(now)),
    paymentBefore: before.schedule.payment,
    from: Number(after.start),
  };
}
