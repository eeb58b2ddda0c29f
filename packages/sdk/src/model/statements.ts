/** A vault's balance, and what a facility has brought it. Base units unless X32, as the contracts round. */

import { delinquentTokensAt, isDelinquentAt, lossAt, markAt, valueAt, type Curve, type Grid } from "./curve.ts";
import { ceil, ceilDiv, floor, max, min, type X32 } from "./fixed.ts";
import { lockedAt } from "./vesting.ts";
import type { Vault } from "./vault.ts";

/** What is financed, as a vault adds it up. */
export type Holdings = {
  readonly value: X32;
  readonly loss: X32; // what leavers forgo of it
  readonly delinquent: bigint; // whole tokens, in base units
};

/** One facility, as it counts among them. */
export type Holding = {
  readonly curve: Curve;
  readonly claimed: bigint; // of booked losses
  readonly announced: X32; // the fraction announced as lost
  readonly counted: bigint; // whole tokens that count as delinquent because of it, until it does itself
};

export function holdingsAt(holdings: Iterable<Holding>, grid: Grid, time: bigint): Holdings {
  let [value, loss, tokens] = [0n, 0n, 0n];
  for (const { curve, claimed, announced, counted } of holdings) {
    value += valueAt(curve, time);
    loss += lossAt(curve, grid, time) + markAt(curve, grid, announced, time);
    tokens += isDelinquentAt(curve, time) ? delinquentTokensAt(curve, grid, time) : counted;
    tokens += ceilDiv(claimed, grid.wholeToken);
  }
  return { value, loss, delinquent: tokens * grid.wholeToken };
}

/** A vault's balance: cash and value less what has not vested is its NAV. */
export type Balance = {
  readonly cash: bigint;
  readonly value: bigint;
  readonly locked: bigint;
  readonly nav: bigint;
  readonly unrealisedLoss: bigint;
  readonly exitValue: bigint;
  readonly delinquentValue: bigint;
  readonly restrictedLocked: bigint;
};

export function balanceAt(
  { cash, supply, vesting, restricted }: Pick<Vault, "cash" | "supply" | "vesting" | "restricted">,
  { value: valueX32, loss, delinquent }: Holdings,
  time: bigint,
): Balance {
  const value = floor(valueX32);
  // Without shares nothing counts as locked.
  const locked = supply === 0n ? 0n : ceil(lockedAt(vesting, time));
  const nav = max(cash + value - locked, 0n);
  const exitValue = max(nav - ceil(max(loss, 0n)), 0n);
  return {
    cash,
    value,
    locked,
    nav,
    unrealisedLoss: nav - exitValue,
    exitValue,
    delinquentValue: delinquent,
    restrictedLocked: min(ceil(lockedAt(restricted, time)), locked),
  };
}

/**
 * What a facility has brought its vault, split in return of capital and profit: cost that is no value any more, and has
 * not left in a workout, comes back first. contracts/facilities/FacilityLens.sol, `returnsOf`, once more.
 */
export function returnsOf({
  received,
  drawn,
  value,
  valueLeft,
}: {
  readonly received: bigint;
  readonly drawn: bigint;
  readonly value: bigint;
  readonly valueLeft: bigint;
}): { returnOfCapital: bigint; profit: bigint } {
  const returnOfCapital = min(received, max(drawn - value - valueLeft, 0n));
  return { returnOfCapital, profit: received - returnOfCapital };
}
