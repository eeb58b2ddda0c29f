/** One settlement, or repayment: contracts/facilities/FacilityManager.sol and the two managers once more. */

import { OVER_THE_CAP, begin, depreciationFacts, outcomeOf, post, recordBeginning, setDeadline, tell } from "./act.ts";
import type { Act, Outcome, Setting } from "./act.ts";
import { testedBy } from "./covenant.ts";
import { isDelinquentAt, revalued, started, tickUp, valueAt } from "./curve.ts";
import { nextDeadline } from "./deadlines.ts";
import {
  begunBy,
  claimsOf,
  debtDeadline,
  dueBy,
  lateCounted,
  oldestStartOf,
  outstandingOf,
  repaid,
  served,
  type Debt,
  type Service,
} from "./debt.ts";
import { distributableOf, oldestUnpaidStart, pointerMoved, STATUS, type Facility, type Period } from "./facility.ts";
import { ceilDiv, floor, max } from "./fixed.ts";
import { pledgeOwed, pledgePaid } from "./pledge.ts";
import { carriedOn, distribute, NO_LINES, sweptBy, vaultsPart, type Claims, type Lines } from "./waterfall.ts";

/** What a settlement comes to. */
export type Settlement = Outcome & {
  readonly lines: Lines;
  readonly vestFrom: bigint; // unix seconds
};

/** How a debt stood before it was paid. */
type Opening = { outstanding: bigint; vestFrom: bigint; vestOver: bigint };

const WAD = 10n ** 18n;
const YEAR = 365n * 86_400n;

/** Takes a report in, or none, and distributes what there is. */
export function settle(before: Facility, setting: Setting, taken: Period | undefined, time: bigint): Settlement {
  const act = begin(before, setting, time);
  if (taken) takeIn(act, taken);
  const { debt } = act.facility;
  const settled = !debt
    ? settleShare(act, taken)
    : debt.schedule.payments === 0
      ? settleUnscheduled(act, taken)
      : settleDebt(act, debt, taken);
  return { ...outcomeOf(act), ...settled };
}

/** What somebody repaid past the lockbox: what is claimed, then principal ahead of its time. */
export function repay(before: Facility & { debt: Debt }, setting: Setting, amount: bigint, time: bigint): Settlement {
  const act = begin(before, setting, time);
  const opening = open(act, before.debt);
  const { interest, principal } = payAhead(act, amount);
  const lines = { ...NO_LINES, cash: interest + principal, interest, principal };
  age(act, opening, lines);
  return { ...outcomeOf(act), lines, vestFrom: opening.vestFrom };
}

/** What the governor leaves of running costs that are carried over: `most`, base units. */
export function writeDownCosts(before: Facility, setting: Setting, most: bigint, time: bigint): Outcome {
  const act = begin(before, setting, time);
  carry(act, before.carriedEnergy, before.carriedOther, most);
  return outcomeOf(act);
}

/** What lies in the lockbox beyond what was reported: `toClaim` makes a loss good, `amount` is the operator's. */
export function returnExcess(
  before: Facility,
  setting: Setting,
  amount: bigint,
  toClaim: bigint,
  time: bigint,
): Outcome {
  const act = begin(before, setting, time);
  act.facility.lockbox -= amount + toClaim;
  act.facility.earned += amount;
  if (toClaim > 0n) post(act, { cash: toClaim, vestOver: OVER_THE_CAP });
  return outcomeOf(act);
}

type Split = Pick<Settlement, "lines" | "vestFrom">;

function takeIn(act: Act, taken: Period): void {
  const { facility } = act;
  facility.reported += taken.gross;
  facility.settled += 1n;
  facility.reportedUntil = taken.end;
  // Never final before the period ahead of it.
  facility.finalFloor = max(facility.finalFloor, taken.finalAt);
  if (facility.covenant.periods !== 0n) test(act, taken);
  const costSeconds = facility.drawn * (taken.end - taken.start);
  facility.preferredOwed += ceilDiv(costSeconds * facility.preferredReturnRate, WAD * YEAR);
}

function settleShare(act: Act, taken: Period | undefined): Split {
  const { facility, time } = act;
  const vestFrom = oldestUnpaidStart(facility);
  const paid = payOut(act, claimsFor(facility, taken), taken);
  facility.preferredOwed -= paid.preferred;
  const { lines: kept, swept } = sweptBy(facility.covenant.tier, paid);
  const lines = { ...kept, reserve: kept.reserve + swept };
  if (swept > 0n) tell(act, { "swept to debt": 0n, "swept to the reserve": swept });
  keep(act, lines);
  if (taken) facility.periods = [...facility.periods, { ...taken, finalAt: facility.finalFloor }];
  Object.assign(facility, pointerMoved(facility));
  const moves = taken !== undefined || lines.cash > 0n || oldestUnpaidStart(facility) !== vestFrom;
  const cash = vaultsPart(lines);
  facility.received += cash;
  const coming = { cash, vestOver: time - vestFrom, joins: true };
  if (moves && facility.status === STATUS.inService && bends(act)) post(act, coming, () => bend(act));
  else if (cash > 0n) post(act, coming);
  return { lines, vestFrom };
}

