import { MoneyLaw } from "./moneyLaw.ts";

/**
 * What leavers are paid for one facility that is late, a second time: in a straight line from its value to nothing,
 * over the line's length, or as fast as it wears if that is faster. Fine units; the slope is rounded down, and what that
 * leaves goes in the last second.
 */
export class ExitLine {
  readonly from: bigint;
  readonly until: bigint;
  readonly #fine: bigint;
  readonly #slope: bigint;

  private constructor(from: bigint, until: bigint, fine: bigint) {
    this.from = from;
    this.until = until;
    this.#fine = fine;
    this.#slope = until > from ? fine / (until - from) : 0n;
  }

  /** Late from second `from` on, worth `fine` then, wearing by `wear` a second. */
  static begin(from: bigint, fine: bigint, wear: bigint, length: bigint): ExitLine {
    const byWear = wear === 0n ? length : fine / wear;
    return new ExitLine(from, from + (byWear < length ? byWear : length), fine);
  }

  at(t: bigint): bigint {
    return t >= this.until ? 0n : this.#fine - this.#slope * (t - this.from);
  }

  /** The value fell from `before` to `after` in second `t`: the line keeps its part of it, and its end. */
  cutAt(t: bigint, before: bigint, after: bigint): ExitLine {
    const from = t < this.until ? t : this.until;
    return new ExitLine(from, this.until, before === 0n ? 0n : (this.at(t) * after) / before);
  }
}

/** The money law of a vault that finances one facility, which is late from where `line` begins until it is cured. */
export class LateLaw extends MoneyLaw {
  line: ExitLine | undefined;

  override unrealisedFineAt(t: bigint): bigint {
    if (this.line === undefined || t < this.line.from) return 0n;
    return this.valueFineAt(t) - this.line.at(t);
  }
}
