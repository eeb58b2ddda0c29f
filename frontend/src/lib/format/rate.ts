import { formatAmount } from "./amount";

const BPS_OF_WAD = 10n ** 14n;

/** A rate (1e18 is 100 %) as a percentage with two decimals, the nearest: `100000000000000000n` is `10.00 %`. */
export function formatRate(rate: bigint): string {
  return `${formatAmount((rate + BPS_OF_WAD / 2n) / BPS_OF_WAD, 2)} %`;
}
