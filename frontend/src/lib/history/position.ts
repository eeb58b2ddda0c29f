import { worthAt } from "@gpu-yield-vaults/sdk/model";
import { isAddressEqual, zeroAddress, type Address, type Hex } from "viem";
import type { ProtocolEvent, QueueEvent, VaultEvent } from "./protocolEvent";
import { pointAt, type Checkpoint } from "./vaultTimeline";

export type PositionEntry = {
  kind: "deposit" | "withdrawal" | "received" | "sent" | "requested" | "takenBack" | "claimed";
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
  /** Taken out, at once or through the queue. */
  withdrawn: bigint;
  /** Shares that arrived from, or went to, other accounts, at the price of that moment. */
  receivedWorth: bigint;
  sentWorth: bigint;
};

/** What one event was to the account; assets are absent where they are the worth of the shares. */
type Move = { kind: PositionEntry["kind"]; shares: bigint; assets?: bigint };

/** An account's whole history with the vault, from events. Shares in the queue are still its own. */
export function positionOf(
  records: readonly ProtocolEvent[],
  checkpoints: readonly Checkpoint[],
  account: Address,
  shareDecimals: number,
  queue: Address,
): Position {
  const entries: PositionEntry[] = [];
  for (const record of records) {
    const moves =
      record.source === "vault"
        ? movesOfVault(record, account, queue)
        : record.source === "queue"
          ? movesOfQueue(record, account)
          : [];
    const { timestamp, blockNumber, transactionHash } = record;
    for (const { kind, shares, assets = worthThen(checkpoints, timestamp, shares, shareDecimals) } of moves) {
      entries.push({ kind, timestamp, blockNumber, transactionHash, shares, assets });
    }
  }
  const total = (...kinds: PositionEntry["kind"][]): bigint =>
    entries.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { assets }) => sum + assets, 0n);
  return {
    entries: entries.reverse(),
    deposited: total("deposit"),
    withdrawn: total("withdrawal", "claimed"),
    receivedWorth: total("received"),
    sentWorth: total("sent"),
  };
}

/** worth + taken out − put in. Shares passed on or received count at the price of that moment. */
export function gainOf(position: Position, worth: bigint): bigint {
  return worth + position.withdrawn + position.sentWorth - position.deposited - position.receivedWorth;
}

function movesOfVault({ eventName, args }: VaultEvent, account: Address, queue: Address): Move[] {
  switch (eventName) {
    case "Deposit":
      return isAddressEqual(args.owner, account) ? [{ kind: "deposit", shares: args.shares, assets: args.assets }] : [];
    case "Withdraw":
      return isAddressEqual(args.owner, account)
        ? [{ kind: "withdrawal", shares: args.shares, assets: args.assets }]
        : [];
    case "Transfer": {
      const { from, to, value: shares } = args;
      // Mints, burns, and what the queue's own events tell.
      const isTold = [from, to].some((end) => end === zeroAddress || isAddressEqual(end, queue));
      return isTold ? [] : passedOn(from, to, account, shares);
    }
    default:
      return [];
  }
}

function movesOfQueue({ eventName, args }: QueueEvent, account: Address): Move[] {
  switch (eventName) {
    case "RedeemRequest":
      return isAddressEqual(args.owner, args.controller) && isAddressEqual(args.owner, account)
        ? [{ kind: "requested", shares: args.shares }]
        : passedOn(args.owner, args.controller, account, args.shares);
    case "CancelRedeemClaim":
      return isAddressEqual(args.controller, args.receiver) && isAddressEqual(args.controller, account)
        ? [{ kind: "takenBack", shares: args.shares }]
        : passedOn(args.controller, args.receiver, account, args.shares);
    case "Withdraw":
      return isAddressEqual(args.owner, account) ? [{ kind: "claimed", shares: args.shares, assets: args.assets }] : [];
    default:
      return [];
  }
}

function passedOn(from: Address, to: Address, account: Address, shares: bigint): Move[] {
  if (isAddressEqual(from, to)) return [];
  if (isAddressEqual(to, account)) return [{ kind: "received", shares }];
  return isAddressEqual(from, account) ? [{ kind: "sent", shares }] : [];
}

function worthThen(
  checkpoints: readonly Checkpoint[],
  timestamp: number,
  shares: bigint,
  shareDecimals: number,
): bigint {
  const point = pointAt(checkpoints, timestamp, shareDecimals);
  return point === undefined ? 0n : worthAt(shares, point.price, shareDecimals);
}
