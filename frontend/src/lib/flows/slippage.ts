/** How far a price may move between the preview and the block, in basis points: 0.1 %. */
export const SLIPPAGE_BPS = 10n;

const BPS = 10_000n;

/** The least that is accepted: `preview` less the slippage, rounded down. */
export function atLeast(preview: bigint): bigint {
  return (preview * (BPS - SLIPPAGE_BPS)) / BPS;
}

/** The most that is given: `preview` plus the slippage, rounded up. */
export function atMost(preview: bigint): bigint {
  return (preview * (BPS + SLIPPAGE_BPS) + BPS - 1n) / BPS;
}
