import { FacilityCurve } from "./facilityCurve.ts";
import { ONE_X32, MoneyLaw } from "./moneyLaw.ts";
import { ceilDiv } from "./units.ts";

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

/** The money law of a vault that finances facilities, cluster by cluster. */
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

  override valueX32At(t: bigint): bigint {
    return this.#sum((curve) => curve.valueAt(t));
  }

  override unrealisedX32At(t: bigint): bigint {
    return this.#sum((curve) => curve.lossAt(t));
  }

  /** Whole tokens of what is delinquent, or claimed, base units. */
  delinquentAt(t: bigint): bigint {
    const claimed = [...this.#claims.values()].reduce(
      (sum, claim) => sum + ceilDiv(claim, this.#unit) * this.#unit,
      0n,
    );
    return this.#sum((curve) => curve.delinquentAt(t, this.#unit)) + claimed;
  }

  claimOf(cluster = 1n): bigint {
    return this.#claims.get(cluster) ?? 0n;
  }

  /** A booked loss is claimed from now on, or was made good. */
  claim(change: bigint, cluster = 1n): void {
    const left = this.claimOf(cluster) + change;
    this.#claims.set(cluster, left > 0n ? left : 0n);
  }

  /** Whether too much is delinquent for deposits, or vests what was. */
  shutAt(t: bigint): boolean {
    return (this.delinquentAt(t) + this.restrictedAt(t)) * BPS > this.navAt(t) * DELINQUENCY_LIMIT_BPS;
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
  draw(t: bigint, cluster: bigint, amount: bigint, next: FacilityCurve): void {
    this.pay(amount);
    const rounded = next.valueAt(t) - this.curveOf(cluster).valueAt(t) - amount * ONE_X32;
    this.#become(t, cluster, next, rounded, {});
  }

  /** A facility's curve becomes another one in second `t`, with what that brings. */
  move(t: bigint, cluster: bigint, next: FacilityCurve, coming: Coming = {}): { fromLocked: bigint; fee: bigint } {
    const before = this.curveOf(cluster);
    const restricted = before.isDelinquentAt(t);
    return this.#become(t, cluster, next, next.valueAt(t) - before.valueAt(t), { restricted, ...coming });
  }

  #become(t: bigint, cluster: bigint, next: FacilityCurve, valueChange: bigint, coming: Coming) {
    const { cash = 0n, over = 0n, restricted = false } = coming;
    const outcome = this.book(t, cash, valueChange, over, restricted);
    this.#curves.set(cluster, next);
    return outcome;
  }

  #sum(part: (curve: FacilityCurve) => bigint): bigint {
    return [...this.#curves.values()].reduce((sum, curve) => sum + part(curve), 0n);
  }
}
