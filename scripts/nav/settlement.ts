import {
  begunBy,
  ceilDiv,
  type Claims,
  claimsOf,
  countLate,
  type Debt,
  debtDeadline,
  dueBy,
  floor,
  isDelinquentAt,
  type Lines,
  max,
  min,
  NO_LINES,
  oldestStartOf,
  outstandingOf,
  owedOf,
  payPledge,
  prepay,
  revalue,
  type Service,
  split,
  startDepreciation,
  take,
  testCovenants,
  tickUp,
  valueAt,
  vaultsPart,
} from "@gpu-yield-vaults/sdk/model";
import type { Books } from "./books.ts";
import { nextDeadline } from "./deadlines.ts";
import {
  depreciationFacts,
  expectOf,
  movePointer,
  oldestUnpaidStart,
  recordBeginning,
  setDeadline,
  STATUS,
  type Facility,
  type Period,
} from "./facility.ts";
import { OVER_THE_CAP, post } from "./posting.ts";

/** One settlement by the terms. */
export type Settlement = {
  lines: Lines;
  vestFrom: bigint; // unix seconds
};

/** A settlement at one moment. */
type Act = { books: Books; facility: Facility; time: bigint };

/** How a debt stood before it was paid. */
type Opening = { outstanding: bigint; vestFrom: bigint; vestOver: bigint };

const WAD = 10n ** 18n;
const YEAR = 365n * 86_400n;

/** Takes a report in, or none, and distributes what there is. */
export function settleByTerms(books: Books, facility: Facility, taken: Period | undefined, time: bigint): Settlement {
  const act: Act = { books, facility, time };
  if (taken) {
    facility.reported += taken.gross;
    facility.settled += 1n;
    facility.reportedUntil = taken.end;
    // Never final before the period ahead of it.
    facility.finalFloor = max(facility.finalFloor, taken.finalAt);
    if (facility.covenant.periods !== 0n) test(act, taken);
    const costSeconds = facility.drawn * (taken.end - taken.start);
    facility.preferredOwed += ceilDiv(costSeconds * facility.preferredReturnRate, WAD * YEAR);
  }
  const { debt } = facility;
  if (!debt) return settleShare(act, taken);
  return debt.schedule.payments === 0 ? settleUnscheduled(act, debt, taken) : settleDebt(act, debt, taken);
}

/** What somebody repaid past the lockbox: what is claimed, then principal ahead of its time. */
export function repayByTerms(books: Books, facility: Facility, debt: Debt, amount: bigint, time: bigint): Settlement {
  const act: Act = { books, facility, time };
  const opening = open(debt, time);
  const { interest, principal } = payAhead(act, debt, amount);
  const lines = { ...NO_LINES, cash: interest + principal, interest, principal };
  age(act, debt, opening, lines);
  return { lines, vestFrom: opening.vestFrom };
}

function settleShare(act: Act, taken: Period | undefined): Settlement {
  const { books, facility, time } = act;
  const vestFrom = oldestUnpaidStart(facility);
  const lines = distribute(facility, claimsFor(facility, taken));
  facility.preferredOwed -= lines.preferred;
  const toReserve = sweep(facility, lines);
  if (toReserve > 0n) {
    lines.reserve += toReserve;
    expectOf(facility, { "swept to debt": 0n, "swept to the reserve": toReserve });
  }
  keep(facility, lines);
  if (taken) facility.periods.push({ ...taken, finalAt: facility.finalFloor });
  movePointer(facility);
  const moves = taken !== undefined || lines.cash > 0n || oldestUnpaidStart(facility) !== vestFrom;
  const cash = vaultsPart(lines);
  facility.received += cash;
  const posting = { cash, vestOver: time - vestFrom, joins: true };
  if (moves && facility.status === STATUS.inService && bends(act))
    post(books, facility, posting, time, () => bend(act));
  else if (cash > 0n) post(books, facility, posting, time, () => undefined);
  return { lines, vestFrom };
}

