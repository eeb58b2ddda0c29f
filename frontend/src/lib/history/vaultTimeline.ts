import {
  balanceAt,
  carriedOut,
  NOTHING_LOCKED,
  priceOf,
  toX32,
  withKinks,
  withoutLocked,
  type Ahead,
  type Grid,
  type Turn,
  type Vesting,
} from "@gpu-yield-vaults/sdk/model";
import type { ProtocolEvent, VaultEvent } from "./protocolEvent";

/** The vault just after one event or kink, in the contract's own units. Between two of these only time moves it. */
export type Checkpoint = {
  timestamp: number;
  cash: bigint;
  supply: bigint;
  valueX32: bigint;
  /** Depreciation per second. */
  slopeX32: bigint;
  vesting: Vesting;
  /** What leavers forgo for what is delinquent, and by how much that grows per second. */
  lossX32: bigint;
  lossSlopeX32: bigint;
};

/** The vault at one second, in base units. */
export type VaultPoint = {
  timestamp: number;
  cash: bigint;
  value: bigint;
  locked: bigint;
  nav: bigint;
  unrealisedLoss: bigint;
  supply: bigint;
  /** Entry price: assets per whole share · 10^12. */
  price: bigint;
  /** What leavers are paid, in the same unit: the entry price unless something is delinquent. */
  exitPrice: bigint;
};

/** Later than any second of the chain. */
const FOR_EVER = 2n ** 64n;

const BEGINNING: Checkpoint = {
  timestamp: 0,
  cash: 0n,
  supply: 0n,
  valueX32: 0n,
  slopeX32: 0n,
  vesting: NOTHING_LOCKED,
  lossX32: 0n,
  lossSlopeX32: 0n,
};

/**
 * Rebuilds the vault from its events alone: no archive node is needed to draw its past. The kinks that lie ahead come
 * after the last event, so that a second in which nobody has called yet is as exact as any other.
 */
export function buildTimeline(records: readonly ProtocolEvent[]): Checkpoint[] {
  const checkpoints: Checkpoint[] = [];
  let ahead: Ahead = new Map();
  let grid: Pick<Grid, "tick" | "markdown"> | undefined;
  const add = (checkpoint: Checkpoint): void => {
    if (checkpoints.at(-1)?.timestamp === checkpoint.timestamp) checkpoints.pop();
    checkpoints.push(checkpoint);
  };
  const turnUntil = (second: bigint): void => {
    const { due, left } = carriedOut(ahead, second);
    for (const { at, ...turn } of due) add(turned(checkpoints.at(-1) ?? BEGINNING, Number(at), turn));
    ahead = left;
  };

  for (const record of records) {
    if (record.source !== "vault") continue;
    const now = BigInt(record.timestamp);
    turnUntil(now);
    if (record.eventName === "VaultOpened") {
      const { tick, markdownPeriod } = record.args.terms;
      grid = { tick: BigInt(tick), markdown: BigInt(markdownPeriod) };
    }
    if (record.eventName === "KinksPosted" && grid) ahead = withKinks(ahead, record.args.kinks, grid, now);
    const next = apply(record, carriedTo(checkpoints.at(-1) ?? BEGINNING, record.timestamp));
    if (next !== undefined) add(next);
  }
  turnUntil(FOR_EVER);
  return checkpoints;
}

/** The vault at `timestamp`, by the last checkpoint at or before it. Undefined before the first event. */
export function pointAt(
  checkpoints: readonly Checkpoint[],
  timestamp: number,
  shareDecimals: number,
): VaultPoint | undefined {
  const checkpoint = checkpointAt(checkpoints, timestamp);
  if (checkpoint === undefined) return undefined;
  const { supply, vesting, valueX32: value, lossX32: loss, ...rest } = carriedTo(checkpoint, timestamp);
  const vault = { cash: rest.cash, supply, vesting, restricted: NOTHING_LOCKED };
  const { nav, exitValue, ...balance } = balanceAt(vault, { value, loss, delinquent: 0n }, BigInt(timestamp));
  const { cash, value: whole, locked, unrealisedLoss } = balance;
  const [price, exitPrice] = [priceOf(nav, supply, shareDecimals), priceOf(exitValue, supply, shareDecimals)];
  return { timestamp, cash, value: whole, locked, nav, unrealisedLoss, supply, price, exitPrice };
}

