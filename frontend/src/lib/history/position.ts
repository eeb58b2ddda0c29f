import { isAddressEqual, zeroAddress, type Address, type Hex } from "viem";
import type { ProtocolEvent } from "./protocolEvent";
import { pointAt, type Knot } from "./vaultTimeline";

export type PositionEntry = {
  kind: "deposit" | "withdrawal" | "received" | "sent";
  timestamp: number;
  blockNumber: bigint;
  transactionHash: Hex;
  shares: bigint;
  /** Base units; for shares that changed hands, their worth at the price of that moment. */
  assets: bigint;
};

export type Position = {
  /** Newest first. */
  entries: PositionEntry[];
  deposited: bigint;
  withdrawn: bigint;
  /** Shares that arrived from, or went to, other accounts, at the price of that moment. */
  receivedWorth: bigint;
  sentWorth: bigint;
};

/** An account's whole story with the vault, from events. */
export function positionOf(
  records: readonly ProtocolEvent[],
  knots: readonly Knot[],
  account: Address,
  shareDecimals: number,
): Position {
  const entries: PositionEntry[] = [];
  for (const record of records) {
    if (record.source !== "vault") continue;
    const { timestamp, blockNumber, transactionHash } = record;
    const place = { timestamp, blockNumber, transactionHash };
    if (record.eventName === "Deposit" && isAddressEqual(record.args.owner, account)) {
      entries.push({ kind: "deposit", ...place, shares: record.args.shares, assets: record.args.assets });
    } else if (record.eventName === "Withdraw" && isAddressEqual(record.args.owner, account)) {
      entries.push({ kind: "withdrawal", ...place, shares: record.args.shares, assets: record.args.assets });
    } else if (record.eventName === "Transfer") {
      const { from, to, value: shares } = record.args;
      if (from === zeroAddress || to === zeroAddress || isAddressEqual(from, to)) continue;
      const assets = worthAt(knots, timestamp, shares, shareDecimals);
      if (isAddressEqual(to, account)) entries.push({ kind: "received", ...place, shares, assets });
      if (isAddressEqual(from, account)) entries.push({ kind: "sent", ...place, shares, assets });
    }
  }
  const total = (kind: PositionEntry["kind"]): bigint =>
    entries.filter((entry) => entry.kind === kind).reduce((sum, entry) => sum + entry.assets, 0n);
  return {
    entries: entries.reverse(),
    deposited: total("deposit"),
    withdrawn: total("withdrawal"),
    receivedWorth: total("received"),
    sentWorth: total("sent"),
  };
}

/** worth + taken out − put in. Shares passed on or received count at the price of that moment. */
export function gainOf(position: Position, worth: bigint): bigint {
  return worth + position.withdrawn + position.sentWorth - position.deposited - position.receivedWorth;
}

function worthAt(knots: readonly Knot[], timestamp: number, shares: bigint, shareDecimals: number): bigint {
  const point = pointAt(knots, timestamp, shareDecimals);
  return point === undefined ? 0n : (shares * point.price) / 10n ** BigInt(shareDecimals + 12);
}
