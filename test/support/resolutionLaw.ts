import { bearersOf, min } from "@gpu-yield-vaults/sdk/model";
import { ONE_X32 } from "./moneyLaw.ts";
import { TERMS } from "./protocol.ts";
import { DAY } from "./units.ts";
import type { VaultLaw } from "./vaultLaw.ts";
import { FacilityCurve } from "./facilityCurve.ts";

const VESTING_CAP = 90n * DAY;

/** What a resolution does to the law of a facility: recoveries in the place of value, then the loss of the rest. */
export class ResolutionLaw {
  readonly #law: VaultLaw;
  readonly #cluster: bigint;
  /** Base units held back for the facility. */
  readonly #reserve: bigint;

  constructor(law: VaultLaw, cluster = 1n, reserve = TERMS.reserveTarget) {
    this.#law = law;
    this.#cluster = cluster;
    this.#reserve = reserve;
  }

  /** It is opened in second `t`: delinquent from the next tick on, unless it is. */
  open(t: bigint): void {
    if (!this.#curve.isDelinquentAt(t)) this.#law.move(t, this.#cluster, this.#curve.expectedAt(t, t));
  }

  /**
   * `amount` came in: as much value leaves, if a test does not say how much, and salvage, depreciation and markdown
   * keep their part of the rest. What is more is a gain, and makes good what is claimed.
   */
  recover(t: bigint, amount: bigint, out = amount * ONE_X32): { ofValue: bigint; gain: bigint } {
    const valueOut = min(out, this.#curve.valueAt(t));
    this.#come(t, this.#curve.shrunkAt(t, valueOut), amount);
    const ofValue = valueOut / ONE_X32;
    this.#law.claim(ofValue - amount, this.#cluster);
    return { ofValue, gain: amount * ONE_X32 - valueOut };
  }

  /**
   * What is left is lost: the bond bears it first, then the reserve; what of the reserve is not needed is released.
   * What neither bears is claimed.
   */
  close(t: bigint, bond: bigint): { value: bigint; fromBond: bigint; fromReserve: bigint } {
    const value = this.#curve.valueAt(t) / ONE_X32;
    const { fromBond, fromReserve } = bearersOf(value, 0n, bond, this.#reserve);
    this.#come(t, this.#curve.shrunkAt(t, this.#curve.valueAt(t)), fromBond + fromReserve);
    this.#come(t, FacilityCurve.debt(0n), this.#reserve - fromReserve);
    this.#law.claim(value - fromBond - fromReserve, this.#cluster);
    return { value, fromBond, fromReserve };
  }

  get #curve(): FacilityCurve {
    return this.#law.curveOf(this.#cluster);
  }

  /** All that comes after an opening is income that keeps deposits shut while it vests. */
  #come(t: bigint, next: FacilityCurve, cash: bigint): void {
    this.#law.move(t, this.#cluster, next, { cash, over: VESTING_CAP, restricted: cash > 0n });
  }
}
