/** The money law of a vault: contracts/GpuYieldVault.sol and contracts/vault once more. */

import type { Posting } from "./act.ts";
import { feeChanged, feeOf, feePaidOut, profitOf, withFee, withSourceCash, type FeeMark } from "./feeMark.ts";
import { ceilDiv, floor, max, min, toX32, type X32 } from "./fixed.ts";
import { emptied, lockedAt, NOTHING_LOCKED, withLocked, withoutLocked, type Vesting } from "./vesting.ts";

/** What a vault keeps, but for what it finances. */
export type Vault = {
  readonly cash: bigint; // base units
  readonly supply: bigint; // shares
  readonly vesting: Vesting;
  readonly restricted: Vesting; // of it, what came for something delinquent or after a default
  readonly fee: FeeMark;
};

/** The bounds of vesting, seconds. */
export type VestingTerms = { readonly floor: bigint; readonly cap: bigint };

export const openVault = (feeBps: bigint): Vault => ({
  cash: 0n,
  supply: 0n,
  vesting: NOTHING_LOCKED,
  restricted: NOTHING_LOCKED,
  fee: feeOf(feeBps),
});

/** Seconds over which a gain vests. */
export const vestOver = ({ floor: shortest, cap }: VestingTerms, seconds: bigint): bigint =>
  min(max(seconds, shortest), cap);

/** Profit, when what is financed is worth `value`: cash from sources less cash to them, and value that has vested. */
export const profitAt = ({ fee, vesting }: Vault, value: X32, time: bigint): bigint =>
  profitOf(fee, value - lockedAt(vesting, time));

/** Assets come in for shares. Where nobody held one, what is locked vests before. */
export function enter(vault: Vault, assets: bigint, shares: bigint, time: bigint): Vault {
  const first = vault.supply === 0n ? { vesting: emptied(time), restricted: emptied(time) } : {};
  return { ...vault, ...first, cash: vault.cash + assets, supply: vault.supply + shares };
}

/** Shares leave for assets. */
export const leave = (vault: Vault, assets: bigint, shares: bigint): Vault => ({
  ...vault,
  cash: vault.cash - assets,
  supply: vault.supply - shares,
});

/** Cash that came from nobody is locked for as long as there is. */
export const skim = (vault: Vault, amount: bigint, { cap }: VestingTerms, time: bigint): Vault => ({
  ...vault,
  cash: vault.cash + amount,
  vesting: withLocked(vault.vesting, toX32(amount), cap, time),
});

/** What one posting, or several that share one, came to. */
export type Posted = {
  readonly vault: Vault;
  readonly fee: bigint; // base units
  readonly loss: X32;
  readonly fromLocked: X32; // of it
  readonly duration: bigint; // seconds over which a gain vests
};

/**
 * What cash and value gain together is locked, less the fee; what they lose is a loss, which locked amounts bear first.
 * `value` is what everything financed was worth before it.
 */
export function post(
  vault: Vault,
  postings: readonly Omit<Posting, "slope" | "joins">[],
  value: X32,
  terms: VestingTerms,
  time: bigint,
): Posted {
  const sum = (of: (posting: Omit<Posting, "slope" | "joins">) => bigint) =>
    postings.reduce((total, posting) => total + of(posting), 0n);
  const cash = sum((posting) => posting.cash);
  const drawn = sum((posting) => posting.drawn);
  const change = sum((posting) => posting.value);

  // Out of what is gained, never more than came in.
  const gross = toX32(cash) + change;
  const charged =
    cash > 0n && gross > 0n
      ? withFee(vault.fee, profitAt(vault, value, time), min(floor(gross), cash))
      : { fee: vault.fee, taken: 0n };
  const after = {
    ...vault,
    cash: vault.cash + cash - charged.taken - drawn,
    fee: withSourceCash(charged.fee, cash - drawn),
  };
  const gain = toX32(cash - charged.taken) + change;
  const duration = durationOf(postings, terms);
  const told = { fee: charged.taken, loss: 0n, fromLocked: 0n, duration };
  if (gain > 0n) {
    const isRestricted = postings.some(({ restricted }) => restricted);
    const restricted = isRestricted ? withLocked(vault.restricted, gain, duration, time) : vault.restricted;
    return { ...told, vault: { ...after, restricted, vesting: withLocked(vault.vesting, gain, duration, time) } };
  }
  if (gain === 0n) return { ...told, vault: after };
  const fromLocked = min(lockedAt(vault.vesting, time), -gain);
  return {
    ...{ ...told, loss: -gain, fromLocked },
    vault: { ...after, vesting: withoutLocked(vault.vesting, -gain, time) },
  };
}

/** What vests together does so over the average of the times, weighted by what each gains. Rounded up. */
function durationOf(postings: readonly Omit<Posting, "slope" | "joins">[], terms: VestingTerms): bigint {
  const [first, second] = postings;
  if (first && !second) return vestOver(terms, first.vestOver);
  let [gains, weighted] = [0n, 0n];
  for (const { cash, value, vestOver: seconds } of postings) {
    const gain = max(toX32(cash) + value, 0n);
    gains += gain;
    weighted += gain * vestOver(terms, seconds);
  }
  return vestOver(terms, gains === 0n ? 0n : ceilDiv(weighted, gains));
}

/** The fee that is due by now is taken out of what is locked; without shares nothing counts as locked. */
export function takeFee(vault: Vault, value: X32, time: bigint): { vault: Vault; taken: bigint } {
  const locked = vault.supply === 0n ? 0n : floor(lockedAt(vault.vesting, time));
  const { fee, taken } = withFee(vault.fee, profitAt(vault, value, time), min(locked, vault.cash));
  if (taken === 0n) return { vault, taken };
  const vesting = withoutLocked(vault.vesting, toX32(taken), time);
  return { vault: { ...vault, fee, vesting, cash: vault.cash - taken }, taken };
}

/** All that is owed of the fee has been paid out. */
export const payFee = (vault: Vault): Vault => ({ ...vault, fee: feePaidOut(vault.fee) });

/** The fee's rate is another one from the highest profit so far on. */
export const changeFee = (vault: Vault, value: X32, bps: bigint, time: bigint): Vault => ({
  ...vault,
  fee: feeChanged(vault.fee, profitAt(vault, value, time), bps),
});

/** Nobody holds a share, and what is left has been credited: nothing is locked, and the fee starts anew. */
export function creditRemainder(vault: Vault, value: X32, time: bigint): Vault {
  const unlocked = { ...vault, vesting: emptied(time), restricted: emptied(time) };
  return changeFee(unlocked, value, vault.fee.bps, time);
}
