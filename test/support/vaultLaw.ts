import { holdingsAt, max, type Holdings } from "@gpu-yield-vaults/sdk/model";
import { FacilityCurve, GRID } from "./facilityCurve.ts";
import { ONE_X32, MoneyLaw } from "./moneyLaw.ts";

const BPS = 10_000n;
const DELINQUENCY_LIMIT_BPS = 200n;
const NOTHING = FacilityCurve.debt(0n);

/** What a settlement, a recovery or an ending brings besides another curve. */
type Coming = {
  /** Base units. */
  cash?: bigint;
  /** Seconds over which a gain vests. */
  over?: bigint;
  /** Comes for something delinquent, if a test does not say otherwise. */
  restricted?: boolean;
};

/** A vault on paper that finances facilities, cluster by cluster. */
export class VaultLaw extends MoneyLaw {
  readonly #curves = new Map<bigint, FacilityCurve>();
  /** Base units that are claimed of booked losses. */
  readonly #claims = new Map<bigint, bigint>();
  /** Base units of a whole token. */
  readonly #unit: bigint;

  constructor(vestingFloor: bigint, vestingCap: bigint, feeBps = 0n, decimals = 6n) {
    super(vestingFloor, vestingCap, feeBps);
    this.#unit = 10n ** decimals;
  }

  curveOf(cluster = 1n): FacilityCurve {
    return this.#curves.get(cluster) ?? NOTHING;
  }

  override holdingsAt(t: bigint): Holdings {
    const clusters = [...new Set([...this.#curves.keys(), ...this.#claims.keys()])];
    const holdings = clusters.map((cluster) => ({
      curve: this.curveOf(cluster).of,
      claimed: this.claimOf(cluster),
      announced: 0n,
      counted: 0n,
    }));
    return holdingsAt(holdings, { ...GRID, wholeToken: this.#unit }, t);
  }

  /** Whole tokens of what is delinquent, or claimed, base units. */
  delinquentAt(t: bigint): bigint {
    return this.holdingsAt(t).delinquent;
  }

  claimOf(cluster = 1n): bigint {
    return this.#claims.get(cluster) ?? 0n;
  }

  /** A booked loss is claimed from now on, or was made good. */
  claim(change: bigint, cluster = 1n): void {
    this.#claims.set(cluster, max(this.claimOf(cluster) + change, 0n));
  }

  /** Whether too much is delinquent for deposits, or vests what was. */
  shutAt(t: bigint): boolean {
    const { delinquentValue, restrictedLocked, nav } = this.balanceAt(t);
    return (delinquentValue + restrictedLocked) * BPS > nav * DELINQUENCY_LIMIT_BPS;
  }

  /** The first second after `shut` and until `open` in which deposits are open again, if nothing more happens. */
  reopensAt(shut: bigint, open: bigint): bigint {
    if (!this.shutAt(shut) || this.shutAt(open)) throw new Error("Deposits do not open in between.");
    let [last, first] = [shut, open];
    while (first - last > 1n) {
      const middle = (last + first) / 2n;
      if (this.shutAt(middle)) last = middle;
      else first = middle;
    }
    return first;
  }

  /** Cash becomes hardware, or debt: what rounding its line takes is a loss. */
  draw(t: bigint, cluster: bigint, drawn: bigint, next: FacilityCurve): void {
    const value = next.valueAt(t) - this.curveOf(cluster).valueAt(t) - drawn * ONE_X32;
    this.book(t, { drawn, value });
    this.#curves.set(cluster, next);
  }

  /** A facility's curve becomes another one in second `t`, with what that brings. */
  move(t: bigint, cluster: bigint, next: FacilityCurve, coming: Coming = {}): { fromLocked: bigint; fee: bigint } {
    const before = this.curveOf(cluster);
    const { cash = 0n, over: vestOver = 0n, restricted = before.isDelinquentAt(t) } = coming;
    const outcome = this.book(t, { cash, vestOver, restricted, value: next.valueAt(t) - before.valueAt(t) });
    this.#curves.set(cluster, next);
    return outcome;
  }
}
