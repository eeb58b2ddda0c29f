import {
  assetsDown,
  assetsUp,
  balanceAt,
  changeFee,
  enter,
  feeOwed,
  leave,
  lockedAt,
  openVault,
  payFee,
  post,
  priceOf,
  profitAt,
  sharesDown,
  sharesUp,
  skim,
  takeFee,
  vestOver,
  withSourceCash,
  type Balance,
  type Holdings,
  type Posting,
  type Vault,
  type VestingTerms,
} from "@gpu-yield-vaults/sdk/model";

/** One base unit (X32): values, slopes and locked amounts keep 32 bits of a unit's fraction. */
export const ONE_X32 = 2n ** 32n;
/** Steps per second in which the end of vesting is kept. */
export const TICK = 2n ** 24n;

/** X32 in second `since`, changing by `slope` each second. */
type Line = { x32: bigint; slope: bigint; since: bigint };

const FLAT: Line = { x32: 0n, slope: 0n, since: 0n };
const on = ({ x32, slope, since }: Line, t: bigint): bigint => x32 + slope * (t - since);

/**
 * A vault on paper: the model's law, told what a test does. What a vault must say after the same events. Times are unix
 * seconds; prices are of 10^(share decimals).
 */
export class MoneyLaw {
  vault: Vault;
  /** What sources said their facilities are worth, and what leavers forgo of that. */
  private value = FLAT;
  private unrealised = FLAT;
  readonly #terms: VestingTerms;

  constructor(vestingFloor: bigint, vestingCap: bigint, feeBps = 0n) {
    this.#terms = { floor: vestingFloor, cap: vestingCap };
    this.vault = openVault(feeBps);
  }