/** Whether a settlement changes the curve. */
function bends(act: Act): boolean {
  const { books, facility, time } = act;
  const { deadline } = facility.curve;
  return !facility.isBegun || deadline <= time || tickUp(books.terms, nextDeadline(books, facility, time)) !== deadline;
}

/** Depreciation starts if it has to, the deadline moves, what was delinquent is cured if nothing is due any more. */
function bend(act: Act): void {
  const { books, facility, time } = act;
  recordBeginning(facility, time);
  if (facility.curve.until === 0n && facility.paidOff > 0) {
    startDepreciation(facility.curve, books.terms, time);
    expectOf(facility, depreciationFacts(time, facility.curve));
  }
  if (facility.curve.until !== 0n) facility.isBegun = true;
  setDeadline(facility, books.terms, nextDeadline(books, facility, time), time);
}

function settleDebt(act: Act, debt: Debt, taken: Period | undefined): Settlement {
  const { facility, time } = act;
  const opening = open(debt, time);
  // What is due by now, and what rent was earned for.
  const count = Math.max(dueBy(debt, time), begunBy(debt, facility.reportedUntil));
  const owing = claimsOf(debt, count);
  const lines = distribute(facility, {
    ...claimsFor(facility, taken),
    interest: owing.late + owing.interest,
    principal: owing.principal,
  });
  serve(act, debt, lines.interest + lines.principal, count);
  const swept = sweep(facility, lines);
  // The payment that runs, then principal ahead of its time; what debt does not need is the operator's.
  const ahead = payAhead(act, debt, swept);
  const reserve = facility.reserve + lines.reserve;
  const { left } = serve(act, debt, reserve, dueBy(debt, time));
  if (swept > 0n) {
    const toDebt = ahead.interest + ahead.principal;
    lines.interest += ahead.interest;
    lines.principal += ahead.principal;
    lines.toOperator += swept - toDebt;
    expectOf(facility, { "swept to debt": toDebt, "swept to the reserve": 0n });
  }
  keep(facility, lines);
  lines.fromReserve = reserve - left;
  facility.reserve -= lines.fromReserve;
  age(act, debt, opening, lines);
  return { lines, vestFrom: opening.vestFrom };
}

/** Repaid, or in default: what remains after the running costs takes the place of value that is left. */
function settleUnscheduled(act: Act, debt: Debt, taken: Period | undefined): Settlement {
  const { facility, time } = act;
  const principal = floor(valueAt(facility.curve, time));
  // Of a pledge, what is owed above that, and nothing more.
  const { pledge, drawn, received, receivedBefore } = facility;
  if (pledge) payPledge(pledge, drawn, received - receivedBefore, time, 0n);
  const owed = pledge ? owedOf(pledge, drawn, received - receivedBefore, time) : 0n;
  const preferred = max(owed - principal, 0n);
  const lines = distribute(facility, { ...claimsFor(facility, taken), principal, preferred });
  sweep(facility, lines);
  keep(facility, lines);
  const vestFrom = facility.reportedUntil;
  age(act, debt, { outstanding: principal, vestFrom, vestOver: OVER_THE_CAP }, lines, principal - lines.principal);
  return { lines, vestFrom };
}

/**
 * After cash came in: takes the principal off the value, in proportion where the value had been written down, and moves
 * the deadline.
 */
function age(act: Act, debt: Debt, opening: Opening, lines: Lines, left: bigint = outstandingOf(debt)): void {
  const { books, facility, time } = act;
  const cash = vaultsPart(lines);
  facility.received += cash;
  if (cash === 0n) return;
  const inService = facility.status === STATUS.inService;
  const repaid = inService && debtDeadline(debt, facility.paymentGrace) === 0n;
  post(books, facility, { cash, vestOver: opening.vestOver, joins: !repaid }, time, () => {
    const { curve } = facility;
    if (left !== opening.outstanding) {
      revalue(curve, (curve.salvage * left) / opening.outstanding, curve.salvage, time);
    }
    if (inService && !repaid) setDeadline(facility, books.terms, nextDeadline(books, facility, time), time);
  });
  // Repaid: it ends in the same transaction.
  if (repaid && isDelinquentAt(facility.curve, time)) expectOf(facility, { cured: 1n });
}

