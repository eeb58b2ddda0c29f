import { ceilDiv } from "./units.ts";

/** Fine units per base unit: values, slopes and locked amounts keep 32 bits of a unit's fraction. */
export const FINE = 2n ** 32n;
/** Steps per second in which the end of vesting is kept. */
export const TICK = 2n ** 24n;

const VIRTUAL_SHARES = 10n ** 6n;
const VIRTUAL_ASSETS = 1n;

/**
 * The money law a second time, in whole numbers, from its wording: what a vault must say after the same events.
 *
 * Value is rounded down and locked is rounded up, shares and assets in favour of the vault. Times are unix seconds.
 */
export class MoneyLaw {
  cash = 0n;
  supply = 0n;
  /** Value `fine` in second `since`, falling by `slope` each second. */
  value = { fine: 0n, slope: 0n, since: 0n };
  /** Locked `fine` in second `from`, nothing at `end` (ticks). */
  locked = { fine: 0n, from: 0n, end: 0n };
  /** Unrealised loss `fine` in second `since`, growing by `slope` each second. */
  late = { fine: 0n, slope: 0n, since: 0n };
  readonly #floor: bigint;
  readonly #cap: bigint;

  constructor(vestingFloor: bigint, vestingCap: bigint) {
    this.#floor = vestingFloor;
    this.#cap = vestingCap;
  }

