import { formatAmount } from "./amount";

/** Decimals of a share price: assets per whole share, scaled by 10^12 on top of the asset's own decimals. */
export function priceDecimals(assetDecimals: number): number {
  return assetDecimals + 12;
}

/** Assets per whole share, with six decimals: `1.007812`. */
export function formatPrice(price: bigint, assetDecimals: number, digits = 6): string {
  return formatAmount(price, priceDecimals(assetDecimals), digits);
}
