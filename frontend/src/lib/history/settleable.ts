import { distributableOf, max } from "@gpu-yield-vaults/sdk/model";
import type { FacilityView } from "../chain/readFacilities";
import type { PeriodRow } from "./periods";

export type Settleable = {
  /** The next period, if its report is final and waits to be taken in. */
  period?: number;
  /** What a settlement would distribute: min(lockbox, reported − distributed), that report counted in. */
  distributable: bigint;
  /** Whether somebody has to latch that report first: where the sequencer may be down, or it lies too far ahead. */
  latchFirst: boolean;
  /** Whether a settlement would do anything at all. */
  isWorthwhile: boolean;
};

/** How many periods beyond the latched ones the oracle looks at. */
const LOOK_AHEAD = 32;

/** What pressing “Settle” would do now. */
export function settleable(facility: FacilityView, periods: readonly PeriodRow[]): Settleable {
  const next = periods.find(({ period }) => period === facility.settledPeriods + 1);
  const isFinal = next?.status === "final";
  const distributable = distributableOf({ ...facility, reported: facility.reported + (isFinal ? next.gross : 0n) });
  return {
    period: isFinal ? next.period : undefined,
    latchFirst: isFinal && next.period > facility.latchedPeriods + (facility.hasUptimeFeed ? 0 : LOOK_AHEAD),
    distributable,
    isWorthwhile: isFinal || distributable > 0n,
  };
}

/** What is still to be paid in so that every report, also those not settled yet, is covered. */
export function stillToPay(facility: FacilityView, periods: readonly PeriodRow[]): bigint {
  const coming = periods
    .filter(({ period, status }) => period > facility.settledPeriods && (status === "pending" || status === "final"))
    .reduce((sum, { gross }) => sum + gross, 0n);
  return max(facility.receivable + coming - facility.lockbox, 0n);
}

/** What reports state that a dispute holds up: nothing of it is owed until the dispute ends. */
export function heldByDisputes(periods: readonly PeriodRow[]): bigint {
  return periods
    .filter(({ status }) => status === "challenged" || status === "disputed")
    .reduce((sum, { gross }) => sum + gross, 0n);
}
