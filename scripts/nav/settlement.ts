import { testCovenants } from "./covenant.ts";
import {
  begunBy,
  claimsOf,
  countLate,
  dueBy,
  oldestStartOf,
  outstandingOf,
  prepay,
  take,
  type Debt,
  type Service,
} from "./debt.ts";
import { movePointer, oldestUnpaidStart, valueAt, type Facility, type Period } from "./facility.ts";
import { ceilDiv, floor, least, most, toFine, type Fine } from "./fixed.ts";
import { NO_LINES, split, type Claims, type Lines } from "./waterfall.ts";

/** A figure that an event beside a settlement carries, or that one by the terms would. */
export type Saying = { what: string; figure: bigint };

/** One settlement by the terms. The fee is not taken yet. */
export type Settlement = {
  lines: Lines;
  valueOut: Fine; // what principal took off the value
  vestFrom: bigint; // unix seconds
  vestOver: bigint; // seconds
  said: Saying[]; // in the order of the events
};

/** A settlement at one moment. */
type Act = { facility: Facility; time: bigint; said: Saying[] };

const WAD = 10n ** 18n;
const YEAR = 365n * 86_400n;
const OVER_THE_CAP = 2n ** 64n;

/** @param mark What a GPU of the cluster's model is worth by the curator's word, base units. */
export function settleByTerms(facility: Facility, taken: Period | undefined, mark: bigint, time: bigint): Settlement {
  const act: Act = { facility, time, said: [] };
  if (taken) {
    facility.reported += taken.gross;
    facility.reportedUntil = taken.end;
    if (facility.covenant.periods !== 0n) test(act, taken, mark);
    const costSeconds = facility.drawn * (taken.end - taken.start);
    facility.preferredOwed += ceilDiv(costSeconds * facility.preferredRate, WAD * YEAR);
  }
  const { debt } = facility;
  const result = !debt
    ? settleShare(act, taken)
    : debt.schedule.payments === 0
      ? settleUnscheduled(act, taken)
      : settleDebt(act, debt, taken);
  if (facility.covenant.tier === 0n && facility.held > 0n) {
    say(act, "held back, released", facility.held);
    facility.held = 0n;
  }
  return result;
}

/** What somebody repaid past the lockbox: what is claimed, then principal ahead of its time. */
export function repayByTerms(facility: Facility, debt: Debt, amount: bigint, time: bigint): Settlement {
  const act: Act = { facility, time, said: [] };
  const started = begin(debt, time);
  const count = begunBy(debt, time);
  const { paid, left } = serve(act, debt, amount, count);
  const lines = { ...NO_LINES, interest: paid.late + paid.interest };
  lines.principal = paid.principal + payAhead(act, debt, left, count);
  lines.cash = lines.interest + lines.principal;
  return finish(act, debt, lines, started);
}

function settleShare(act: Act, taken: Period | undefined): Settlement {
  const { facility, time, said } = act;
  const vestFrom = oldestUnpaidStart(facility);
  const lines = distribute(facility, claimsFor(facility, taken));
  const toReserve = sweep(facility, lines);
  if (toReserve > 0n) {
    lines.reserve += toReserve;
    sayAll(act, { "swept to debt": 0n, "swept to the reserve": toReserve });
  }
  facility.preferredOwed -= lines.preferred;
  keep(facility, lines);
  if (taken) facility.periods.push(taken);
  movePointer(facility);
  return { lines, valueOut: 0n, vestFrom, vestOver: time - vestFrom, said };
}

function settleDebt(act: Act, debt: Debt, taken: Period | undefined): Settlement {
  const { facility, time } = act;
  const started = begin(debt, time);
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
  if (swept > 0n) sweepToDebt(act, debt, swept, lines);
  keep(facility, lines);
  if (facility.reserve > 0n) {
    const { left } = serve(act, debt, facility.reserve, dueBy(debt, time));
    lines.fromReserve = facility.reserve - left;
    facility.reserve = left;
  }
  return finish(act, debt, lines, started);
}

/** Repaid, or in default: what remains after the running costs takes the place of value that is left. */
function settleUnscheduled({ facility, time, said }: Act, taken: Period | undefined): Settlement {
  const lines = distribute(facility, {
    ...claimsFor(facility, taken),
    principal: floor(valueAt(facility, time)),
    reserve: 0n,
  });
  const vestFrom = facility.reportedUntil;
  return { lines, valueOut: toFine(lines.principal), vestFrom, vestOver: OVER_THE_CAP, said };
}