  /** A law of its own with the same past: fixtures are shared, laws are not. */
  copy(): MoneyLaw {
    const { cash, supply, value, locked, late } = this;
    return Object.assign(new MoneyLaw(this.#floor, this.#cap), { cash, supply, value, locked, late });
  }

  valueFineAt(t: bigint): bigint {
    return this.value.fine - this.value.slope * (t - this.value.since);
  }

  lockedFineAt(t: bigint): bigint {
    const { fine, from, end } = this.locked;
    const left = end - t * TICK;
    return left <= 0n ? 0n : ceilDiv(fine * left, end - from * TICK);
  }

  navAt(t: bigint): bigint {
    const locked = this.supply === 0n ? 0n : ceilDiv(this.lockedFineAt(t), FINE);
    const nav = this.cash + this.valueFineAt(t) / FINE - locked;
    return nav < 0n ? 0n : nav;
  }

  /** What leavers forgo for what is late, fine units. */
  unrealisedFineAt(t: bigint): bigint {
    return this.late.fine + this.late.slope * (t - this.late.since);
  }

  /** The unrealised loss and its slope change in second `t`. */
  turnLate(t: bigint, lossChange: bigint, slopeChange: bigint): void {
    this.late = { fine: this.unrealisedFineAt(t) + lossChange, slope: this.late.slope + slopeChange, since: t };
  }

  /** What leavers share: the NAV less what is unrealised, rounded up. */
  exitAt(t: bigint): bigint {
    const fine = this.unrealisedFineAt(t);
    const exit = this.navAt(t) - (fine > 0n ? ceilDiv(fine, FINE) : 0n);
    return exit < 0n ? 0n : exit;
  }

  /** NAV per whole share · 10^12, rounded down; `shareUnit` is 10^(share decimals). */
  entryPriceAt(t: bigint, shareUnit: bigint): bigint {
    return (shareUnit * 10n ** 12n * (this.navAt(t) + VIRTUAL_ASSETS)) / (this.supply + VIRTUAL_SHARES);
  }

  /** The same for leavers. */
  exitPriceAt(t: bigint, shareUnit: bigint): bigint {
    return this.paidDown(t, shareUnit * 10n ** 12n);
  }

  /** What shares are paid on the way out. */
  paidDown(t: bigint, shares: bigint): bigint {
    return (shares * (this.exitAt(t) + VIRTUAL_ASSETS)) / (this.supply + VIRTUAL_SHARES);
  }

  /** Shares that a payment takes on the way out. */
  burnedUp(t: bigint, assets: bigint): bigint {
    return ceilDiv(assets * (this.supply + VIRTUAL_SHARES), this.exitAt(t) + VIRTUAL_ASSETS);
  }

  sharesDown(t: bigint, assets: bigint): bigint {
    return (assets * (this.supply + VIRTUAL_SHARES)) / (this.navAt(t) + VIRTUAL_ASSETS);
  }

  sharesUp(t: bigint, assets: bigint): bigint {
    return ceilDiv(assets * (this.supply + VIRTUAL_SHARES), this.navAt(t) + VIRTUAL_ASSETS);
  }

  assetsDown(t: bigint, shares: bigint): bigint {
    return (shares * (this.navAt(t) + VIRTUAL_ASSETS)) / (this.supply + VIRTUAL_SHARES);
  }

  assetsUp(t: bigint, shares: bigint): bigint {
    return ceilDiv(shares * (this.navAt(t) + VIRTUAL_ASSETS), this.supply + VIRTUAL_SHARES);
  }

  deposit(t: bigint, assets: bigint): bigint {
    const shares = this.sharesDown(t, assets);
    this.#enter(t, assets, shares);
    return shares;
  }

  mint(t: bigint, shares: bigint): bigint {
    const assets = this.assetsUp(t, shares);
    this.#enter(t, assets, shares);
    return assets;
  }

  withdraw(t: bigint, assets: bigint): bigint {
    const shares = this.burnedUp(t, assets);
    this.#leave(assets, shares);
    return shares;
  }

  redeem(t: bigint, shares: bigint): bigint {
    const assets = this.paidDown(t, shares);
    this.#leave(assets, shares);
    return assets;
  }

  /** Cash becomes hardware. */
  fund(t: bigint, amount: bigint): void {
    this.cash -= amount;
    this.turn(t, amount * FINE, 0n);
  }

  /** The value and its slope change in second `t`. */
  turn(t: bigint, valueChange: bigint, slopeChange: bigint): void {
    this.value = { fine: this.valueFineAt(t) + valueChange, slope: this.value.slope + slopeChange, since: t };
  }

  /** Seconds over which a gain vests. */
  vestOver(given: bigint): bigint {
    if (given < this.#floor) return this.#floor;
    return given > this.#cap ? this.#cap : given;
  }

  /** What cash and value gain together is locked; what they lose is a loss. */
  post(t: bigint, cashIn: bigint, valueChange: bigint, slopeChange: bigint, over: bigint): { fromLocked: bigint } {
    this.cash += cashIn;
    if (valueChange !== 0n || slopeChange !== 0n) this.turn(t, valueChange, slopeChange);
    const gain = cashIn * FINE + valueChange;
    if (gain > 0n) this.lock(t, gain, this.vestOver(over));
    return { fromLocked: gain < 0n ? this.lose(t, -gain) : 0n };
  }

  skim(t: bigint, amount: bigint): void {
    this.cash += amount;
    this.lock(t, amount * FINE, this.#cap);
  }

  /** A receipt joins: it all ends after the average of the remaining times, weighted by amount, rounded to later. */
  lock(t: bigint, gain: bigint, over: bigint): void {
    const before = this.lockedFineAt(t);
    const left = before === 0n ? 0n : this.locked.end - t * TICK;
    const fine = before + gain;
    this.locked = { fine, from: t, end: t * TICK + ceilDiv(before * left + gain * over * TICK, fine) };
  }

  /** Locked amounts bear a loss first; what is left ends when it did. */
  lose(t: bigint, loss: bigint): bigint {
    const before = this.lockedFineAt(t);
    const fromLocked = before < loss ? before : loss;
    const end = this.locked.end > t * TICK ? this.locked.end : t * TICK;
    this.locked = { fine: before - fromLocked, from: t, end };
    return fromLocked;
  }

  #enter(t: bigint, assets: bigint, shares: bigint): void {
    // Nobody was there to stream to: what is locked vests before the newcomer joins.
    if (this.supply === 0n) this.locked = { fine: 0n, from: t, end: t * TICK };
    this.cash += assets;
    this.supply += shares;
  }

  #leave(assets: bigint, shares: bigint): void {
    this.cash -= assets;
    this.supply -= shares;
  }
}
