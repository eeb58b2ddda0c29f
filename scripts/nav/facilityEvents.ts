import { floor, isDelinquentAt, min, revalue, shrink, toX32, valueAt } from "@gpu-yield-vaults/sdk/model";
import { addressOf } from "../lib/addressOf.ts";
import { expectByTerms, facilityOf, dispatch, type Books } from "./books.ts";
import { depreciationFacts, recordBeginning, salvageOf, setDeadline, STATUS, type Facility } from "./facility.ts";
import type { On } from "./listener.ts";
import { OVER_THE_CAP, post } from "./posting.ts";
import { nextDeadline, postponementOf } from "./deadlines.ts";
import type { NavSources } from "./sources.ts";
import { beginDebt, newFacility } from "./terms.ts";

/** Titles, marks, timings and final reports: what facilities are approved for, and settled on. */
export function projectFacts(
  on: On,
  { registry, drawLimits, oracles, clocks, managers }: NavSources,
  books: Books,
): void {
  on(registry, registry.filters.ClusterRegistered, ({ cluster, facts }) => {
    const { model, cost, salvage, usefulLife, maxPeriod, gpuCount } = facts;
    books.titles.set(cluster, { model, cost, salvage, usefulLife, maxPeriod, gpus: gpuCount });
  });
  on(drawLimits, drawLimits.filters.MarkChanged, ({ model, newPerGpu }) => {
    books.marks.set(model, newPerGpu);
  });
  for (const manager of managers) {
    on(manager, manager.filters.ReportingDelayChanged, ({ newDelay }) => {
      books.delays.set(addressOf(manager), newDelay);
    });
  }
  const move = (cluster: bigint, period: bigint, finalAt: bigint) => {
    const report = books.reports.get(`${cluster}/${period}`);
    if (report) report.finalAt = finalAt;
  };
  for (const clock of clocks) {
    on(clock, clock.filters.DeadlinesPostponed, ({ cluster, from, limit }) => {
      books.clocks.set(cluster, { from, limit });
    });
  }
  for (const oracle of oracles) {
    on(oracle, oracle.filters.ReportSubmitted, ({ cluster, period, report, finalAt }) => {
      const { start, end, gross, energyCost, otherOpex, gpuSecondsSold: sold } = report;
      // A later revision replaces an earlier one.
      books.reports.set(`${cluster}/${period}`, { start, end, gross, energyCost, otherOpex, sold, finalAt });
    });
    on(oracle, oracle.filters.ReportUpheld, ({ cluster, period, finalAt }) => move(cluster, period, finalAt));
    on(oracle, oracle.filters.DisputeSettled, ({ cluster, period, finalAt }) => move(cluster, period, finalAt));
    on(oracle, oracle.filters.FinalityMoved, ({ cluster, period, finalAt }) => move(cluster, period, finalAt));
  }
}

/** The life of a facility: approved, drawn, depreciated, delinquent, cured and paid. */
export function projectFacilities(on: On, { origination, managers }: NavSources, books: Books): void {
  projectOrigination(on, origination, books);
  for (const manager of managers) projectManager(on, manager, books);
}

function projectOrigination(on: On, origination: NavSources["origination"], books: Books): void {
  on(origination, origination.filters.FacilityApproved, ({ cluster, operator, manager, terms }) => {
    const title = books.titles.get(cluster);
    if (!title) throw new Error(`cluster ${cluster} was approved before it was registered`);
    books.facilities.set(cluster, newFacility({ cluster, operator, manager, terms }, title, books.terms));
  });
  on(origination, origination.filters.Drawn, ({ cluster, amount, cost }, time) => {
    const facility = facilityOf(books, cluster);
    expectByTerms(books, `cluster ${cluster}: what has been drawn`, cost, facility.drawn + amount);
    post(books, facility, { cash: 0n, vestOver: 0n, drawn: amount }, time, () => draw(books, facility, amount, time));
  });
  on(origination, origination.filters.DrawReturned, ({ cluster, amount, cost }, time) => {
    const facility = facilityOf(books, cluster);
    expectByTerms(books, `cluster ${cluster}: what is still drawn`, cost, facility.drawn - amount);
    recordBeginning(facility, time);
    post(books, facility, { cash: amount, vestOver: OVER_THE_CAP }, time, () => returnDraw(facility, amount, time));
  });
  on(origination, origination.filters.Commissioned, ({ cluster, inServiceAt }, time) => {
    const facility = facilityOf(books, cluster);
    facility.inServiceAt = facility.reportedUntil = inServiceAt;
    facility.status = STATUS.inService;
    if (facility.debt) beginDebt(facility, facility.debt);
    // The manager learns the oracle's timings first.
    books.unposted.push(() => {
      recordBeginning(facility, time);
      post(books, facility, { cash: 0n, vestOver: 0n }, time, () => begin(books, facility, time));
    });
  });
}

