import { levelPaymentUp, termFor, trimmed, type Owed } from "@gpu-yield-vaults/sdk/model";
import type { Debt } from "./debtTimeline";

/** What is claimed by now, of payments whose period has begun. Base units. */
export type Claimed = Owed & { lateInterest: bigint };

/** What a repayment does, in the order in which money pays: contracts/facilities/lib/Debt.sol once more. Base units. */
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
  let left = amount;
  const take = (claim: bigint): bigint => {
    const taken = claim < left ? claim : left;
    left -= taken;
    return taken;
  };
  const lateInterest = take(debt.claimed.lateInterest);
  const interest = take(debt.claimed.interest);
  const principal = take(debt.claimed.principal);
  const ahead = take(debt.outstanding - debt.claimed.principal);
  const outstanding = debt.outstanding - principal - ahead;
  const anew = ahead > 0n && outstanding > 0n ? scheduleAnew(debt, outstanding, now) : undefined;
  return { lateInterest, interest, principal, ahead, unused: left, outstanding, anew };
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

function scheduleAnew({ schedule, start, period, shorten }: Repayable, left: bigint, now: number): Repayment["anew"] {
  const begun = now <= start ? 0 : Math.min(schedule.payments, Math.ceil((now - start) / period));
  const paymentsBefore = schedule.payments - begun;
  const { growth, payment: paymentBefore } = schedule;
  const finalPayment = schedule.finalPayment < left ? schedule.finalPayment : left;
  const planned = shorten
    ? { payment: paymentBefore, payments: termFor(left, growth, paymentBefore, paymentsBefore) }
    : { payment: levelPaymentUp(left, growth, paymentsBefore, finalPayment), payments: paymentsBefore };
  const { payment, payments } = trimmed({ principal: left, growth, finalPayment, ...planned });
  return { paymentBefore, paymentsBefore, from: start + begun * period, payment, payments };
}
