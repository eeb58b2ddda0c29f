import { formatExact } from "../format/amount";
import type { FigureKind } from "./comparison";

/** A price is assets per whole share · 10^12. */
const PRICE_DECIMALS = 12;

/** A figure with every digit that it has. */
export function comparisonWords({ asset, share }: { asset: number; share: number }) {
  const decimals: Readonly<Record<FigureKind, number>> = { money: asset, shares: share, price: asset + PRICE_DECIMALS };
  return (figure: bigint, kind: FigureKind): string => formatExact(figure, decimals[kind]);
}
