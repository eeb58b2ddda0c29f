/**
 * Shares for assets and back, as OpenZeppelin's ERC4626 has it: a virtual unit of the asset and 10^6 virtual units of
 * shares are part of every price. Assets in base units; `total` is the NAV for who comes in, the exit value for who
 * leaves.
 */

import { ceilDiv } from "./fixed.ts";

const VIRTUAL_ASSETS = 1n;

/** Shares that a unit of the asset bought first. */
export const VIRTUAL_SHARES = 1_000_000n;

/** Prices are of a whole share, times 10^12. */
export const PRICE_DECIMALS = 12n;

/** With the virtual ones. Without shares, one costs what the first one did, whatever is left. */
const allShares = (total: bigint, supply: bigint): bigint =>
  supply === 0n ? (total + VIRTUAL_ASSETS) * VIRTUAL_SHARES : supply + VIRTUAL_SHARES;

export const assetsDown = (shares: bigint, total: bigint, supply: bigint): bigint =>
  (shares * (total + VIRTUAL_ASSETS)) / allShares(total, supply);

export const assetsUp = (shares: bigint, total: bigint, supply: bigint): bigint =>
  ceilDiv(shares * (total + VIRTUAL_ASSETS), allShares(total, supply));

export const sharesDown = (assets: bigint, total: bigint, supply: bigint): bigint =>
  (assets * allShares(total, supply)) / (total + VIRTUAL_ASSETS);

export const sharesUp = (assets: bigint, total: bigint, supply: bigint): bigint =>
  ceilDiv(assets * allShares(total, supply), total + VIRTUAL_ASSETS);

/** Base units per whole share * 10^12. Rounded down. */
export const priceOf = (total: bigint, supply: bigint, shareDecimals: number | bigint): bigint =>
  assetsDown(10n ** (BigInt(shareDecimals) + PRICE_DECIMALS), total, supply);

/** What shares are worth at such a price, base units. Rounded down. */
export const worthAt = (shares: bigint, price: bigint, shareDecimals: number | bigint): bigint =>
  (shares * price) / 10n ** (BigInt(shareDecimals) + PRICE_DECIMALS);
