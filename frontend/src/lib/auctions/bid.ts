import type { Token } from "../chain/readTokens";
import { FORM } from "../debt/words";
import { formatExact } from "../format/amount";

/** Places of a percentage behind the point: of a yearly rate (1e18 = 100 %), and of a share in bps. */
const RATE_PLACES = 16;
const SHARE_PLACES = 2;

/** How a bid is typed and told: in the unit of the term that it becomes. */
export type BidUnit = { decimals: number; unit: string; means: string };

export function bidUnitOf(form: number, asset: Token): BidUnit {
  if (form === FORM.loan) return { decimals: RATE_PLACES, unit: "%", means: "a year, on what is outstanding" };
  if (form === FORM.lease) return { decimals: asset.decimals, unit: asset.symbol, means: "rent a period" };
  return { decimals: SHARE_PLACES, unit: "%", means: "of the residual goes to the vault" };
}

/** `9.75 % a year, on what is outstanding`. */
export function bidWords(bid: bigint, { decimals, unit, means }: BidUnit): string {
  return `${formatExact(bid, decimals)} ${unit} ${means}`;
}
