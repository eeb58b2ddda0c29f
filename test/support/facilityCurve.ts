import * as model from "@gpu-yield-vaults/sdk/model";
import { ONE_X32 } from "./moneyLaw.ts";
import { MARKDOWN, TICK } from "./protocol.ts";

/** The grid of the vaults that tests open; of a token of 6 decimals. */
export const GRID: model.Grid = { tick: TICK, markdown: MARKDOWN, wholeToken: 1_000_000n };

/** The first second of the grid that is not before `second`. */
export const tickUp = (second: bigint): bigint => model.tickUp(GRID, second);

/**
 * A facility on paper, by the model's law. X32, unix seconds. A curve never changes; what happens to a facility makes
 * another one.
 */
export class FacilityCurve {
  private constructor(readonly of: model.Curve) {}

  /**
   * Hardware for which `cost` base units were drawn, worth `salvage` of them at the end of a life of `life` seconds.
   */
  static hardware(cost: bigint, salvage: bigint, life: bigint, deadline = 0n): FacilityCurve {
    const undrawn = { ...model.NO_CURVE, life: tickUp(life) };
    const curve = model.revalued(undrawn, cost * ONE_X32, salvage * ONE_X32, 0n);
    return new FacilityCurve({ ...curve, deadline });
  }

  /** Principal: no second changes it. */
  static debt(principal: bigint, deadline = 0n): FacilityCurve {
    return new FacilityCurve({ ...model.NO_CURVE, salvage: principal * ONE_X32, deadline });
  }

  get slope(): bigint {
    return this.of.slope;
  }

  /** Base units. */
  get salvage(): bigint {
    return model.floor(this.of.salvage);
  }

  get deadline(): bigint {
    if (this.of.deadline === 0n) throw new Error("It has no deadline.");
    return this.of.deadline;
  }

  /** When depreciation ends, begun or planned. */
  get until(): bigint {
    return model.endOf(this.of);
  }

  /** The markdown's end: from here on a leaver is paid nothing. */
  get markedDownAt(): bigint {
    return this.deadline + MARKDOWN;
  }

  /** X32 per second by which what leavers forgo grows while the markdown runs. */
  get lossSlope(): bigint {
    return model.lossSlopeUp(this.of, GRID);
  }

  isDelinquentAt(t: bigint): boolean {
    return model.isDelinquentAt(this.of, t);
  }

  hasBegunBy(t: bigint): boolean {
    return model.hasBegunBy(this.of, t);
  }

  valueAt(t: bigint): bigint {
    return model.valueAt(this.of, t);
  }

  lossAt(t: bigint): bigint {
    return model.lossAt(this.of, GRID, t);
  }

  /** What leavers are paid for it. */
  exitAt(t: bigint): bigint {
    return model.max(this.valueAt(t) - this.lossAt(t), 0n);
  }

  /** What counts as delinquent in second `t`: whole tokens of `unit` base units. */
  delinquentAt(t: bigint, unit: bigint): bigint {
    return model.delinquentTokensAt(this.of, { wholeToken: unit }, t) * unit;
  }

  /** Depreciation begins in second `t`, unless it has, and ends on the grid. */
  begunAt(t: bigint): FacilityCurve {
    return new FacilityCurve(model.started(this.of, GRID, t));
  }

  /** In second `t` the deadline moves to second `deadline`, on the grid. */
  expectedAt(t: bigint, deadline: bigint): FacilityCurve {
    return new FacilityCurve(model.expectedBy(model.recorded(this.of, t), GRID, deadline, t));
  }

  /** In second `t` it is worth `value` and falls to `salvage` at most by when it would have. */
  revaluedAt(t: bigint, value: bigint, salvage = this.of.salvage): FacilityCurve {
    return new FacilityCurve(model.revalued(model.recorded(this.of, t), value, salvage, t));
  }

  /** In second `t` so much of its value leaves, and everything that runs on it falls in proportion. */
  shrunkAt(t: bigint, valueOut: bigint): FacilityCurve {
    return new FacilityCurve(model.shrunk(model.recorded(this.of, t), valueOut, t));
  }
}
