import { Kinks, type Grid, type Turn } from "./kinks";
import type { ProtocolEvent, VaultEvent } from "./protocolEvent";

/** Value, slopes and locked amounts are counted in 2^-32 base units (X32), the end of vesting in 2^-24 seconds. */
const X32_BITS = 32n;
const VEST_BITS = 24n;

/** The vault just after one event or kink, in the contract's own units. Between two of these only time moves it. */
export type Checkpoint = {
  timestamp: number;
  cash: bigint;
  supply: bigint;
  valueX32: bigint;
  /** Depreciation per second. */
  slopeX32: bigint;
  /** What was locked at `lockedFrom`; it vests in a straight line until `vestEnd`. */
  lockedX32: bigint;
  lockedFrom: number;
  vestEnd: bigint;
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

const BEGINNING: Checkpoint = {
  timestamp: 0,
  cash: 0n,
  supply: 0n,
  valueX32: 0n,
  slopeX32: 0n,
  lockedX32: 0n,
  lockedFrom: 0,
  vestEnd: 0n,
  lossX32: 0n,
  lossSlopeX32: 0n,
};

/**
 * Rebuilds the vault from its events alone: no archive node is needed to draw its past. The kinks that lie ahead come
 * after the last event, so that a second in which nobody has called yet is as exact as any other.
 */
export function buildTimeline(records: readonly ProtocolEvent[]): Checkpoint[] {
  const checkpoints: Checkpoint[] = [];
  const kinks = new Kinks();
  let grid: Grid | undefined;
  const add = (checkpoint: Checkpoint): void => {
    if (checkpoints.at(-1)?.timestamp === checkpoint.timestamp) checkpoints.pop();
    checkpoints.push(checkpoint);
  };
  const turnUntil = (second: number): void => {
    for (const turn of kinks.takeUntil(second)) add(turned(checkpoints.at(-1) ?? BEGINNING, turn.at, turn));
  };

  for (const record of records) {
    if (record.source !== "vault") continue;
    turnUntil(record.timestamp);
    if (record.eventName === "VaultOpened") grid = record.args.terms;
    if (record.eventName === "KinksPosted" && grid) kinks.add(record.args.kinks, grid, record.timestamp);
    const next = apply(record, carriedTo(checkpoints.at(-1) ?? BEGINNING, record.timestamp));
    if (next !== undefined) add(next);
  }
  turnUntil(Infinity);
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
  const { cash, supply, valueX32, lossX32 } = carriedTo(checkpoint, timestamp);
  const value = floorAtZero(valueX32) >> X32_BITS;
  const locked = supply === 0n ? 0n : wholeUp(lockedX32At(checkpoint, timestamp));
  const nav = floorAtZero(cash + value - locked);
  const loss = wholeUp(floorAtZero(lossX32));
  const unrealisedLoss = loss < nav ? loss : nav;
  const price = priceOf(nav, supply, shareDecimals);
  const exitPrice = unrealisedLoss === 0n ? price : priceOf(nav - unrealisedLoss, supply, shareDecimals);
  return { timestamp, cash, value, locked, nav, unrealisedLoss, supply, price, exitPrice };
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

/**
 * ⌊(assets + 1) · 10^(share decimals + 12) / (supply + 10^6)⌋: the virtual share and asset are part of every price.
 * Without shares, one costs what the first one did.
 */
export function priceOf(assets: bigint, supply: bigint, shareDecimals: number): bigint {
  const all = supply === 0n ? (assets + 1n) * 1_000_000n : supply + 1_000_000n;
  return ((assets + 1n) * 10n ** BigInt(shareDecimals + 12)) / all;
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

/** Vesting frees what is locked; what remains is rounded up, in favour of the vault. */
function lockedX32At(checkpoint: Checkpoint, timestamp: number): bigint {
  const left = checkpoint.vestEnd - (BigInt(timestamp) << VEST_BITS);
  const whole = checkpoint.vestEnd - (BigInt(checkpoint.lockedFrom) << VEST_BITS);
  return left <= 0n || whole <= 0n ? 0n : ceilDiv(checkpoint.lockedX32 * left, whole);
}

function ceilDiv(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

function wholeUp(x32: bigint): bigint {
  return ceilDiv(x32, 1n << X32_BITS);
}

function floorAtZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
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
        valueX32: at.valueX32 + (record.args.amount << X32_BITS),
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
      return { ...at, ...lockOf(record.args, at) };
    case "RemainderCredited":
      return { ...at, supply: at.supply + record.args.shares, lockedX32: 0n, lockedFrom: at.timestamp };
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
  return (kept << X32_BITS) + args.value === 0n ? next : { ...next, ...lockOf(args, at) };
}

function lockOf({ locked, vestEnd }: { locked: bigint; vestEnd: bigint }, { timestamp }: Checkpoint) {
  return { lockedX32: locked, lockedFrom: timestamp, vestEnd };
}

/** Fee that came due leaves cash and locked amounts alike, so no price moves. */
function feeTaken(amount: bigint, at: Checkpoint): Checkpoint {
  const now = BigInt(at.timestamp) << VEST_BITS;
  return {
    ...at,
    cash: at.cash - amount,
    lockedX32: lockedX32At(at, at.timestamp) - (amount << X32_BITS),
    lockedFrom: at.timestamp,
    vestEnd: at.vestEnd > now ? at.vestEnd : now,
  };
}
