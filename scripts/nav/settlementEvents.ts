import {
  NO_LINES,
  repay,
  scheduleFacts,
  serviceFacts,
  settle,
  testFacts,
  type Lines,
} from "@gpu-yield-vaults/sdk/model";
import { book, dispatch, expectByTerms, facilityOf, settingOf, type Books } from "./books.ts";
import type { On } from "./listener.ts";
import type { NavSources } from "./sources.ts";

/** Settlements and repayments: every line by the terms, and what other events say about each of them. */
export function projectSettlements(on: On, sources: NavSources, books: Books): void {
  const { covenants, ledgers, managers } = sources;
  dispatchCovenants(on, covenants, books);
  for (const ledger of ledgers) dispatchLedger(on, ledger, books);
  for (const manager of managers) {
    on(manager, manager.filters.ResidualSwept, ({ cluster, toDebt, toReserve }) => {
      dispatch(books, cluster, { "swept to debt": toDebt, "swept to the reserve": toReserve });
    });
    on(manager, manager.filters.TrappedCashFreed, ({ cluster, amount }) => {
      dispatch(books, cluster, { "trapped cash, freed": amount });
    });
    on(manager, manager.filters.CostsNotCarried, ({ cluster, energy, other }) => {
      dispatch(books, cluster, { "energy, not carried": energy, "other cost, not carried": other });
    });
    on(manager, manager.filters.Settled, ({ cluster, period, lines, vestFrom, carriedEnergy, carriedOther }, time) => {
      const before = facilityOf(books, cluster);
      const taken = period === 0n ? undefined : books.reports.get(`${cluster}/${period}`);
      if (period !== 0n && !taken)
        throw new Error(`period ${period} of cluster ${cluster} was settled but never reported`);
      const result = settle(before, settingOf(books, before), taken, time);
      book(books, result);
      const { facility } = result;
      const label = `cluster ${cluster}, period ${period}`;
      compareLines(books, label, lines, result.lines);
      expectByTerms(books, `${label}: where vesting counts from`, vestFrom, result.vestFrom);
      expectByTerms(books, `${label}: energy carried over`, carriedEnergy, facility.carriedEnergy);
      expectByTerms(books, `${label}: other cost carried over`, carriedOther, facility.carriedOther);
    });
    on(manager, manager.filters.Repaid, ({ cluster, interest, principal, vestFrom }, time) => {
      const facility = facilityOf(books, cluster);
      const { debt } = facility;
      if (!debt) throw new Error(`cluster ${cluster} was repaid, but is no debt`);
      // What was offered is not known; more was not taken.
      const cash = interest + principal;
      const result = repay({ ...facility, debt }, settingOf(books, facility), cash, time);
      book(books, result);
      const lines = { ...NO_LINES, cash, interest, principal };
      compareLines(books, `cluster ${cluster}, repaid`, lines, result.lines);
      expectByTerms(books, `cluster ${cluster}, repaid: where vesting counts from`, vestFrom, result.vestFrom);
    });
  }
}

function compareLines(books: Books, label: string, found: Lines, expected: Lines): void {
  for (const line of Object.keys(NO_LINES) as (keyof Lines)[]) {
    expectByTerms(books, `${label}: ${NAMES[line]}`, found[line], expected[line]);
  }
}

const NAMES: Record<keyof Lines, string> = {
  cash: "cash",
  energyCarried: "energy carried over, paid",
  otherCarried: "other cost carried over, paid",
  energy: "energy",
  other: "other cost",
  interest: "interest",
  principal: "principal",
  reserve: "reserve",
  toVault: "vault's part of the residual",
  toOperator: "operator's part",
  preferred: "preferred part",
  trapped: "trapped cash",
  fromReserve: "paid by the reserve",
};

function dispatchLedger(on: On, ledger: NavSources["ledgers"][number], books: Books): void {
  on(ledger, ledger.filters.DebtBegun, ({ cluster, debt }) => {
    const facility = books.facilities.get(cluster);
    if (!facility?.debt) return; // of another vault
    const expected = scheduleFacts(facility.debt);
    for (const [what, figure] of Object.entries(scheduleFacts(debtOf(debt)))) {
      expectByTerms(books, `cluster ${cluster}: ${what}`, figure, expected[what] ?? 0n);
    }
  });
  on(ledger, ledger.filters.DebtPaid, ({ cluster, lateInterest, interest, principal, outstanding }) => {
    if (books.facilities.has(cluster))
      dispatch(books, cluster, serviceFacts({ late: lateInterest, interest, principal }, outstanding));
  });
  on(ledger, ledger.filters.DebtPrepaid, ({ cluster, principal, debt }) => {
    if (books.facilities.has(cluster))
      dispatch(books, cluster, { "paid ahead of its time": principal, ...scheduleFacts(debtOf(debt)) });
  });
}

function dispatchCovenants(on: On, covenants: NavSources["covenants"], books: Books): void {
  on(covenants, covenants.filters.CovenantsTested, ({ cluster, tier, figures }) => {
    dispatch(books, cluster, testFacts(tier, figures));
  });
  on(covenants, covenants.filters.CovenantTierChanged, ({ cluster, oldTier, newTier }) => {
    dispatch(books, cluster, { "tier before": oldTier, "tier after": newTier });
  });
}

/** A schedule as an event carries it. */
type EventDebt = {
  principal: bigint;
  payment: bigint;
  finalPayment: bigint;
  growth: bigint;
  payments: bigint;
  start: bigint;
  period: bigint;
};

function debtOf({ principal, payment, finalPayment, growth, payments, start, period }: EventDebt) {
  return { schedule: { principal, payment, finalPayment, growth, payments: Number(payments) }, start, period };
}
