/** From the first draw to service: contracts/facilities/FacilityEntries.sol once more. */

import {
  begin,
  OVER_THE_CAP,
  outcomeOf,
  post,
  recordBeginning,
  setDeadline,
  type Outcome,
  type Setting,
} from "./act.ts";
import { isDelinquentAt, revalued, valueAt } from "./curve.ts";
import { delayAt } from "./deadlines.ts";
import { debtBegun } from "./debt.ts";
import { salvageOf, STATUS, type Facility } from "./facility.ts";
import { min, toX32 } from "./fixed.ts";

/** `amount` is drawn: it joins the value, and its part of the full salvage joins the salvage. */
export function draw(before: Facility, setting: Setting, amount: bigint, time: bigint): Outcome {
  const act = begin(before, setting, time);
  const { facility } = act;
  post(act, { drawn: amount }, () => {
    const { curve, debt, drawn } = facility;
    if (debt) {
      facility.curve = { ...curve, salvage: curve.salvage + toX32(amount) };
    } else {
      const salvage = salvageOf(facility, drawn + amount) - salvageOf(facility, drawn);
      facility.curve = revalued(curve, valueAt(curve, time) + toX32(amount), curve.salvage + toX32(salvage), time);
    }
    facility.drawn += amount;
    if (facility.status !== STATUS.approved) return;
    facility.status = STATUS.drawn;
    setDeadline(act, facility.lastSecond + facility.maxPeriod + setting.delay.now);
  });
  return outcomeOf(act);
}

/** What was drawn and never earned comes back: value leaves, and the part of the salvage that it had paid for. */
export function returnDraw(before: Facility, setting: Setting, amount: bigint, time: bigint): Outcome {
  const act = begin(before, setting, time);
  const { facility } = act;
  recordBeginning(act);
  post(act, { cash: amount, vestOver: OVER_THE_CAP }, () => {
    const { curve, debt, drawn } = facility;
    const cost = drawn - amount;
    const value = valueAt(curve, time);
    const salvage = debt ? 0n : min(curve.salvage, toX32(salvageOf(facility, cost)));
    facility.curve = revalued(curve, value - (value * amount) / drawn, salvage, time);
    facility.drawn = cost;
    if (cost > 0n || facility.status !== STATUS.drawn) return;
    // As if nothing had been drawn.
    facility.curve = { ...facility.curve, slope: 0n, until: 0n, deadline: 0n };
    facility.status = STATUS.approved;
  });
  return outcomeOf(act);
}

/** In service from `inServiceAt` on: debt is owed from there. */
export function enterService(facility: Facility, inServiceAt: bigint): Facility {
  const debt = facility.debt && debtBegun(facility.debt, facility.drawn, inServiceAt);
  return { ...facility, debt, inServiceAt, reportedUntil: inServiceAt, status: STATUS.inService };
}

/**
 * Its first deadline, unless it is delinquent and in service by its operator's word alone: then it stays so until its
 * first period has been reported and paid.
 */
export function expectFirst(before: Facility, setting: Setting, time: bigint): Outcome {
  const act = begin(before, setting, time);
  recordBeginning(act);
  post(act, {}, () => {
    const { curve, debt, inServiceAt, maxPeriod, paymentGrace, isAttested } = act.facility;
    const isLate = isDelinquentAt(curve, time);
    if (isLate && !isAttested) return;
    const byReport = inServiceAt + maxPeriod + delayAt(setting.delay, inServiceAt);
    setDeadline(
      act,
      debt ? inServiceAt + debt.period + paymentGrace : isLate ? byReport : min(byReport, curve.deadline),
    );
  });
  return outcomeOf(act);
}