/** The swept part pays the payment that runs, then principal ahead of its time; what debt does not need is the operator's. */
function sweepToDebt(act: Act, debt: Debt, swept: bigint, lines: Lines): void {
  const count = begunBy(debt, act.time);
  const { paid, left } = serve(act, debt, swept, count);
  const ahead = payAhead(act, debt, left, count);
  lines.interest += paid.late + paid.interest;
  lines.principal += paid.principal + ahead;
  lines.toOperator += left - ahead;
  sayAll(act, { "swept to debt": swept - (left - ahead), "swept to the reserve": 0n });
}

function test(act: Act, { start, end, gross, energyCost, otherOpex, sold }: Period, mark: bigint): void {
  const { facility, time } = act;
  const { covenant, debt, gpus } = facility;
  const payment = debt && debt.period > 0n ? ceilDiv(debt.schedule.payment * (end - start), debt.period) : 0n;
  const isMarked = (covenant.loanToValueBps[0] ?? 0n) !== 0n;
  const { asked, before, ...figures } = testCovenants(covenant, {
    income: gross - energyCost - otherOpex,
    service: payment,
    value: floor(valueAt(facility, time)),
    marked: isMarked ? mark * gpus : 0n,
    gross,
    sold,
  });
  sayAll(act, testSaid(asked, figures));
  if (covenant.tier !== before) sayAll(act, { "tier before": before, "tier after": covenant.tier });
}

/** A test's figures as its event names them. */
export const testSaid = (
  asked: bigint,
  figures: { coverageBps: bigint; loanToValueBps: bigint; priceBps: bigint },
): Record<string, bigint> => ({
  "tier asked for": asked,
  "coverage (bps)": figures.coverageBps,
  "loan to value (bps)": figures.loanToValueBps,
  "price of its low edge (bps)": figures.priceBps,
});

/** A schedule that has begun anew, as its event names it. */
export const scheduleSaid = ({
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
export const serviceSaid = ({ late, interest, principal }: Service, outstanding: bigint): Record<string, bigint> => ({
  "late interest paid": late,
  "interest paid": interest,
  "principal paid": principal,
  outstanding: outstanding,
});

function serve(act: Act, debt: Debt, amount: bigint, count: number): { paid: Service; left: bigint } {
  const service = take(debt, amount, count);
  if (service.left !== amount) sayAll(act, serviceSaid(service.paid, outstandingOf(debt)));
  return service;
}

function payAhead(act: Act, debt: Debt, amount: bigint, count: number): bigint {
  const ahead = least(amount, outstandingOf(debt));
  if (ahead === 0n) return 0n;
  prepay(debt, ahead, count);
  sayAll(act, { "paid ahead of its time": ahead, ...scheduleSaid(debt) });
  return ahead;
}

/** Before debt is paid: late interest up to now, and since when the oldest payment's period runs. */
function begin(debt: Debt, time: bigint): { before: bigint; vestFrom: bigint; vestOver: bigint } {
  countLate(debt, time);
  const vestFrom = oldestStartOf(debt);
  return { before: outstandingOf(debt), vestFrom, vestOver: most(time - vestFrom, debt.period) };
}

/** After it: what principal takes off the value, in proportion where the value had been written down. */
function finish(
  { facility, time, said }: Act,
  debt: Debt,
  lines: Lines,
  { before, vestFrom, vestOver }: ReturnType<typeof begin>,
): Settlement {
  const value = valueAt(facility, time);
  const left = outstandingOf(debt);
  const valueOut = left === before ? 0n : value - (value * left) / before;
  return { lines, valueOut, vestFrom, vestOver, said };
}

function claimsFor(facility: Facility, taken: Period | undefined): Claims {
  return {
    energyCarried: facility.carriedEnergy,
    otherCarried: facility.carriedOther,
    energy: taken?.energyCost ?? 0n,
    other: taken?.otherOpex ?? 0n,
    interest: 0n,
    principal: 0n,
    reserve: most(facility.reserveTarget - facility.reserve, 0n),
    preferred: facility.preferredOwed,
  };
}

/** Takes what can be distributed out of the lockbox, splits it, and carries what is left unpaid. */
function distribute(facility: Facility, claims: Claims): Lines {
  const { vaultShareBps: shareBps, stepShareBps, drawn, received } = facility;
  const cash = least(facility.lockbox, facility.reported - facility.distributed);
  const lines = split(cash, claims, { shareBps, stepShareBps, untilStep: most(drawn - received, 0n) });
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
  [lines.toOperator, lines.held] = [0n, part - swept];
  return swept;
}

function keep(facility: Facility, lines: Lines): void {
  facility.reserve += lines.reserve;
  facility.held += lines.held;
}

function say(act: Act, what: string, figure: bigint): void {
  act.said.push({ what, figure });
}

function sayAll(act: Act, figures: Record<string, bigint>): void {
  for (const [what, figure] of Object.entries(figures)) say(act, what, figure);
}