  /** A law of its own with the same past: fixtures are shared, laws are not. */
  copy(): MoneyLaw {
    const { vault, value, unrealised } = this;
    return Object.assign(new MoneyLaw(this.#terms.floor, this.#terms.cap), { vault, value, unrealised });
  }

  get cash(): bigint {
    return this.vault.cash;
  }

  get supply(): bigint {
    return this.vault.supply;
  }

  get locked(): { x32: bigint; from: bigint; end: bigint } {
    const { amount: x32, from, end } = this.vault.vesting;
    return { x32, from, end };
  }

  get restricted(): { x32: bigint; from: bigint; end: bigint } {
    const { amount: x32, from, end } = this.vault.restricted;
    return { x32, from, end };
  }

  get fee(): { bps: bigint; mark: bigint; owed: bigint; sourceCash: bigint } {
    const { bps, mark, base, sourceCash } = this.vault.fee;
    return { bps, mark: mark + base, owed: feeOwed(this.vault.fee), sourceCash: sourceCash + base };
  }

  /** What is financed, as the vault adds it up. */
  holdingsAt(t: bigint): Holdings {
    return { value: on(this.value, t), loss: on(this.unrealised, t), delinquent: 0n };
  }

  balanceAt(t: bigint): Balance {
    return balanceAt(this.vault, this.holdingsAt(t), t);
  }

  valueX32At(t: bigint): bigint {
    return this.holdingsAt(t).value;
  }

  unrealisedX32At(t: bigint): bigint {
    return this.holdingsAt(t).loss;
  }

  lockedX32At(t: bigint): bigint {
    return lockedAt(this.vault.vesting, t);
  }

  /** What keeps deposits shut besides what is delinquent. */
  restrictedAt(t: bigint): bigint {
    return this.balanceAt(t).restrictedLocked;
  }

  navAt(t: bigint): bigint {
    return this.balanceAt(t).nav;
  }

  exitAt(t: bigint): bigint {
    return this.balanceAt(t).exitValue;
  }

  entryPriceAt(t: bigint, shareUnit: bigint): bigint {
    return priceOf(this.navAt(t), this.supply, decimalsOf(shareUnit));
  }

  exitPriceAt(t: bigint, shareUnit: bigint): bigint {
    return priceOf(this.exitAt(t), this.supply, decimalsOf(shareUnit));
  }

  /** What shares are paid on the way out. */
  paidDown(t: bigint, shares: bigint): bigint {
    return assetsDown(shares, this.exitAt(t), this.supply);
  }

  /** Shares that a payment takes on the way out. */
  burnedUp(t: bigint, assets: bigint): bigint {
    return sharesUp(assets, this.exitAt(t), this.supply);
  }

  sharesDown(t: bigint, assets: bigint): bigint {
    return sharesDown(assets, this.navAt(t), this.supply);
  }

  sharesUp(t: bigint, assets: bigint): bigint {
    return sharesUp(assets, this.navAt(t), this.supply);
  }

  assetsDown(t: bigint, shares: bigint): bigint {
    return assetsDown(shares, this.navAt(t), this.supply);
  }

  assetsUp(t: bigint, shares: bigint): bigint {
    return assetsUp(shares, this.navAt(t), this.supply);
  }

  deposit(t: bigint, assets: bigint): bigint {
    const shares = this.sharesDown(t, assets);
    this.vault = enter(this.vault, assets, shares, t);
    return shares;
  }

  mint(t: bigint, shares: bigint): bigint {
    const assets = this.assetsUp(t, shares);
    this.vault = enter(this.vault, assets, shares, t);
    return assets;
  }

  withdraw(t: bigint, assets: bigint): bigint {
    const shares = this.burnedUp(t, assets);
    this.vault = leave(this.vault, assets, shares);
    return shares;
  }

  redeem(t: bigint, shares: bigint): bigint {
    const assets = this.paidDown(t, shares);
    this.vault = leave(this.vault, assets, shares);
    return assets;
  }

  /** Cash becomes hardware. */
  fund(t: bigint, amount: bigint): void {
    const { vault } = this;
    this.vault = { ...vault, cash: vault.cash - amount, fee: withSourceCash(vault.fee, -amount) };
    this.turn(t, amount * ONE_X32, 0n);
  }

  /** The value and its slope change in second `t`. */
  turn(t: bigint, valueChange: bigint, slopeChange: bigint): void {
    const { value } = this;
    this.value = { x32: on(value, t) + valueChange, slope: value.slope - slopeChange, since: t };
  }

  /** The unrealised loss and its slope change in second `t`. */
  turnDelinquent(t: bigint, lossChange: bigint, slopeChange: bigint): void {
    const { unrealised } = this;
    this.unrealised = { x32: on(unrealised, t) + lossChange, slope: unrealised.slope + slopeChange, since: t };
  }

  /** Seconds over which a gain vests. */
  vestOver(given: bigint): bigint {
    return vestOver(this.#terms, given);
  }

  /** A source's posting: `slopeChange` is of the depreciation per second. */
  post(
    t: bigint,
    cash: bigint,
    value: bigint,
    slopeChange: bigint,
    over: bigint,
    restricted = false,
  ): { fromLocked: bigint; fee: bigint } {
    const outcome = this.book(t, { cash, value, vestOver: over, restricted });
    if (value !== 0n || slopeChange !== 0n) this.turn(t, value, slopeChange);
    return outcome;
  }

  /** Profit since the beginning. */
  profitAt(t: bigint): bigint {
    return profitAt(this.vault, this.valueX32At(t), t) + this.vault.fee.base;
  }

  /** What is due by now is taken out of what is locked, and all that is owed leaves. */
  collectFee(t: bigint): { taken: bigint; paid: bigint } {
    const { vault, taken } = takeFee(this.vault, this.valueX32At(t), t);
    this.vault = payFee(vault);
    return { taken, paid: feeOwed(vault.fee) };
  }

  setFee(t: bigint, bps: bigint): { taken: bigint; paid: bigint } {
    const collected = this.collectFee(t);
    this.vault = changeFee(this.vault, this.valueX32At(t), bps, t);
    return collected;
  }

  skim(t: bigint, amount: bigint): void {
    this.vault = skim(this.vault, amount, this.#terms, t);
  }

  /** Cash comes from a source, or goes there as it is drawn, while value changes, which is turned after it. */
  protected book(t: bigint, posting: Partial<Omit<Posting, "slope" | "joins">>): { fromLocked: bigint; fee: bigint } {
    const whole = { cash: 0n, drawn: 0n, value: 0n, vestOver: 0n, restricted: false, ...posting };
    const { vault, fromLocked, fee } = post(this.vault, [whole], this.valueX32At(t), this.#terms, t);
    this.vault = vault;
    return { fromLocked, fee };
  }
}

const decimalsOf = (unit: bigint): number => unit.toString().length - 1;
