/** What is owed of a loan in a workout, above what its value covers: contracts/workouts/PledgedDebts.sol once more. */

import { begunBy, claimsOf, lateCounted, outstandingOf, type Debt } from "./debt.ts";
import { ceilDiv, max, min } from "./fixed.ts";

/** Everything that is owed of it. Money in base units. */
export type Pledge = {
  readonly principal: bigint; // outstanding at the opening; no more than what has been drawn is owed
  readonly claimed: bigint; // interest of then, late interest too
  readonly trapped: bigint; // cash of the borrower's that joined the reserve, and has paid its part
  readonly lateRate: bigint; // 1e18 = 100 % a year, simple
  readonly openedAt: bigint; // unix seconds
  readonly counted: Counted | undefined; // since the first payment
};

type Counted = { readonly owed: bigint; readonly interest: bigint; readonly rent: bigint; readonly at: bigint };

const WAD = 10n ** 18n;
const YEAR = 365n * 86_400n;

/** What a loan owes when its workout is opened, before its schedule ends. */
export function pledgeOf(debt: Debt, trapped: bigint, time: bigint): Pledge {
  const { late, interest } = claimsOf(lateCounted(debt, time), begunBy(debt, time));
  return {
    principal: outstandingOf(debt),
    claimed: late + interest,
    trapped,
    lateRate: debt.lateRate,
    openedAt: time,
    counted: undefined,
  };
}

/** What is owed of it now, when `drawn` was drawn and `rent` has been received since the opening. */
export function pledgeOwed(pledge: Pledge, drawn: bigint, rent: bigint, time: bigint): bigint {
  const { owed, interest } = countedAt(pledge, drawn, rent, time);
  return owed + interest;
}

/** After `amount` was recovered of it, or nothing: counted up to now. */
export function pledgePaid(pledge: Pledge, drawn: bigint, rent: bigint, time: bigint, amount: bigint): Pledge {
  const { owed, interest } = countedAt(pledge, drawn, rent, time);
  return { ...pledge, counted: { ...paid(owed, interest, amount), rent, at: time } };
}

function countedAt(pledge: Pledge, drawn: bigint, rent: bigint, time: bigint): { owed: bigint; interest: bigint } {
  const { principal, claimed, trapped, lateRate, openedAt } = pledge;
  const atFirst = max(claimed + min(principal, drawn) - trapped, 0n);
  const since = pledge.counted ?? { owed: atFirst, interest: 0n, rent: 0n, at: openedAt };
  // It is counted with every settlement: what rent came since, came in that second.
  const { owed, interest } = paid(since.owed, since.interest, rent - since.rent);
  return { owed, interest: interest + ceilDiv(owed * (time - since.at) * lateRate, WAD * YEAR) };
}

/** Interest first. */
function paid(owed: bigint, interest: bigint, amount: bigint): { owed: bigint; interest: bigint } {
  const ofInterest = min(amount, interest);
  return { owed: max(owed - (amount - ofInterest), 0n), interest: interest - ofInterest };
}
