/** How value leaves otherwise than by depreciation: contracts/facilities/FacilityExits.sol once more. */

import { begin, OVER_THE_CAP, outcomeOf, post, recordBeginning, setDeadline, tell, type Outcome } from "./act.ts";
import type { Setting } from "./act.ts";
import { isDelinquentAt, NO_CURVE, shrunk, valueAt } from "./curve.ts";
import { nextDeadline } from "./deadlines.ts";
import { called } from "./debt.ts";
import { FORM, STATUS, type Facility } from "./facility.ts";
import { floor, max, min, toX32, type X32 } from "./fixed.ts";
import { pledgeOf } from "./pledge.ts";

/** From its announcement to when a loss may be booked, seconds: contracts/LossAnnouncements.sol. */
export const LOSS_NOTICE = 2 * 86_400;

/** An announced loss of `loss` base units is booked: its value is less, and it stays in service. */
export function writeDown(before: Facility, setting: Setting, loss: bigint, time: bigint): Outcome {
  const act = begin(before, setting, time);
  recordBeginning(act);
  post(act, {}, () => {
    const value = valueAt(act.facility.curve, time);
    // All of it is all of it: no part of a unit is left.
    act.facility.curve = shrunk(act.facility.curve, loss === floor(value) ? value : toX32(loss), time);
  });
  return outcomeOf(act);
}

/** Doubts have moved the deadline of the period that is awaited. */
export function postpone(before: Facility, setting: Setting, time: bigint): Outcome {
  const act = begin(before, setting, time);
  post(act, {}, () => setDeadline(act, nextDeadline(act.facility, setting, time)));
  return outcomeOf(act);
}

/**
 * Delinquent from the next tick on, unless it is. Of a debt there is no schedule any more; of what the vault owns all
 * rent left is its. What was held back answers for the loss.
 */
export function beginResolution(before: Facility, setting: Setting, time: bigint): Outcome {
  const act = begin(before, setting, time);
  const { facility } = act;
  recordBeginning(act);
  post(act, {}, () => {
    if (!isDelinquentAt(facility.curve, time)) setDeadline(act, time);
    const { form, debt, trapped } = facility;
    facility.status = STATUS.resolving;
    facility.workoutSince = time;
    facility.receivedBefore = facility.received;
    if (form === FORM.loan && debt) facility.pledge = pledgeOf(debt, trapped, time);
    else [facility.vaultShareBps, facility.hurdleShareBps] = [10_000n, 0n];
    if (debt) facility.debt = called(debt);
    facility.reserve += trapped;
    facility.trapped = facility.reserveTarget = 0n;
  });
  return outcomeOf(act);
}

/** Value that leaves, and the cash that comes for it. */
export type Parting = {
  readonly valueOut: X32;
  readonly cash: bigint; // base units, recovered or out of a bond
  readonly fromReserve: bigint; // base units
  readonly claimed: boolean; // it comes for what is claimed of a booked loss
};

/** Part of its value leaves. What is preferred is a return on what is still there. */
export function letValueLeave(before: Facility, setting: Setting, parting: Parting, time: bigint): Outcome {
  const { valueOut, cash, fromReserve, claimed } = parting;
  const act = begin(before, setting, time);
  const { facility } = act;
  recordBeginning(act);
  const value = valueAt(facility.curve, time);
  facility.reserve -= fromReserve;
  facility.valueLeft += floor(valueOut);
  if (value > 0n) facility.preferredReturnRate = (facility.preferredReturnRate * (value - valueOut)) / value;
  post(act, { cash: cash + fromReserve, vestOver: OVER_THE_CAP, claimed }, () => {
    facility.curve = shrunk(facility.curve, valueOut, time);
  });
  return outcomeOf(act);
}

/** What bears the loss of value that leaves, base units: what was recovered, then the bond, then the reserve. */
export function bearersOf(
  worth: bigint,
  recovery: bigint,
  bond: bigint,
  reserve: bigint,
): { fromBond: bigint; fromReserve: bigint } {
  const fromBond = min(bond, max(worth - recovery, 0n));
  return { fromBond, fromReserve: min(reserve, max(worth - recovery - fromBond, 0n)) };
}

/** It ends: whatever value is left is a loss; what was held back is the operator's, the reserve the vault's. */
export function endFacility(before: Facility, setting: Setting, time: bigint): Outcome {
  const act = begin(before, setting, time);
  const { facility } = act;
  const { reserve, trapped, debt, covenant } = before;
  recordBeginning(act);
  if (trapped > 0n) tell(act, { "trapped cash, freed": trapped });
  if (reserve > 0n) tell(act, { "reserve returned": reserve });
  facility.earned += trapped;
  facility.valueLeft += floor(valueAt(facility.curve, time));
  facility.trapped = facility.reserve = facility.reserveTarget = 0n;
  facility.covenant = { ...covenant, tier: 0n, periods: 0n };
  // Whether what comes in was waited for is judged by what it was, and by how it stands now.
  facility.status = STATUS.retired;
  facility.retiredAt = time;
  post(act, { cash: reserve, vestOver: OVER_THE_CAP }, () => {
    facility.curve = NO_CURVE;
  });
  if (debt) facility.debt = called(debt);
  return outcomeOf(act);
}
