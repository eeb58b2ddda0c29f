import type { Address } from "viem";
import type { ExitWish } from "../chain/readForecast";
import type { PreviewKind } from "../chain/readPreview";

/** Keys of everything that is read. What depends on a block carries its number, so a page never mixes two moments. */
export const keys = {
  deployment: ["deployment"] as const,
  head: ["head"] as const,
  wiring: ["wiring"] as const,
  tokens: ["tokens"] as const,
  vault: (block: bigint) => ["vault", block.toString()] as const,
  facilities: (block: bigint) => ["facilities", block.toString()] as const,
  history: (block: bigint) => ["history", block.toString()] as const,
  account: (address: Address, block: bigint) => ["account", address, block.toString()] as const,
  queue: (block: bigint) => ["queue", block.toString()] as const,
  requests: (address: Address, block: bigint) => ["requests", address, block.toString()] as const,
  outlooks: (address: Address, block: bigint) => ["outlooks", address, block.toString()] as const,
  wish: ({ account, sum, atAnyPrice }: ExitWish) =>
    "shares" in sum
      ? ([account, atAnyPrice, "shares", sum.shares.toString()] as const)
      : ([account, atAnyPrice, "assets", sum.assets.toString()] as const),
  forecast: (wish: ExitWish, block: bigint) => ["forecast", ...keys.wish(wish), block.toString()] as const,
  preview: (kind: PreviewKind, amount: bigint, block: bigint) =>
    ["preview", kind, amount.toString(), block.toString()] as const,
};
