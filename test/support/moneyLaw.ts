import { ceilDiv } from "./units.ts";

/** One base unit (X32): values, slopes and locked amounts keep 32 bits of a unit's fraction. */
export const ONE_X32 = 2n ** 32n;
/** Steps per second in which the end of vesting is kept. */
export const TICK = 2n ** 24n;

const BPS = 10_000n;
const VIRTUAL_SHARES = 10n ** 6n;
const VIRTUAL_ASSETS = 1n;

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** X32 locked in second `from`, of which nothing is left at `end` (ticks). */
export type Locked = { x32: bigint; from: bigint; end: bigint };

const NOTHING_LOCKED: Locked = { x32: 0n, from: 0n, end: 0n };

/** What is still locked in second `t`, in a straight line, rounded up. */
export function stillLocked({ x32, from, end }: Locked, t: bigint): bigint {
  const left = end - t * TICK;
  return left <= 0n ? 0n : ceilDiv(x32 * left, end - from * TICK);
}

/** A receipt joins: it all ends after the average of the remaining times, weighted by amount, rounded to later. */
function joined(locked: Locked, t: bigint, gain: bigint, over: bigint): Locked {
  const before = stillLocked(locked, t);
  const left = before === 0n ? 0n : locked.end - t * TICK;
  const x32 = before + gain;
  return { x32, from: t, end: t * TICK + ceilDiv(before * left + gain * over * TICK, x32) };
}

/** What the platform earns: `bps` of what profit has risen by above where the rate began, and of no rise twice. */
export type FeeLaw = { bps: bigint; from: bigint; mark: bigint; owed: bigint; sourceCash: bigint };

/**
 * The money law a second time, in whole numbers, from its wording: what a vault must say after the same events.
 *
 * Value is rounded down and locked is rounded up, shares and assets in favour of the vault. Times are unix seconds.
 */
export class MoneyLaw {
  cash = 0n;
  supply = 0n;
  /** Value `x32` in second `since`, falling by `slope` each second. */
  value = { x32: 0n, slope: 0n, since: 0n };
  locked = NOTHING_LOCKED;
  /** Of what is locked, what came for something delinquent or after a default: along a line of its own. */
  restricted = NOTHING_LOCKED;
  /** Unrealised loss `x32` in second `since`, growing by `slope` each second. */
  unrealised = { x32: 0n, slope: 0n, since: 0n };
  fee: FeeLaw;
  readonly #floor: bigint;
  readonly #cap: bigint;

  constructor(vestingFloor: bigint, vestingCap: bigint, feeBps = 0n) {
    this.#floor = vestingFloor;
    this.#cap = vestingCap;
    this.fee = { bps: feeBps, from: 0n, mark: 0n, owed: 0n, sourceCash: 0n };
  }

