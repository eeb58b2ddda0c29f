import { scheduleRows, totalOwed, yearlyRateOf, type Schedule, type ScheduleRow } from "./amortisation";

/** A loan or a lease as its terms say it, and how far it is paid. */
export type Debt = {
  form: "loan" | "lease";
  schedule: Schedule;
  /** Unix seconds; the in-service second. */
  start: number;
  /** Seconds between payments. */
  period: number;
  /** Payments that are paid in full. */
  covered: number;
};

export type PaymentStatus = "paid" | "overdue" | "not due";

export type DebtPayment = ScheduleRow & { status: PaymentStatus };

export type DebtCourse = {
  payments: readonly DebtPayment[];
  /** 1e18 is 100 %, without compounding; a lease's follows from its rent, its buyout and its price. */
  yearlyRate: bigint;
  /** Base units, of the whole term. */
  interest: bigint;
  /** Principal that the payments still to come repay. */
  outstanding: bigint;
  /** The oldest payment that is not paid; none is left when all are. */
  next: DebtPayment | undefined;
};

/** Every payment of a debt, and where it stands at second `now`. */
export function debtCourse({ schedule, start, period, covered }: Debt, now: number): DebtCourse {
  const payments = scheduleRows(schedule, start, period).map((row) => ({
    ...row,
    status: statusOf(row, covered, now),
  }));
  return {
    payments,
    yearlyRate: yearlyRateOf(schedule.growth, period),
    interest: totalOwed(schedule) - schedule.principal,
    outstanding: payments[covered - 1]?.balance ?? schedule.principal,
    next: payments[covered],
  };
}

function statusOf({ index, dueAt }: ScheduleRow, covered: number, now: number): PaymentStatus {
  if (index <= covered) return "paid";
  return now > dueAt ? "overdue" : "not due";
}