function projectManager(on: On, manager: NavSources["managers"][number], books: Books): void {
  on(manager, manager.filters.DeadlineSet, ({ cluster, deadline }) => {
    dispatch(books, facilityOf(books, cluster), { deadline });
  });
  on(manager, manager.filters.DeadlinePostponed, ({ cluster, time: postponed }, time) => {
    const facility = facilityOf(books, cluster);
    expectByTerms(books, `cluster ${cluster}: what doubts take`, postponed, postponementOf(books, facility, time));
    post(books, facility, { cash: 0n, vestOver: 0n }, time, () => {
      setDeadline(facility, books.terms, nextDeadline(books, facility, time), time);
    });
  });
  on(manager, manager.filters.Cured, ({ cluster }) => {
    dispatch(books, facilityOf(books, cluster), { cured: 1n });
  });
  on(manager, manager.filters.DepreciationStarted, ({ cluster, from, until, slope, salvage }) => {
    const facts = depreciationFacts(from, { until, slope, salvage: toX32(salvage) });
    dispatch(books, facilityOf(books, cluster), facts);
  });
  on(manager, manager.filters.PaidIn, ({ cluster, amount, lockbox }) => {
    const facility = facilityOf(books, cluster);
    facility.lockbox += amount;
    expectByTerms(books, `cluster ${cluster}: its lockbox`, lockbox, facility.lockbox);
  });
  on(manager, manager.filters.EarningsClaimed, ({ cluster, amount }) => {
    const facility = facilityOf(books, cluster);
    expectByTerms(books, `cluster ${cluster}: what its operator claimed`, amount, facility.earned);
    facility.earned -= amount;
  });
  on(manager, manager.filters.ExcessReturned, ({ cluster, amount, toClaim }, time) => {
    const facility = facilityOf(books, cluster);
    const excess = facility.lockbox - (facility.reported - facility.distributed);
    expectByTerms(
      books,
      `cluster ${cluster}: what lay in its lockbox beyond what was reported`,
      amount + toClaim,
      excess,
    );
    facility.lockbox -= amount + toClaim;
    facility.earned += amount;
    if (toClaim > 0n) post(books, facility, { cash: toClaim, vestOver: OVER_THE_CAP }, time, () => undefined);
  });
  on(manager, manager.filters.WrittenDown, ({ cluster, loss, valueAfter, salvage, slope }, time) => {
    const facility = facilityOf(books, cluster);
    const { curve } = facility;
    recordBeginning(facility, time);
    const value = valueAt(curve, time);
    expectByTerms(books, `cluster ${cluster}: what is written down`, loss, floor(floor(value * facility.taken)));
    post(books, facility, { cash: 0n, vestOver: 0n }, time, () => {
      // All of it is all of it: no part of a unit is left.
      shrink(curve, loss === floor(value) ? value : toX32(loss), time);
    });
    expectByTerms(books, `cluster ${cluster}: its value, written down`, valueAfter, floor(valueAt(curve, time)));
    expectByTerms(books, `cluster ${cluster}: its salvage, written down`, salvage, floor(curve.salvage));
    expectByTerms(books, `cluster ${cluster}: its depreciation, written down`, slope, curve.slope);
  });
}

/** Value and salvage after more has been drawn: this draw's part of the full salvage joins what there is. */
function draw({ terms, delays }: Books, facility: Facility, amount: bigint, time: bigint): void {
  const { curve, debt, drawn } = facility;
  if (debt) {
    curve.salvage += toX32(amount);
  } else {
    const salvage = salvageOf(facility, drawn + amount) - salvageOf(facility, drawn);
    revalue(curve, valueAt(curve, time) + toX32(amount), curve.salvage + toX32(salvage), time);
  }
  facility.drawn += amount;
  if (facility.status !== STATUS.approved) return;
  facility.status = STATUS.drawn;
  const latest = facility.lastSecond + facility.maxPeriod + (delays.get(facility.manager) ?? 0n);
  setDeadline(facility, terms, latest, time);
}

/** What was drawn and never earned comes back: value leaves, and the part of the salvage that it had paid for. */
function returnDraw(facility: Facility, amount: bigint, time: bigint): void {
  const { curve, debt, drawn } = facility;
  const cost = drawn - amount;
  const value = valueAt(curve, time);
  const salvage = debt ? 0n : min(curve.salvage, toX32(salvageOf(facility, cost)));
  revalue(curve, value - (value * amount) / drawn, salvage, time);
  facility.drawn = cost;
  if (cost > 0n || facility.status !== STATUS.drawn) return;
  // As if nothing had been drawn.
  curve.slope = curve.until = curve.deadline = 0n;
  facility.status = STATUS.approved;
}

/** The first deadline, unless it is delinquent: then it stays so until its first period has been reported and paid. */
function begin({ terms, delays }: Books, facility: Facility, time: bigint): void {
  const { curve, debt, inServiceAt, maxPeriod, paymentGrace } = facility;
  const isLate = isDelinquentAt(curve, time);
  // What is in service by its operator's word alone is not cured by it.
  if (isLate && !facility.isAttested) return;
  const byReport = inServiceAt + maxPeriod + (delays.get(facility.manager) ?? 0n);
  const first = debt ? inServiceAt + debt.period + paymentGrace : isLate ? byReport : min(byReport, curve.deadline);
  setDeadline(facility, terms, first, time);
}
