import { ceilDiv, max, min } from "./fixed.ts";
import { begunBy, claimsOf, countLate, outstandingOf, type Debt } from "./debt.ts";

/** Everything that is owed of a loan in a workout. Money in base units. */
export type Pledge = {
  principal: bigint; // outstanding at the opening; no more than what has been drawn is owed
  claimed: bigint; // interest of then, late interest too
  trapped: bigint; // cash of the borrower's that joined the reserve, and has paid its part
  lateRate: bigint; // 1e18 = 100 % a year, simple
  openedAt: bigint; // unix seconds
  counted: Counted | undefined; // since the first payment
};

type Counted = { owed: bigint; interest: bigint; rent: bigint; at: bigint };

const WAD = 10n ** 18n;
const YEAR = 365n * 86_400n;

/** What a loan owes when its workout is opened, before its schedule ends. */
export function pledgeOf(debt: Debt, trapped: bigint, time: bigint): Pledge {
  countLate(debt, time);
  const { late, interest } = claimsOf(debt, begunBy(debt, time));
  const { lateRate } = debt;
  return {
    ...{ principal: outstandingOf(debt), claimed: late + interest, trapped, lateRate },
    ...{ openedAt: time, counted: undefined },
  };
}

/** What is owed of it now, when `drawn` was drawn and `rent` has been received since the opening. */
export function owedOf(pledge: Pledge, drawn: bigint, rent: bigint, time: bigint): bigint {
  const { owed, interest } = countedAt(pledge, drawn, rent, time);
  return owed + interest;
}

/** Takes what was recovered of it. */
export function payPledge(pledge: Pledge, drawn: bigint, rent: bigint, time: bigint, amount: bigint): void {
  const { owed, interest } = countedAt(pledge, drawn, rent, time);
  pledge.counted = { ...paid(owed, interest, amount), rent, at: time };
}

function countedAt(pledge: Pledge, drawn: bigint, rent: bigint, time: bigint): { owed: bigint; interest: bigint } {
  const { principal, claimed, trapped, lateRate, openedAt } = pledge;
  const atFirst = max(claimed + min(principal, drawn) - trapped, 0n);
  const since = pledge.counted ?? { owed: atFirst, interest: 0n, rent: 0n, at: openedAt };
  // It is counted with every settlement: what rent came since, came in that second.
  const { owed, interest } = paid(since.owed, since.interest, rent - since.rent);
  return { owed, interest: interest + ceilDiv(owed * (time - since.at) * lateRate, WAD * YEAR) };
}

function paid(owed: bigint, interest: bigint, amount: bigint): { owed: bigint; interest: bigint } {
  const ofInterest = min(amount, interest);
  return { owed: max(owed - (amount - ofInterest), 0n), interest: interest - ofInterest };
}
