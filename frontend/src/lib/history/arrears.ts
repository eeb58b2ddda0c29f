import { max } from "@gpu-yield-vaults/sdk/model";
import type { FacilityView } from "../chain/readFacilities";
import { debtTimeline } from "../debt/debtTimeline";
import type { PeriodRow } from "./periods";

/** Everything of one facility that is past its day and not paid. Base units. */
export type Arrears = {
  /** Reported rent of a revenue share whose day of payment has passed. */
  rent: bigint;
  /** Of a loan or a lease: what is missing of payments that were due; in a workout, everything that is owed. */
  instalments: bigint;
  lateInterest: bigint;
  total: bigint;
  /** Unix seconds since which the oldest of it is due; absent where nothing is, or where that is not told. */
  since?: number;
  /** A report is past its deadline: what its rent is, nobody knows. */
  isUnreported: boolean;
};

/** What is past due at second `now`. Of a debt rent owes nothing by itself: it pays what falls due. */
export function arrearsOf(facility: FacilityView, periods: readonly PeriodRow[], now: number): Arrears {
  const { nextReport } = facility;
  const isUnreported = nextReport !== undefined && now > nextReport.deadline;
  return { ...(facility.debt ? debtArrears(facility, now) : rentArrears(facility, periods, now)), isUnreported };
}

type Due = Omit<Arrears, "isUnreported">;

function rentArrears({ lockbox }: FacilityView, periods: readonly PeriodRow[], now: number): Due {
  const due = periods.filter(
    ({ status, payBy, open }) => (status === "settled" || status === "final") && open > 0n && payBy > 0 && now >= payBy,
  );
  // What lies in the lockbox has been paid, and waits for a settlement.
  const rent = max(due.reduce((sum, { open }) => sum + open, 0n) - lockbox, 0n);
  const since = rent > 0n ? due[0]?.payBy : undefined;
  return { rent, instalments: 0n, lateInterest: 0n, total: rent, since };
}

function debtArrears({ debt, workout }: FacilityView, now: number): Due {
  const timeline = debt && debtTimeline(debt, now);
  const lateInterest = debt?.claimed.lateInterest ?? 0n;
  if (!timeline) {
    const owed = workout?.owed ?? 0n;
    return { rent: 0n, instalments: owed, lateInterest: 0n, total: owed };
  }
  const overdue = timeline.payments.filter(({ status }) => status === "overdue");
  const oldest = overdue[0] && timeline.next;
  const whole = overdue.reduce((sum, { payment }) => sum + payment, 0n);
  const instalments = oldest ? whole - (oldest.payment - oldest.missing) : 0n;
  return { rent: 0n, instalments, lateInterest, total: instalments + lateInterest, since: oldest?.dueAt };
}
