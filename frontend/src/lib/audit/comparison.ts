import { assetsDown, assetsUp, PRICE_DECIMALS } from "@gpu-yield-vaults/sdk/model";
import type { VaultPoint } from "../history/vaultTimeline";

/** What the contract says of itself at a block. Base units; prices in assets per whole share · 10^12. */
export type ContractFigures = {
  cash: bigint;
  value: bigint;
  locked: bigint;
  nav: bigint;
  unrealisedLoss: bigint;
  exitValue: bigint;
  supply: bigint;
  entryPrice: bigint;
  exitPrice: bigint;
};

export type FigureKind = "money" | "shares" | "price";

/** One figure: the contract's own, and what events and terms make of it. */
export type Comparison = {
  /** As the command line calls it. */
  figure: string;
  kind: FigureKind;
  contract: bigint;
  recomputed: bigint;
  difference: bigint;
};

/** Every figure of a vault beside the contract's own, in the order of `npm run nav`. */
export function comparisonsOf(
  contract: ContractFigures,
  point: VaultPoint,
  shareDecimals: number,
): readonly Comparison[] {
  const { nav, unrealisedLoss, supply } = point;
  const share = 10n ** (BigInt(shareDecimals) + PRICE_DECIMALS);
  const exitValue = nav > unrealisedLoss ? nav - unrealisedLoss : 0n;
  const row = (figure: string, kind: FigureKind, own: bigint, recomputed: bigint): Comparison => ({
    figure,
    kind,
    contract: own,
    recomputed,
    difference: recomputed - own,
  });
  return [
    row("cash", "money", contract.cash, point.cash),
    row("value", "money", contract.value, point.value),
    row("locked", "money", contract.locked, point.locked),
    row("NAV", "money", contract.nav, nav),
    row("unrealised loss", "money", contract.unrealisedLoss, unrealisedLoss),
    row("exit value", "money", contract.exitValue, exitValue),
    row("supply", "shares", contract.supply, supply),
    row("entry price", "price", contract.entryPrice, assetsUp(share, nav, supply)),
    row("exit price", "price", contract.exitPrice, assetsDown(share, exitValue, supply)),
  ];
}
