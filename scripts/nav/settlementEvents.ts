import type { VaultContracts } from "../lib/contracts.ts";
import { expectByTerms, facilityOf, receive, type Books } from "./books.ts";
import { repayValue, type Facility } from "./facility.ts";
import { toFine } from "./fixed.ts";
import type { On } from "./listener.ts";
import {
  repayByTerms,
  scheduleSaid,
  serviceSaid,
  settleByTerms,
  testSaid,
  type Saying,
  type Settlement,
} from "./settlement.ts";
import { NO_LINES, takeFee, vaultsPart, type Lines } from "./waterfall.ts";

/** Settlements and repayments: every line by the terms, and what other events say about each of them. */
export function followSettlements(on: On, { book }: VaultContracts, books: Books): void {
  hearDetails(on, book, books);

  on(book, book.filters.Settled, ({ cluster, period, lines, vestFrom, carriedEnergy, carriedOther }, time) => {
    const facility = facilityOf(books, cluster);
    const taken = period === 0n ? undefined : books.reports.get(`${cluster}/${period}`);
    if (period !== 0n && !taken)
      throw new Error(`period ${period} of cluster ${cluster} was settled but never reported`);
    const result = settleByTerms(facility, taken, books.marks.get(facility.model) ?? 0n, time);
    const label = `cluster ${cluster}, period ${period}`;
    expectByTerms(books, `${label}: energy carried over`, carriedEnergy, facility.carriedEnergy);
    expectByTerms(books, `${label}: other cost carried over`, carriedOther, facility.carriedOther);
    bookIt(facility, result, lines, vestFrom, label, time);
  });
  on(book, book.filters.Repaid, ({ cluster, lines, vestFrom }, time) => {
    const facility = facilityOf(books, cluster);
    if (!facility.debt) throw new Error(`cluster ${cluster} was repaid, but is no debt`);
    // What was offered is not known; more than `cash` was not taken.
    const result = repayByTerms(facility, facility.debt, lines.cash, time);
    bookIt(facility, result, lines, vestFrom, `cluster ${cluster}, repaid`, time);
  });
  on(book, book.filters.HeldReleased, ({ cluster, amount }) => {
    const facility = facilityOf(books, cluster);
    if (!facility.retired) {
      facility.heard.push({ what: "held back, released", figure: amount });
      return;
    }
    expectByTerms(books, `cluster ${cluster}: what was held back to the end`, amount, facility.held);
    facility.held = 0n;
  });

  /** Compares what was booked with the terms, and books it. */
  function bookIt(
    facility: Facility,
    { lines, valueOut, vestFrom, vestOver, said }: Settlement,
    found: Lines,
    foundFrom: bigint,
    label: string,
    time: bigint,
  ): void {
    takeFee(lines, found.fee);
    for (const line of Object.keys(NO_LINES) as (keyof Lines)[]) {
      expectByTerms(books, `${label}: ${NAMES[line]}`, found[line], lines[line]);
    }
    expectByTerms(books, `${label}: where vesting counts from`, foundFrom, vestFrom);
    compareSayings(books, label, facility.heard, said);
    facility.heard = [];

    const toVault = vaultsPart(lines);
    books.cash += toVault;
    facility.received += toVault;
    repayValue(facility, valueOut, time);
    receive(books, toFine(toVault) - valueOut, vestOver, time);
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
  fee: "fee",
  toVault: "vault's part of the residual",
  toOperator: "operator's part",
  preferred: "preferred part",
  held: "held back",
  fromReserve: "paid by the reserve",
};

/** Notes what events beside a settlement say, until the settlement itself is heard. */
function hearDetails(on: On, book: VaultContracts["book"], books: Books): void {
  const hear = (cluster: bigint, figures: Record<string, bigint>) => {
    const { heard } = facilityOf(books, cluster);
    for (const [what, figure] of Object.entries(figures)) heard.push({ what, figure });
  };
  on(book, book.filters.DebtBegun, ({ cluster, debt }) => {
    const { debt: own } = facilityOf(books, cluster);
    if (!own) throw new Error(`the debt of cluster ${cluster} began, but it has none`);
    const found = Object.entries(scheduleSaid(debtOf(debt)));
    const expected = scheduleSaid(own);
    for (const [what, figure] of found) {
      expectByTerms(books, `cluster ${cluster}: ${what}`, figure, expected[what] ?? 0n);
    }
  });
  on(book, book.filters.DebtPaid, ({ cluster, lateInterest, interest, principal, outstanding }) => {
    hear(cluster, serviceSaid({ late: lateInterest, interest, principal }, outstanding));
  });
  on(book, book.filters.DebtPrepaid, ({ cluster, principal, debt }) => {
    hear(cluster, { "paid ahead of its time": principal, ...scheduleSaid(debtOf(debt)) });
  });
  on(book, book.filters.CovenantsTested, ({ cluster, tier, figures }) => {
    hear(cluster, testSaid(tier, figures));
  });
  on(book, book.filters.CovenantTierChanged, ({ cluster, oldTier, newTier }) => {
    hear(cluster, { "tier before": oldTier, "tier after": newTier });
  });
  on(book, book.filters.ResidualSwept, ({ cluster, toDebt, toReserve }) => {
    hear(cluster, { "swept to debt": toDebt, "swept to the reserve": toReserve });
  });
}

/** A schedule as an event carries it. */
type SaidDebt = {
  principal: bigint;
  payment: bigint;
  finalPayment: bigint;
  growth: bigint;
  payments: bigint;
  start: bigint;
  period: bigint;
};

function debtOf({ principal, payment, finalPayment, growth, payments, start, period }: SaidDebt) {
  return { schedule: { principal, payment, finalPayment, growth, payments: Number(payments) }, start, period };
}

function compareSayings(books: Books, label: string, heard: readonly Saying[], said: readonly Saying[]): void {
  for (let place = 0; place < Math.max(heard.length, said.length); place += 1) {
    const [found, expected] = [heard[place], said[place]];
    if (found?.what === expected?.what) {
      expectByTerms(books, `${label}: ${found?.what}`, found?.figure ?? 0n, expected?.figure ?? 0n);
      continue;
    }
    const say = (saying: Saying | undefined) => (saying ? `${saying.what} ${saying.figure}` : "nothing");
    books.contradictions.push(`${label}: the events say ${say(found)}, the terms ${say(expected)}`);
    return;
  }
}
