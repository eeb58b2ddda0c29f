import {
  paymentsCovered,
  scheduleRows,
  totalOwed,
  yearlyRateOf,
  type Owed,
  type Schedule,
  type ScheduleRow,
} from "@gpu-yield-vaults/sdk/model";

/** A loan or a lease as its terms say it, and how far it is paid. */
export type Debt = {
  form: "loan" | "lease";
  /** Without payments once it is repaid or in default. */
  schedule: Schedule;
  /** Unix seconds; the in-service second, or where the schedule began anew. */
  start: number;
  /** Seconds between payments. */
  period: number;
  /** Since the schedule began. */
  paid: Owed;
};

export type PaymentStatus = "paid" | "overdue" | "not due";

export type DebtPayment = ScheduleRow & { status: PaymentStatus };

export type DebtTimeline = {
  payments: readonly DebtPayment[];
  /** 1e18 is 100 %, without compounding; a lease's follows from its rent, its buyout and its price. */
  yearlyRate: bigint;
  /** Base units, of the whole term. */
  interest: bigint;
  /** Principal that has not been paid. */
  outstanding: bigint;
  /** The oldest payment that is not paid, and what is missing of it; none is left when all are. */
  next: (DebtPayment & { missing: bigint }) | undefined;
};

/**
 * Every payment of a debt, and where it stands at second `now`. Of a schedule that has ended there is nothing to say.
 */
export function debtTimeline({ schedule, start, period, paid }: Debt, now: number): DebtTimeline | undefined {
  if (schedule.payments === 0) return undefined;
  const sum = paid.interest + paid.principal;
  const covered = paymentsCovered(schedule, sum);
  const payments = scheduleRows(schedule, start, period).map((row) => ({
    ...row,
    status: statusOf(row, covered, now),
  }));
  const next = payments[covered];
  const coveredSum = payments.slice(0, covered).reduce((total, { payment }) => total + payment, 0n);
  return {
    payments,
    yearlyRate: yearlyRateOf(schedule.growth, period),
    interest: totalOwed(schedule) - schedule.principal,
    outstanding: schedule.principal - paid.principal,
    next: next && { ...next, missing: next.payment - (sum - coveredSum) },
  };
}

function statusOf({ index, dueAt }: ScheduleRow, covered: number, now: number): PaymentStatus {
  if (index <= covered) return "paid";
  return now > dueAt ? "overdue" : "not due";
}
