import { WEAR } from "./clusterStory.ts";
import type { LateLaw } from "./exitLine.ts";
import { FINE } from "./moneyLaw.ts";
import { SALVAGE, TERMS } from "./protocol.ts";
import { DAY } from "./units.ts";

const VESTING_CAP = 90n * DAY;
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What a resolution does to the law of the one facility: recoveries in the place of value, then the loss of the rest. */
export class ResolutionLaw {
  #salvage = SALVAGE;
  #wear = WEAR;
  readonly #law: LateLaw;
  readonly #wearUntil: bigint;

  constructor(law: LateLaw, wearUntil: bigint) {
    this.#law = law;
    this.#wearUntil = wearUntil;
  }

  /**
   * `amount` came in: as much value leaves, if a test does not say how much, and salvage, wear and line keep their part of the
   * rest. What is more is a gain.
   */
  recover(t: bigint, amount: bigint, out = amount * FINE): { ofValue: bigint; gain: bigint } {
    const law = this.#law;
    const before = law.valueFineAt(t);
    const valueOut = min(out, before);
    const after = before - valueOut;
    law.line = law.line?.cutAt(t, before, after);
    this.#salvage = min(before === 0n ? 0n : (this.#salvage * after) / before, after / FINE);
    const wear = t < this.#wearUntil ? (after - this.#salvage * FINE) / (this.#wearUntil - t) : 0n;
    law.post(t, amount, -valueOut, wear - this.#wear, VESTING_CAP);
    this.#wear = wear;
    return { ofValue: valueOut / FINE, gain: amount * FINE - valueOut };
  }

  /** What is left is lost: the bond bears it first, then the reserve; what of the reserve is not needed is released. */
  close(t: bigint, bond: bigint): { value: bigint; fromBond: bigint; fromReserve: bigint } {
    const law = this.#law;
    const fine = law.valueFineAt(t);
    const value = fine / FINE;
    const fromBond = min(bond, value);
    const fromReserve = min(TERMS.reserveTarget, value - fromBond);
    law.post(t, fromBond + fromReserve, -fine, -this.#wear, VESTING_CAP);
    law.line = undefined;
    this.#wear = 0n;
    const released = TERMS.reserveTarget - fromReserve;
    if (released > 0n) law.post(t, released, 0n, 0n, VESTING_CAP);
    return { value, fromBond, fromReserve };
  }
}
