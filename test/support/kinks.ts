import { MAX_UINT256 } from "./units.ts";

/** Parts of what changes at a tick, as the vault sums them up: each signed. */
export type KinkParts = {
  slope?: bigint;
  lossSlope?: bigint;
  delinquent?: bigint;
};

/** Parts of what becomes delinquent at a tick. */
export type MarkdownParts = {
  lossSlope?: bigint;
  depreciation?: bigint;
  delinquent?: bigint;
};

/** The kinds of a posting's kinks. */
export const KINK = { Slope: 0n, MarkdownAdded: 1n, MarkdownRemoved: 2n } as const;

/** The word of a change of slope: a plain sum modulo 2^256. */
export function kinkWord({ slope = 0n, lossSlope = 0n, delinquent = 0n }: KinkParts): bigint {
  return (slope + (lossSlope << 96n) + (delinquent << 200n)) & MAX_UINT256;
}

/** The word of facilities that become delinquent at one tick. */
export function markdownWord({ lossSlope = 0n, depreciation = 0n, delinquent = 0n }: MarkdownParts): bigint {
  return lossSlope + (depreciation << 104n) + (delinquent << 200n);
}
