import type { IRevenueOracle } from "../../build/types/index.ts";
import type { VaultContracts } from "../lib/contracts.ts";
import { expectByTerms, facilityOf, receive, receiveFor, type Books } from "./books.ts";
import { becomeLate, draw, endLateness, returnDraw, writeDown } from "./facility.ts";
import { toFine } from "./fixed.ts";
import type { On } from "./listener.ts";
import { beginDebt, newFacility } from "./terms.ts";

/** Titles, marks and final reports: what facilities are approved for, and settled on. */
export function followFacts(
  on: On,
  { registry, underwriting }: VaultContracts,
  oracles: readonly IRevenueOracle[],
  books: Books,
): void {
  on(registry, registry.filters.ClusterRegistered, ({ cluster, facts }) => {
    const { model, cost, salvage, usefulLife, gpuCount } = facts;
    books.titles.set(cluster, { model, cost, salvage, usefulLife, gpus: gpuCount });
  });
  on(underwriting, underwriting.filters.MarkChanged, ({ model, newPerGpu }) => {
    books.marks.set(model, newPerGpu);
  });
  for (const oracle of oracles) {
    on(oracle, oracle.filters.ReportSubmitted, ({ cluster, period, report }) => {
      const { start, end, gross, energyCost, otherOpex, gpuSecondsSold: sold } = report;
      // A later revision replaces an earlier one.
      books.reports.set(`${cluster}/${period}`, { start, end, gross, energyCost, otherOpex, sold });
    });
  }
}

/** The life of a facility: approved, drawn, worn, late, cured and paid. */
export function followBook(on: On, { book }: VaultContracts, books: Books): void {
  on(book, book.filters.FacilityApproved, ({ cluster, terms }) => {
    const title = books.titles.get(cluster);
    if (!title) throw new Error(`cluster ${cluster} was approved before it was registered`);
    books.facilities.set(cluster, newFacility(cluster, title, terms));
  });
  on(book, book.filters.Drawn, ({ cluster, amount }, time) => {
    books.cash -= amount;
    draw(facilityOf(books, cluster), amount, time);
  });
  on(book, book.filters.DrawReturned, ({ cluster, amount, cost }, time) => {
    const facility = facilityOf(books, cluster);
    expectByTerms(books, `cluster ${cluster}: what is still drawn`, cost, facility.drawn - amount);
    receiveFor(books, amount, returnDraw(facility, cost, time), time);
  });
  on(book, book.filters.Commissioned, ({ cluster, inServiceAt }) => {
    const facility = facilityOf(books, cluster);
    facility.inServiceAt = facility.reportedUntil = inServiceAt;
    if (facility.debt) beginDebt(facility, facility.debt);
  });
  on(book, book.filters.DeadlineSet, ({ cluster, deadline }) => {
    facilityOf(books, cluster).deadline = deadline;
  });
  on(book, book.filters.LineLengthChanged, ({ cluster, newLength }) => {
    facilityOf(books, cluster).lineLength = newLength;
  });
  on(book, book.filters.WearStarted, ({ cluster, wearFrom }) => {
    const facility = facilityOf(books, cluster);
    facility.wearFrom = facility.anchorAt = wearFrom;
  });
  on(book, book.filters.LateSince, ({ cluster, lateSince, lineEnd }) => {
    const facility = facilityOf(books, cluster);
    becomeLate(facility, lateSince);
    expectByTerms(books, `cluster ${cluster}: the end of its line`, lineEnd, facility.lineEnd);
  });
  on(book, book.filters.Cured, ({ cluster }) => {
    endLateness(facilityOf(books, cluster));
  });
  on(book, book.filters.PaidIn, ({ cluster, amount }) => {
    facilityOf(books, cluster).lockbox += amount;
  });
  on(book, book.filters.ExcessReturned, ({ cluster, amount }) => {
    facilityOf(books, cluster).lockbox -= amount;
  });
  on(book, book.filters.WrittenDown, ({ cluster, loss }, time) => {
    writeDown(facilityOf(books, cluster), loss, time);
    receive(books, -toFine(loss), books.vesting.cap, time);
  });
}
