import { ONE_X32 } from "./moneyLaw.ts";
import { MARKDOWN, TICK } from "./protocol.ts";
import { ceilDiv } from "./units.ts";

/** The first second of the grid that is not before `second`. */
export const tickUp = (second: bigint): bigint => ceilDiv(second, TICK) * TICK;

/** X32 by which `value` falls each second to reach `salvage` after `seconds`; all X32. What is left is lost. */
export const depreciation = (value: bigint, salvage: bigint, seconds: bigint): bigint => (value - salvage) / seconds;

type Shape = {
  /** X32, whole base units: where it ends. */
  salvage: bigint;
  /** X32 per second, planned or under way. */
  slope: bigint;
  /** Seconds of depreciation, whole ticks; 0: the value does not depend on time. */
  life: bigint;
  /** When depreciation ends, once it is known to have begun. */
  until?: bigint | undefined;
  /** Delinquent from here on, and depreciating. */
  deadline?: bigint | undefined;
};

/**
 * One facility as a function of time, in closed form: what it is worth, and what a leaver forgoes of that. X32,
 * unix seconds. A curve never changes; what happens to a facility makes another one.
 */
export class FacilityCurve {
  readonly #shape: Readonly<Shape>;

  private constructor(shape: Shape) {
    this.#shape = shape;
  }

  /**
   * Hardware for which `cost` base units were drawn, worth `salvage` of them at the end of a life of `life` seconds.
   */
  static hardware(cost: bigint, salvage: bigint, life: bigint, deadline?: bigint): FacilityCurve {
    const seconds = tickUp(life);
    const slope = depreciation(cost * ONE_X32, salvage * ONE_X32, seconds);
    return new FacilityCurve({ salvage: salvage * ONE_X32, slope, life: seconds, deadline });
  }

  /** Principal: no second changes it. */
  static debt(principal: bigint, deadline?: bigint): FacilityCurve {
    return new FacilityCurve({ salvage: principal * ONE_X32, slope: 0n, life: 0n, deadline });
  }

  get slope(): bigint {
    return this.#shape.slope;
  }

  /** Base units. */
  get salvage(): bigint {
    return this.#shape.salvage / ONE_X32;
  }

  get deadline(): bigint {
    const { deadline } = this.#shape;
    if (deadline === undefined) throw new Error("It has no deadline.");
    return deadline;
  }

  /** When depreciation ends, begun or planned. */
  get until(): bigint {
    return this.#shape.until ?? this.deadline + this.#shape.life;
  }

  /** The markdown's end: from here on a leaver is paid nothing. */
  get markedDownAt(): bigint {
    return this.deadline + MARKDOWN;
  }

  isDelinquentAt(t: bigint): boolean {
    const { deadline } = this.#shape;
    return deadline !== undefined && t >= deadline;
  }

  hasBegunBy(t: bigint): boolean {
    return this.#shape.until !== undefined || this.isDelinquentAt(t);
  }

  valueAt(t: bigint): bigint {
    const { salvage, slope } = this.#shape;
    return salvage + slope * this.#secondsLeft(t);
  }

  /** X32 per second by which what leavers forgo grows: all of the value that is left when the markdown ends. */
  get lossSlope(): bigint {
    return ceilDiv(this.valueAt(this.markedDownAt), MARKDOWN);
  }

  lossAt(t: bigint): bigint {
    if (!this.isDelinquentAt(t)) return 0n;
    if (t < this.markedDownAt) return this.lossSlope * (t - this.deadline);
    // From then on all of the value, and what rounding the slope up has added.
    const overshoot = this.lossSlope * MARKDOWN - this.valueAt(this.markedDownAt);
    return this.valueAt(t) + overshoot;
  }

  /** What leavers are paid for it. */
  exitAt(t: bigint): bigint {
    const left = this.valueAt(t) - this.lossAt(t);
    return left > 0n ? left : 0n;
  }

  /**
   * What counts as delinquent in second `t`: the value at the deadline, in whole tokens of `unit` base units, rounded
   * up.
   */
  delinquentAt(t: bigint, unit: bigint): bigint {
    return this.isDelinquentAt(t) ? ceilDiv(this.valueAt(this.deadline), unit * ONE_X32) * unit : 0n;
  }

  /** Depreciation begins in second `t`, unless it has, and ends on the grid. */
  begunAt(t: bigint): FacilityCurve {
    const begun = this.#written(t);
    if (begun.#shape.until !== undefined || begun.#shape.life === 0n) return begun;
    const until = tickUp(t + begun.#shape.life);
    const slope = depreciation(begun.valueAt(t), begun.#shape.salvage, until - t);
    return begun.#with({ until, slope });
  }

  /**
   * In second `t` the deadline moves to second `deadline`, on the grid. One that has passed makes it delinquent from
   * the next tick on, unless it is; one that lies ahead cures it.
   */
  expectedAt(t: bigint, deadline: bigint): FacilityCurve {
    const begun = this.#written(t);
    const tick = tickUp(deadline);
    if (tick > t) return begun.#with({ deadline: tick });
    return begun.isDelinquentAt(t) ? begun : begun.#with({ deadline: (t / TICK + 1n) * TICK });
  }

  /** In second `t` it is worth `value` and falls to `salvage` at most, whole base units, by when it would have. */
  revaluedAt(t: bigint, value: bigint, salvage = this.#shape.salvage): FacilityCurve {
    const begun = this.#written(t);
    const left = begun.#secondsLeft(t);
    const lowest = ((left === 0n || salvage > value ? value : salvage) / ONE_X32) * ONE_X32;
    return begun.#with({ salvage: lowest, slope: left === 0n ? 0n : depreciation(value, lowest, left) });
  }

  /** In second `t` so much of its value leaves, and everything that runs on it falls in proportion. */
  shrunkAt(t: bigint, valueOut: bigint): FacilityCurve {
    const value = this.valueAt(t);
    const left = value - valueOut;
    return this.revaluedAt(t, left, value === 0n ? 0n : (this.#shape.salvage * left) / value);
  }

  /** What had begun by itself at the deadline stays begun, whatever becomes of the deadline. */
  #written(t: bigint): FacilityCurve {
    return this.#shape.life > 0n && this.hasBegunBy(t) ? this.#with({ until: this.until }) : this;
  }

  #secondsLeft(t: bigint): bigint {
    const { life } = this.#shape;
    if (life === 0n) return 0n;
    if (!this.hasBegunBy(t)) return life;
    return t < this.until ? this.until - t : 0n;
  }

  #with(changes: Partial<Shape>): FacilityCurve {
    return new FacilityCurve({ ...this.#shape, ...changes });
  }
}