/** The last checkpoint at or before a second, by bisection: they are in order. */
function checkpointAt(checkpoints: readonly Checkpoint[], timestamp: number): Checkpoint | undefined {
  let low = 0;
  let high = checkpoints.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = checkpoints[middle];
    if (candidate !== undefined && candidate.timestamp <= timestamp) low = middle + 1;
    else high = middle;
  }
  return checkpoints[low - 1];
}

/** Depreciation lowers the value, and markdowns the exit value, second by second. No kink may lie in between. */
function carriedTo(checkpoint: Checkpoint, timestamp: number): Checkpoint {
  const seconds = BigInt(timestamp - checkpoint.timestamp);
  return {
    ...checkpoint,
    timestamp,
    valueX32: checkpoint.valueX32 - checkpoint.slopeX32 * seconds,
    lossX32: checkpoint.lossX32 + checkpoint.lossSlopeX32 * seconds,
  };
}

function turned(checkpoint: Checkpoint, at: number, { slope, lossSlope }: Turn): Checkpoint {
  const before = carriedTo(checkpoint, at);
  return { ...before, slopeX32: before.slopeX32 + slope, lossSlopeX32: before.lossSlopeX32 + lossSlope };
}

function apply(record: VaultEvent, at: Checkpoint): Checkpoint | undefined {
  switch (record.eventName) {
    case "Deposit":
      return { ...at, cash: at.cash + record.args.assets, supply: at.supply + record.args.shares };
    case "Withdraw":
      return { ...at, cash: at.cash - record.args.assets, supply: at.supply - record.args.shares };
    case "Funded":
      return {
        ...at,
        cash: at.cash - record.args.amount,
        valueX32: at.valueX32 + toX32(record.args.amount),
      };
    case "Posted":
      return posted(record.args, at);
    case "DelinquencyPosted":
      return {
        ...at,
        lossX32: at.lossX32 + record.args.loss,
        lossSlopeX32: at.lossSlopeX32 + record.args.lossSlope,
      };
    case "FeeAccrued":
      return feeTaken(record.args.amount, at);
    case "IncomeLocked":
      return { ...at, vesting: vestingOf(record.args, at) };
    case "RemainderCredited":
      return { ...at, supply: at.supply + record.args.shares, vesting: NOTHING_LOCKED };
    case "Skimmed":
      return { ...at, cash: at.cash + record.args.amount };
    default:
      return undefined;
  }
}

type PostedArgs = Extract<VaultEvent, { eventName: "Posted" }>["args"];

/**
 * What a posting gains is locked, and what it loses comes out of locked amounts first: the event says what is locked
 * then.
 */
function posted(args: PostedArgs, at: Checkpoint): Checkpoint {
  const kept = args.cashIn - args.fee;
  const next = {
    ...at,
    cash: at.cash + kept,
    valueX32: at.valueX32 + args.value,
    slopeX32: at.slopeX32 + args.slope,
  };
  // Without a gain or a loss the schedule stays as it was, and the amount is that of the second in which it was made.
  return toX32(kept) + args.value === 0n ? next : { ...next, vesting: vestingOf(args, at) };
}

function vestingOf({ locked, vestEnd }: { locked: bigint; vestEnd: bigint }, { timestamp }: Checkpoint): Vesting {
  return { amount: locked, from: BigInt(timestamp), end: vestEnd };
}

/** Fee that came due leaves cash and locked amounts alike, so no price moves. */
function feeTaken(amount: bigint, at: Checkpoint): Checkpoint {
  const vesting = withoutLocked(at.vesting, toX32(amount), BigInt(at.timestamp));
  return { ...at, cash: at.cash - amount, vesting };
}
