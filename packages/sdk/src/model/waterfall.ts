/** What cash pays, in order: contracts/facilities/lib/Waterfall.sol once more. Base units. */

import { ceilDiv, max, min } from "./fixed.ts";

const BPS = 10_000n;

/** The lines of one settlement, base units; all but the last add up to `cash`. */
export type Lines = {
  cash: bigint;
  energyCarried: bigint;
  otherCarried: bigint;
  energy: bigint;
  other: bigint;
  interest: bigint;
  principal: bigint;
  reserve: bigint;
  toVault: bigint;
  toOperator: bigint;
  preferred: bigint;
  trapped: bigint;
  fromReserve: bigint;
};

/** What stands ahead of the residual, base units. */
export type Claims = {
  energyCarried: bigint;
  otherCarried: bigint;
  energy: bigint;
  other: bigint;
  interest: bigint;
  principal: bigint;
  reserve: bigint;
  preferred: bigint;
};

/** How the residual is split. */
export type Split = {
  shareBps: bigint;
  hurdleShareBps: bigint; // the vault's from `untilHurdle` on; 0: there is no step
  untilHurdle: bigint; // base units that the vault is short of it
};

export const NO_LINES: Lines = {
  cash: 0n,
  energyCarried: 0n,
  otherCarried: 0n,
  energy: 0n,
  other: 0n,
  interest: 0n,
  principal: 0n,
  reserve: 0n,
  toVault: 0n,
  toOperator: 0n,
  preferred: 0n,
  trapped: 0n,
  fromReserve: 0n,
};

/** Splits `cash`, in order; the operator's part of the residual is rounded down. */
export function distribute(cash: bigint, claims: Claims, terms: Split): Lines {
  let left = cash;
  const pay = (claim: bigint) => {
    const paid = min(claim, left);
    left -= paid;
    return paid;
  };
  const lines = {
    ...NO_LINES,
    cash,
    energyCarried: pay(claims.energyCarried),
    otherCarried: pay(claims.otherCarried),
    energy: pay(claims.energy),
    other: pay(claims.other),
    interest: pay(claims.interest),
    principal: pay(claims.principal),
    reserve: pay(claims.reserve),
    preferred: pay(claims.preferred),
  };
  lines.toOperator = operatorPart(left, terms, lines.preferred);
  lines.toVault = left - lines.toOperator;
  return lines;
}

/** What is carried on of costs that stay unpaid: `most` at most, energy first. */
export function carriedOn(energy: bigint, other: bigint, most: bigint): { energy: bigint; other: bigint } {
  const kept = min(energy, most);
  return { energy: kept, other: min(other, most - kept) };
}

/**
 * With a step, the first share holds for as much of the residual as it takes the vault to it, the second for the rest.
 */
function operatorPart(residual: bigint, { shareBps, hurdleShareBps, untilHurdle }: Split, ahead: bigint): bigint {
  if (hurdleShareBps === 0n) return (residual * (BPS - shareBps)) / BPS;
  const first = min(residual, ceilDiv(max(untilHurdle - ahead, 0n) * BPS, shareBps));
  return (first * (BPS - shareBps) + (residual - first) * (BPS - hurdleShareBps)) / BPS;
}

/** What reaches the vault, before its fee. */
export function vaultsPart(
  lines: Pick<Lines, "toVault" | "preferred" | "interest" | "principal" | "fromReserve">,
): bigint {
  const { toVault, preferred, interest, principal, fromReserve } = lines;
  return toVault + preferred + interest + principal + fromReserve;
}

/**
 * What a covenants' tier takes out of the operator's part: all of it is kept back from tier 1 on, and of that half is
 * swept in 2, rounded up, all of it in 3.
 */
export function sweptBy(tier: bigint, lines: Lines): { lines: Lines; swept: bigint } {
  const part = lines.toOperator;
  if (tier === 0n || part === 0n) return { lines, swept: 0n };
  const swept = tier === 1n ? 0n : tier === 2n ? ceilDiv(part, 2n) : part;
  return { lines: { ...lines, toOperator: 0n, trapped: part - swept }, swept };
}
