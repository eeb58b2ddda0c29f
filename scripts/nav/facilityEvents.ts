import {
  approvedFacility,
  delayed,
  depreciationFacts,
  draw,
  enterService,
  expectFirst,
  floor,
  NO_DELAY,
  postpone,
  postponementOf,
  returnDraw,
  returnExcess,
  toX32,
  valueAt,
  writeDown,
  writeDownCosts,
} from "@gpu-yield-vaults/sdk/model";
import { addressOf } from "../lib/addressOf.ts";
import { book, change, dispatch, expectByTerms, facilityOf, settingOf, type Books } from "./books.ts";
import type { On } from "./listener.ts";
import type { NavSources } from "./sources.ts";

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
    on(manager, manager.filters.ReportingDelayChanged, ({ newDelay }, time) => {
      const address = addressOf(manager);
      books.delays.set(address, delayed(books.delays.get(address) ?? NO_DELAY, newDelay, time));
    });
  }
  const move = (cluster: bigint, period: bigint, finalAt: bigint) => {
    const report = books.reports.get(`${cluster}/${period}`);
    if (report) books.reports.set(`${cluster}/${period}`, { ...report, finalAt });
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
    books.facilities.set(cluster, approvedFacility({ cluster, operator, manager, terms }, title, books.terms));
  });
  on(origination, origination.filters.Drawn, ({ cluster, amount, cost }, time) => {
    const facility = facilityOf(books, cluster);
    expectByTerms(books, `cluster ${cluster}: what has been drawn`, cost, facility.drawn + amount);
    book(books, draw(facility, settingOf(books, facility), amount, time));
  });
  on(origination, origination.filters.DrawReturned, ({ cluster, amount, cost }, time) => {
    const facility = facilityOf(books, cluster);
    expectByTerms(books, `cluster ${cluster}: what is still drawn`, cost, facility.drawn - amount);
    book(books, returnDraw(facility, settingOf(books, facility), amount, time));
  });
  on(origination, origination.filters.CostsWrittenDown, ({ cluster, limit }, time) => {
    const facility = facilityOf(books, cluster);
    book(books, writeDownCosts(facility, settingOf(books, facility), limit, time));
  });
  on(origination, origination.filters.Commissioned, ({ cluster, inServiceAt }, time) => {
    books.facilities.set(cluster, enterService(facilityOf(books, cluster), inServiceAt));
    // The manager learns the oracle's timings first.
    books.unposted.push(() => {
      const facility = facilityOf(books, cluster);
      book(books, expectFirst(facility, settingOf(books, facility), time));
    });
  });
}

function projectManager(on: On, manager: NavSources["managers"][number], books: Books): void {
  on(manager, manager.filters.DeadlineSet, ({ cluster, deadline }) => {
    dispatch(books, cluster, { deadline });
  });
  on(manager, manager.filters.DeadlinePostponed, ({ cluster, time: postponed }, time) => {
    const facility = facilityOf(books, cluster);
    const setting = settingOf(books, facility);
    expectByTerms(books, `cluster ${cluster}: what doubts take`, postponed, postponementOf(facility, setting, time));
    book(books, postpone(facility, setting, time));
  });
  on(manager, manager.filters.Cured, ({ cluster }) => {
    dispatch(books, cluster, { cured: 1n });
  });
  on(manager, manager.filters.DepreciationStarted, ({ cluster, from, until, slope, salvage }) => {
    const facts = depreciationFacts(from, { until, slope, salvage: toX32(salvage) });
    dispatch(books, cluster, facts);
  });
  on(manager, manager.filters.PaidIn, ({ cluster, amount, lockbox }) => {
    const facility = facilityOf(books, cluster);
    const left = facility.lockbox + amount;
    expectByTerms(books, `cluster ${cluster}: its lockbox`, lockbox, left);
    change(books, facility, { lockbox: left });
  });
  on(manager, manager.filters.EarningsClaimed, ({ cluster, amount }) => {
    const facility = facilityOf(books, cluster);
    expectByTerms(books, `cluster ${cluster}: what its operator claimed`, amount, facility.earned);
    change(books, facility, { earned: 0n });
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
    book(books, returnExcess(facility, settingOf(books, facility), excess - toClaim, toClaim, time));
  });
  on(manager, manager.filters.WrittenDown, ({ cluster, loss, valueAfter, salvage, slope }, time) => {
    const facility = facilityOf(books, cluster);
    const value = valueAt(facility.curve, time);
    const booked = floor(floor(value * facility.taken));
    expectByTerms(books, `cluster ${cluster}: what is written down`, loss, booked);
    book(books, writeDown(facility, settingOf(books, facility), booked, time));
    const { curve } = facilityOf(books, cluster);
    expectByTerms(books, `cluster ${cluster}: its value, written down`, valueAfter, floor(valueAt(curve, time)));
    expectByTerms(books, `cluster ${cluster}: its salvage, written down`, salvage, floor(curve.salvage));
    expectByTerms(books, `cluster ${cluster}: its depreciation, written down`, slope, curve.slope);
  });
}