/** Whether a settlement changes the curve. */
function bends({ facility, setting, time }: Act): boolean {
  const { deadline } = facility.curve;
  return !facility.isBegun || deadline <= time || tickUp(setting, nextDeadline(facility, setting, time)) !== deadline;
}

/** Depreciation starts if it has to, the deadline moves, what was delinquent is cured if nothing is due any more. */
function bend(act: Act): void {
  const { facility, setting, time } = act;
  recordBeginning(act);
  if (facility.curve.until === 0n && facility.paidOff > 0) {
    facility.curve = started(facility.curve, setting, time);
    tell(act, depreciationFacts(time, facility.curve));
  }
  if (facility.curve.until !== 0n) facility.isBegun = true;
  setDeadline(act, nextDeadline(facility, setting, time));
}

function settleDebt(act: Act, debt: Debt, taken: Period | undefined): Split {
  const { facility, time } = act;
  const opening = open(act, debt);
  // What is due by now, and what rent was earned for.
  const count = Math.max(dueBy(debt, time), begunBy(debt, facility.reportedUntil));
  const owing = claimsOf(debtOf(act), count);
  const claims = { ...claimsFor(facility, taken), interest: owing.late + owing.interest, principal: owing.principal };
  const paid = payOut(act, claims, taken);
  serve(act, paid.interest + paid.principal, count);
  const { lines: kept, swept } = sweptBy(facility.covenant.tier, paid);
  // The payment that runs, then principal ahead of its time; what debt does not need is the operator's.
  const ahead = payAhead(act, swept);
  const reserve = facility.reserve + kept.reserve;
  const { left } = serve(act, reserve, dueBy(debtOf(act), time));
  const toDebt = ahead.interest + ahead.principal;
  if (swept > 0n) tell(act, { "swept to debt": toDebt, "swept to the reserve": 0n });
  const lines = {
    ...kept,
    interest: kept.interest + ahead.interest,
    principal: kept.principal + ahead.principal,
    toOperator: kept.toOperator + swept - toDebt,
    fromReserve: reserve - left,
  };
  keep(act, lines);
  facility.reserve -= lines.fromReserve;
  age(act, opening, lines);
  return { lines, vestFrom: opening.vestFrom };
}

/** Repaid, or in default: what remains after the running costs takes the place of value that is left. */
function settleUnscheduled(act: Act, taken: Period | undefined): Split {
  const { facility, time } = act;
  const principal = floor(valueAt(facility.curve, time));
  // Of a pledge, what is owed above that, and nothing more.
  const { drawn } = facility;
  const rent = facility.received - facility.receivedBefore;
  if (facility.pledge) facility.pledge = pledgePaid(facility.pledge, drawn, rent, time, 0n);
  const owed = facility.pledge ? pledgeOwed(facility.pledge, drawn, rent, time) : 0n;
  const preferred = max(owed - principal, 0n);
  const paid = payOut(act, { ...claimsFor(facility, taken), principal, preferred }, taken);
  const { lines } = sweptBy(facility.covenant.tier, paid);
  keep(act, lines);
  const vestFrom = facility.reportedUntil;
  age(act, { outstanding: principal, vestFrom, vestOver: OVER_THE_CAP }, lines, principal - lines.principal);
  return { lines, vestFrom };
}

/**
 * After cash came in: takes the principal off the value, in proportion where the value had been written down, and moves
 * the deadline.
 */
function age(act: Act, opening: Opening, lines: Lines, left: bigint = outstandingOf(debtOf(act))): void {
  const { facility, setting, time } = act;
  const cash = vaultsPart(lines);
  facility.received += cash;
  if (cash === 0n) return;
  const inService = facility.status === STATUS.inService;
  const isRepaid = inService && debtDeadline(debtOf(act)) === 0n;
  post(act, { cash, vestOver: opening.vestOver, joins: !isRepaid }, () => {
    const { curve } = facility;
    if (left !== opening.outstanding) {
      facility.curve = revalued(curve, (curve.salvage * left) / opening.outstanding, curve.salvage, time);
    }
    if (inService && !isRepaid) setDeadline(act, nextDeadline(facility, setting, time));
  });
  // Repaid: it ends in the same transaction.
  if (isRepaid && isDelinquentAt(facility.curve, time)) tell(act, { cured: 1n });
}

function test(act: Act, report: Period): void {
  const { facility, setting, time } = act;
  const { start, end, gross, energyCost, otherOpex, sold } = report;
  const { covenant: before, debt, gpus } = facility;
  const isMarked = (before.loanToValueBps[0] ?? 0n) !== 0n;
  const { covenant, test } = testedBy(before, {
    income: gross - energyCost - otherOpex,
    service: debt && debt.period > 0n ? ceilDiv(debt.schedule.payment * (end - start), debt.period) : 0n,
    value: floor(valueAt(facility.curve, time)),
    marked: isMarked ? setting.perGpu * gpus : 0n,
    gross,
    sold,
  });
  facility.covenant = covenant;
  tell(act, testFacts(test.asked, test));
  if (covenant.tier !== before.tier) tell(act, { "tier before": before.tier, "tier after": covenant.tier });
}

