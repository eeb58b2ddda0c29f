import type { IRevenueOracle } from "../../build/types/index.ts";
import type { VaultContracts } from "../lib/contracts.ts";
import { expectByTerms, facilityOf, receive, type Books, type Title } from "./books.ts";
import {
  becomeLate,
  draw,
  endLateness,
  movePointer,
  oldestUnpaidStart,
  writeDown,
  type Facility,
  type Period,
} from "./facility.ts";
import { toFine } from "./fixed.ts";
import type { On } from "./listener.ts";
import { settleByTerms } from "./waterfall.ts";

/** Titles and final reports: what facilities are approved for, and settled on. */
export function followFacts(
  on: On,
  { registry }: VaultContracts,
  oracles: readonly IRevenueOracle[],
  books: Books,
): void {
  on(registry, registry.filters.ClusterRegistered, ({ cluster, facts }) => {
    const { cost, salvage, usefulLife, gpuCount } = facts;
    books.titles.set(cluster, { cost, salvage, usefulLife, gpus: gpuCount });
  });
  for (const oracle of oracles) {
    on(oracle, oracle.filters.ReportSubmitted, ({ cluster, period, report }) => {
      const { start, end, gross, energyCost, otherOpex } = report;
      // A later revision replaces an earlier one.
      books.reports.set(`${cluster}/${period}`, { start, end, gross, energyCost, otherOpex });
    });
  }
}

/** The life of a facility: approved, drawn, worn, late, cured, paid and settled. */
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
  on(book, book.filters.Commissioned, ({ cluster, inServiceAt }) => {
    facilityOf(books, cluster).inServiceAt = inServiceAt;
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
  on(book, book.filters.Settled, ({ cluster, period, lines, vestFrom }, time) => {
    const facility = facilityOf(books, cluster);
    const taken = period === 0n ? undefined : books.reports.get(`${cluster}/${period}`);
    if (period !== 0n && !taken)
      throw new Error(`period ${period} of cluster ${cluster} was settled but never reported`);
    const oldest = oldestUnpaidStart(facility);
    const terms = settleByTerms(facility, taken);
    if (taken) facility.periods.push(taken);
    movePointer(facility);

    const compare = (line: string, found: bigint, expected: bigint) =>
      expectByTerms(books, `cluster ${cluster}, period ${period}: ${line}`, found, expected);
    compare("cash", lines.cash, terms.cash);
    compare("energy", lines.energyCarried + lines.energy, terms.energy);
    compare("other cost", lines.otherCarried + lines.other, terms.other);
    compare("reserve", lines.reserve, terms.reserve);
    compare("operator's part", lines.toOperator, terms.toOperator);
    compare("vault's part with the fee", lines.toVault + lines.fee, terms.residualForVault);
    compare("where vesting counts from", vestFrom, oldest);

    const toVault = terms.residualForVault - lines.fee;
    books.cash += toVault;
    receive(books, toFine(toVault), time - oldest, time);
  });
}

type ApprovedTerms = { vaultShareBps: bigint; reserveTarget: bigint; lineLength: bigint };

function newFacility(cluster: bigint, title: Title, terms: ApprovedTerms): Facility {
  const periods: Period[] = [];
  return {
    cluster,
    fullCost: title.cost,
    fullSalvage: title.salvage,
    usefulLife: title.usefulLife,
    vaultShareBps: terms.vaultShareBps,
    reserveTarget: terms.reserveTarget,
    lineLength: terms.lineLength,
    gpus: title.gpus,
    drawn: 0n,
    salvage: 0n,
    anchor: 0n,
    anchorAt: 0n,
    deadline: 0n,
    wearFrom: 0n,
    exitAnchor: 0n,
    exitAt: 0n,
    lateSince: 0n,
    lineEnd: 0n,
    isResolving: false,
    retired: false,
    inServiceAt: 0n,
    lockbox: 0n,
    reported: 0n,
    distributed: 0n,
    carriedEnergy: 0n,
    carriedOther: 0n,
    reserve: 0n,
    periods,
    paidOff: 0,
    paidThrough: 0n,
  };
}