  /** A law of its own with the same past: fixtures are shared, laws are not. */
  copy(): MoneyLaw {
    const { cash, supply, value, locked, restricted, unrealised, fee } = this;
    const past = { cash, supply, value, locked, restricted, unrealised, fee: { ...fee } };
    return Object.assign(new MoneyLaw(this.#floor, this.#cap), past);
  }

  valueX32At(t: bigint): bigint {
    return this.value.x32 - this.value.slope * (t - this.value.since);
  }

  lockedX32At(t: bigint): bigint {
    return stillLocked(this.locked, t);
  }

  /** What keeps deposits shut besides what is delinquent, base units: never more than is locked at all. */
  restrictedAt(t: bigint): bigint {
    const all = this.supply === 0n ? 0n : ceilDiv(this.lockedX32At(t), ONE_X32);
    return min(ceilDiv(stillLocked(this.restricted, t), ONE_X32), all);
  }

  navAt(t: bigint): bigint {
    const locked = this.supply === 0n ? 0n : ceilDiv(this.lockedX32At(t), ONE_X32);
    const nav = this.cash + this.valueX32At(t) / ONE_X32 - locked;
    return nav < 0n ? 0n : nav;
  }

  /** What leavers forgo for what is delinquent, X32 units. */
  unrealisedX32At(t: bigint): bigint {
    return this.unrealised.x32 + this.unrealised.slope * (t - this.unrealised.since);
  }

  /** The unrealised loss and its slope change in second `t`. */
  turnDelinquent(t: bigint, lossChange: bigint, slopeChange: bigint): void {
    this.unrealised = {
      x32: this.unrealisedX32At(t) + lossChange,
      slope: this.unrealised.slope + slopeChange,
      since: t,
    };
  }

  /** What leavers share: the NAV less what is unrealised, rounded up. */
  exitAt(t: bigint): bigint {
    const x32 = this.unrealisedX32At(t);
    const exit = this.navAt(t) - (x32 > 0n ? ceilDiv(x32, ONE_X32) : 0n);
    return exit < 0n ? 0n : exit;
  }

  /** With the virtual ones. Without shares, one costs what the first one did, whatever is left. */
  private allShares(total: bigint): bigint {
    return this.supply === 0n ? (total + VIRTUAL_ASSETS) * VIRTUAL_SHARES : this.supply + VIRTUAL_SHARES;
  }

  /** NAV per whole share · 10^12, rounded down; `shareUnit` is 10^(share decimals). */
  entryPriceAt(t: bigint, shareUnit: bigint): bigint {
    return (shareUnit * 10n ** 12n * (this.navAt(t) + VIRTUAL_ASSETS)) / this.allShares(this.navAt(t));
  }

  /** The same for leavers. */
  exitPriceAt(t: bigint, shareUnit: bigint): bigint {
    return this.paidDown(t, shareUnit * 10n ** 12n);
  }

  /** What shares are paid on the way out. */
  paidDown(t: bigint, shares: bigint): bigint {
    return (shares * (this.exitAt(t) + VIRTUAL_ASSETS)) / this.allShares(this.exitAt(t));
  }

  /** Shares that a payment takes on the way out. */
  burnedUp(t: bigint, assets: bigint): bigint {
    return ceilDiv(assets * this.allShares(this.exitAt(t)), this.exitAt(t) + VIRTUAL_ASSETS);
  }

  sharesDown(t: bigint, assets: bigint): bigint {
    return (assets * this.allShares(this.navAt(t))) / (this.navAt(t) + VIRTUAL_ASSETS);
  }

  sharesUp(t: bigint, assets: bigint): bigint {
    return ceilDiv(assets * this.allShares(this.navAt(t)), this.navAt(t) + VIRTUAL_ASSETS);
  }

  assetsDown(t: bigint, shares: bigint): bigint {
    return (shares * (this.navAt(t) + VIRTUAL_ASSETS)) / this.allShares(this.navAt(t));
  }

  assetsUp(t: bigint, shares: bigint): bigint {
    return ceilDiv(shares * (this.navAt(t) + VIRTUAL_ASSETS), this.allShares(this.navAt(t)));
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
    this.pay(amount);
    this.turn(t, amount * ONE_X32, 0n);
  }

  /** The value and its slope change in second `t`. */
  turn(t: bigint, valueChange: bigint, slopeChange: bigint): void {
    this.value = { x32: this.valueX32At(t) + valueChange, slope: this.value.slope + slopeChange, since: t };
  }

  /** Seconds over which a gain vests. */
  vestOver(given: bigint): bigint {
    return min(max(given, this.#floor), this.#cap);
  }

  /** What cash and value gain together is locked, less the fee; what they lose is a loss. */
  post(
    t: bigint,
    cashIn: bigint,
    valueChange: bigint,
    slopeChange: bigint,
    over: bigint,
    restricted = false,
  ): { fromLocked: bigint; fee: bigint } {
    const outcome = this.book(t, cashIn, valueChange, over, restricted);
    if (valueChange !== 0n || slopeChange !== 0n) this.turn(t, valueChange, slopeChange);
    return outcome;
  }

  /** Cash from sources less cash to them, plus what is worth something, less what has not vested. Base units, down. */
  profitAt(t: bigint): bigint {
    return this.fee.sourceCash + floorDiv(this.valueX32At(t) - this.lockedX32At(t), ONE_X32);
  }

  /** What is due by now is taken out of what is locked, and all that is owed leaves. */
  collectFee(t: bigint): { taken: bigint; paid: bigint } {
    const most = this.supply === 0n ? 0n : min(this.lockedX32At(t) / ONE_X32, this.cash);
    const taken = this.#charge(this.profitAt(t), most);
    this.cash -= taken;
    if (taken > 0n) this.lose(t, taken * ONE_X32);
    const paid = this.fee.owed;
    this.fee.owed = 0n;
    return { taken, paid };
  }

  /** Another rate counts from the highest profit so far. */
  setFee(t: bigint, bps: bigint): { taken: bigint; paid: bigint } {
    const collected = this.collectFee(t);
    const mark = max(this.fee.mark, this.profitAt(t));
    this.fee = { ...this.fee, bps, mark, from: mark };
    return collected;
  }

  skim(t: bigint, amount: bigint): void {
    this.cash += amount;
    this.lock(t, amount * ONE_X32, this.#cap);
  }

  lock(t: bigint, gain: bigint, over: bigint): void {
    this.locked = joined(this.locked, t, gain, over);
  }

  /** Locked amounts bear a loss first; what is left ends when it did. */
  lose(t: bigint, loss: bigint): bigint {
    const before = this.lockedX32At(t);
    const fromLocked = min(before, loss);
    this.locked = { x32: before - fromLocked, from: t, end: max(this.locked.end, t * TICK) };
    return fromLocked;
  }

  /** Cash goes to a source. */
  protected pay(amount: bigint): void {
    this.cash -= amount;
    this.fee.sourceCash -= amount;
  }

  /** Cash comes from a source while value changes by `valueChange`, which is turned after it. */
  protected book(
    t: bigint,
    cashIn: bigint,
    valueChange: bigint,
    over: bigint,
    restricted: boolean,
  ): { fromLocked: bigint; fee: bigint } {
    const gained = cashIn * ONE_X32 + valueChange;
    const fee = cashIn > 0n && gained > 0n ? this.#charge(this.profitAt(t), min(gained / ONE_X32, cashIn)) : 0n;
    this.fee.sourceCash += cashIn;
    this.cash += cashIn - fee;
    const gain = gained - fee * ONE_X32;
    const seconds = this.vestOver(over);
    if (gain > 0n && restricted) this.restricted = joined(this.restricted, t, gain, seconds);
    if (gain > 0n) this.lock(t, gain, seconds);
    return { fromLocked: gain < 0n ? this.lose(t, -gain) : 0n, fee };
  }

  /** Raises the mark towards `profit`, as far as what is taken for that is no more than `most`. */
  #charge(profit: bigint, most: bigint): bigint {
    const { bps, from, mark } = this.fee;
    if (bps === 0n || profit <= mark) return 0n;
    const takenBy = (m: bigint): bigint => ((m - from) * bps) / BPS;
    const affordable = from + ceilDiv((takenBy(mark) + most + 1n) * BPS, bps) - 1n;
    this.fee.mark = min(profit, affordable);
    const fee = takenBy(this.fee.mark) - takenBy(mark);
    this.fee.owed += fee;
    return fee;
  }

  #enter(t: bigint, assets: bigint, shares: bigint): void {
    // Nobody was there to stream to: what is locked vests before the newcomer joins.
    if (this.supply === 0n) {
      this.locked = { x32: 0n, from: t, end: t * TICK };
      this.restricted = NOTHING_LOCKED;
    }
    this.cash += assets;
    this.supply += shares;
  }

  #leave(assets: bigint, shares: bigint): void {
    this.cash -= assets;
    this.supply -= shares;
  }
}

/** The division that rounds down below zero, too. */
function floorDiv(dividend: bigint, divisor: bigint): bigint {
  return dividend < 0n ? -ceilDiv(-dividend, divisor) : dividend / divisor;
}