/** A test's figures as its event names them. */
export const testFacts = (
  asked: bigint,
  figures: { coverageBps: bigint; loanToValueBps: bigint; priceBps: bigint },
): Record<string, bigint> => ({
  "tier asked for": asked,
  "coverage (bps)": figures.coverageBps,
  "loan to value (bps)": figures.loanToValueBps,
  "price of its low edge (bps)": figures.priceBps,
});

/** A schedule that has begun anew, as its event names it. */
export const scheduleFacts = ({
  schedule,
  start,
  period,
}: Pick<Debt, "schedule" | "start" | "period">): Record<string, bigint> => ({
  "principal of the schedule": schedule.principal,
  "level payment": schedule.payment,
  "final payment": schedule.finalPayment,
  "rate of a period": schedule.growth,
  "payments to come": BigInt(schedule.payments),
  "start of the schedule": start,
  "its period": period,
});

/** Debt service as its event names it. */
export const serviceFacts = ({ late, interest, principal }: Service, outstanding: bigint): Record<string, bigint> => ({
  "late interest paid": late,
  "interest paid": interest,
  "principal paid": principal,
  outstanding: outstanding,
});

/** The debt of an act on one. */
function debtOf({ facility }: Act): Debt {
  if (!facility.debt) throw new Error(`cluster ${facility.cluster} owes nothing`);
  return facility.debt;
}

function serve(act: Act, amount: bigint, count: number): { paid: Service; left: bigint } {
  const { debt, paid, left } = served(debtOf(act), amount, count);
  act.facility.debt = debt;
  if (left !== amount) tell(act, serviceFacts(paid, outstandingOf(debt)));
  return { paid, left };
}

/** The payment that runs, then principal ahead of its time. */
function payAhead(act: Act, amount: bigint): { interest: bigint; principal: bigint } {
  const before = debtOf(act);
  const { debt, paid, ahead, left } = repaid(before, amount, act.time);
  act.facility.debt = debt;
  const claimed = amount - left - ahead;
  const outstanding = outstandingOf(before) - paid.principal;
  if (claimed > 0n) tell(act, serviceFacts(paid, outstanding));
  if (ahead > 0n) tell(act, { "paid ahead of its time": ahead, ...scheduleFacts(debt) });
  return { interest: paid.late + paid.interest, principal: paid.principal + ahead };
}

/** Before debt is paid: late interest up to now, and since when the oldest payment's period runs. */
function open(act: Act, before: Debt): Opening {
  const debt = (act.facility.debt = lateCounted(before, act.time));
  const vestFrom = oldestStartOf(debt);
  return { outstanding: outstandingOf(debt), vestFrom, vestOver: max(max(act.time - vestFrom, 0n), debt.period) };
}

function claimsFor(facility: Facility, taken: Period | undefined): Claims {
  return {
    energyCarried: facility.carriedEnergy,
    otherCarried: facility.carriedOther,
    energy: taken?.energyCost ?? 0n,
    other: taken?.otherOpex ?? 0n,
    interest: 0n,
    principal: 0n,
    reserve: max(facility.reserveTarget - facility.reserve, 0n),
    preferred: facility.preferredOwed,
  };
}

/** Takes what can be distributed out of the lockbox, splits it, and carries what is left unpaid. */
function payOut(act: Act, claims: Claims, taken: Period | undefined): Lines {
  const { facility } = act;
  const { vaultShareBps: shareBps, hurdleShareBps, drawn, received } = facility;
  const cash = distributableOf(facility);
  const lines = distribute(cash, claims, { shareBps, hurdleShareBps, untilHurdle: max(drawn - received, 0n) });
  facility.lockbox -= cash;
  facility.distributed += cash;
  const energy = claims.energyCarried + claims.energy - lines.energyCarried - lines.energy;
  const other = claims.otherCarried + claims.other - lines.otherCarried - lines.other;
  carry(act, energy, other, taken ? max(taken.gross, taken.energyCost + taken.otherOpex) : energy + other);
  return lines;
}

/** Carries unpaid running costs on, `most` at most. What is above that is owed by no rent. */
function carry(act: Act, energy: bigint, other: bigint, most: bigint): void {
  const kept = carriedOn(energy, other, most);
  [act.facility.carriedEnergy, act.facility.carriedOther] = [kept.energy, kept.other];
  if (kept.energy + kept.other === energy + other) return;
  tell(act, { "energy, not carried": energy - kept.energy, "other cost, not carried": other - kept.other });
}

/** What is kept for the vault, and kept from the operator; the rest is what it has earned. */
function keep(act: Act, lines: Lines): void {
  const { facility } = act;
  facility.reserve += lines.reserve;
  facility.trapped += lines.trapped;
  if (facility.covenant.tier === 0n && facility.trapped > 0n) {
    tell(act, { "trapped cash, freed": facility.trapped });
    facility.earned += facility.trapped;
    facility.trapped = 0n;
  }
  facility.earned += lines.energyCarried + lines.otherCarried + lines.energy + lines.other + lines.toOperator;
}
