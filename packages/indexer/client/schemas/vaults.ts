import { z } from "zod";
import { address, answer, block, hex, seconds, whole } from "./wire.ts";

/** A vault in one second. Amounts in base units, prices in base units per whole share * 10^12. */
export const point = z.object({
  time: seconds,
  cash: whole,
  value: whole,
  locked: whole,
  nav: whole,
  unrealisedLoss: whole,
  exitValue: whole,
  supply: whole,
  entryPrice: whole,
  exitPrice: whole,
});

export const vault = z.object({
  address,
  number: z.number().int().nullable().meta({ description: "in the directory; its roles are counted by it" }),
  asset: address,
  queue: address,
  name: z.string(),
  symbol: z.string(),
  what: z.string().nullable(),
  listedAt: seconds.nullable(),
  retiredAt: seconds.nullable(),
  openedAt: seconds,
  assetDecimals: z.number().int(),
  vestingFloor: seconds,
  vestingCap: seconds,
  tick: seconds,
  markdownPeriod: seconds,
  epochLength: seconds,
  delinquencyLimitBps: z.number().int(),
  toleranceBps: z.number().int(),
  cap: whole,
  paused: z.boolean(),
  feeBps: z.number().int(),
  feeRecipient: address,
  feePaid: whole,
  lossBooked: whole.meta({ description: "base units times 2^32" }),
  now: point.meta({ description: "in the second of the last indexed block" }),
  before: point
    .nullable()
    .meta({ description: "in the second `at`; null: none was asked for, or it was not there yet" }),
});

export const vaults = answer({ vaults: z.array(vault) });

export const prices = answer({ vault: address, points: z.array(point) });

export const position = z.object({
  vault: address,
  account: address,
  shares: whole,
  queued: whole,
  cost: whole,
  deposited: whole,
  withdrawn: whole,
  receivedWorth: whole,
  sentWorth: whole,
  realised: whole,
  feeShares: whole,
  worth: whole.meta({ description: "of all shares, at what leavers are paid in the last indexed block" }),
});

export const entry = z.object({
  vault: address,
  account: address,
  kind: z.enum(["deposit", "withdrawal", "sent", "received", "requested", "takenBack", "claimed", "credited"]),
  shares: whole,
  assets: whole,
  block,
  time: seconds,
  transaction: hex,
});

export const request = z.object({
  vault: address,
  requestId: whole,
  controller: address,
  requested: whole,
  cancelled: whole,
  firstAt: seconds,
  epochEnd: seconds,
});

export const account = answer({
  account: address,
  positions: z.array(position),
  requests: z.array(request),
  entries: z.array(entry).meta({ description: "newest first" }),
  roles: z.array(
    z.object({ role: whole, name: z.string(), vaultNumber: z.number().int(), delay: z.number().int(), since: seconds }),
  ),
});

/** Where a vault's cash came from and went to between two seconds. Opening cash and all lines are closing cash. */
export const statement = answer({
  vault: address,
  from: seconds,
  to: seconds,
  opening: point,
  closing: point,
  deposits: whole,
  withdrawals: whole,
  drawn: whole.meta({ description: "cash that became value" }),
  fromClusters: whole.meta({ description: "cash that arrived from what is financed, before the fee" }),
  fees: whole,
  skimmed: whole.meta({ description: "cash that came from nobody, and was locked" }),
  lossBooked: whole.meta({ description: "base units times 2^32; no cash" }),
});