function test({ books, facility, time }: Act, report: Period): void {
  const { start, end, gross, energyCost, otherOpex, sold } = report;
  const { covenant, debt, gpus, model } = facility;
  const payment = debt && debt.period > 0n ? ceilDiv(debt.schedule.payment * (end - start), debt.period) : 0n;
  const isMarked = (covenant.loanToValueBps[0] ?? 0n) !== 0n;
  const { asked, before, ...figures } = testCovenants(covenant, {
    income: gross - energyCost - otherOpex,
    service: payment,
    value: floor(valueAt(facility.curve, time)),
    marked: isMarked ? (books.marks.get(model) ?? 0n) * gpus : 0n,
    gross,
    sold,
  });
  expectOf(facility, testFacts(asked, figures));
  if (covenant.tier !== before) expectOf(facility, { "tier before": before, "tier after": covenant.tier });
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

function serve({ facility }: Act, debt: Debt, amount: bigint, count: number): { paid: Service; left: bigint } {
  const service = take(debt, amount, count);
  if (service.left !== amount) expectOf(facility, serviceFacts(service.paid, outstandingOf(debt)));
  return service;
}

/** The payment that runs, then principal ahead of its time. */
function payAhead(act: Act, debt: Debt, amount: bigint): { interest: bigint; principal: bigint } {
  const count = begunBy(debt, act.time);
  const { paid, left } = serve(act, debt, amount, count);
  const ahead = min(left, outstandingOf(debt));
  if (ahead > 0n) {
    prepay(debt, ahead, count);
    expectOf(act.facility, { "paid ahead of its time": ahead, ...scheduleFacts(debt) });
  }
  return { interest: paid.late + paid.interest, principal: paid.principal + ahead };
}

/** Before debt is paid: late interest up to now, and since when the oldest payment's period runs. */
function open(debt: Debt, time: bigint): Opening {
  countLate(debt, time);
  const vestFrom = oldestStartOf(debt);
  return { outstanding: outstandingOf(debt), vestFrom, vestOver: max(max(time - vestFrom, 0n), debt.period) };
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
function distribute(facility: Facility, claims: Claims): Lines {
  const { vaultShareBps: shareBps, hurdleShareBps, drawn, received } = facility;
  const cash = min(facility.lockbox, facility.reported - facility.distributed);
  const lines = split(cash, claims, { shareBps, hurdleShareBps, untilHurdle: max(drawn - received, 0n) });
  facility.lockbox -= cash;
  facility.distributed += cash;
  facility.carriedEnergy = claims.energyCarried + claims.energy - lines.energyCarried - lines.energy;
  facility.carriedOther = claims.otherCarried + claims.other - lines.otherCarried - lines.other;
  return lines;
}

/** What the tier takes out of the operator's part: all is kept back from tier 1 on, half swept in 2, all of it in 3. */
function sweep({ covenant: { tier } }: Facility, lines: Lines): bigint {
  const part = lines.toOperator;
  if (tier === 0n || part === 0n) return 0n;
  const swept = tier === 1n ? 0n : tier === 2n ? ceilDiv(part, 2n) : part;
  [lines.toOperator, lines.trapped] = [0n, part - swept];
  return swept;
}

/** What is kept for the vault, and kept from the operator; the rest is what it has earned. */
function keep(facility: Facility, lines: Lines): void {
  facility.reserve += lines.reserve;
  facility.trapped += lines.trapped;
  if (facility.covenant.tier === 0n && facility.trapped > 0n) {
    expectOf(facility, { "trapped cash, freed": facility.trapped });
    facility.earned += facility.trapped;
    facility.trapped = 0n;
  }
  facility.earned += lines.energyCarried + lines.otherCarried + lines.energy + lines.other + lines.toOperator;
}
