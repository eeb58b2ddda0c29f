import type { ProtocolEvent, VaultEvent } from "./protocolEvent";

/** Value, slope and locked amounts are counted in 2^-32 base units, the end of vesting in 2^-24 seconds. */
const FINE_BITS = 32n;
const VEST_BITS = 24n;

/** The vault just after one event, in the contract's own units. Between two of these only time moves it. */
export type Knot = {
  timestamp: number;
  cash: bigint;
  supply: bigint;
  valueFine: bigint;
  /** Wear per second. */
  slopeFine: bigint;
  /** What was locked at `lockedFrom`; it vests in a straight line until `vestEnd`. */
  lockedFine: bigint;
  lockedFrom: number;
  vestEnd: bigint;
  /** What leavers forgo for what is late, and by how much that grows per second. */
  lossFine: bigint;
  lossSlopeFine: bigint;
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
  /** What leavers are paid, in the same unit: the entry price unless something is late. */
  exitPrice: bigint;
};

const BEGINNING: Knot = {
  timestamp: 0,
  cash: 0n,
  supply: 0n,
  valueFine: 0n,
  slopeFine: 0n,
  lockedFine: 0n,
  lockedFrom: 0,
  vestEnd: 0n,
  lossFine: 0n,
  lossSlopeFine: 0n,
};

/** Rebuilds the vault from its events alone: no archive node is needed to draw its past. */
export function buildTimeline(records: readonly ProtocolEvent[]): Knot[] {
  const knots: Knot[] = [];
  let last = BEGINNING;
  for (const record of records) {
    if (record.source !== "vault") continue;
    const next = apply(record, wornTo(last, record.timestamp));
    if (next === undefined) continue;
    if (knots.at(-1)?.timestamp === next.timestamp) knots.pop();
    knots.push(next);
    last = next;
  }
  return knots;
}

/** The vault at `timestamp`, by the last knot at or before it. Undefined before the first event. */
export function pointAt(knots: readonly Knot[], timestamp: number, shareDecimals: number): VaultPoint | undefined {
  const knot = knotAt(knots, timestamp);
  if (knot === undefined) return undefined;
  const { cash, supply, valueFine, lossFine } = wornTo(knot, timestamp);
  const value = valueFine >> FINE_BITS;
  const locked = supply === 0n ? 0n : ceilDiv(lockedFineAt(knot, timestamp), 1n << FINE_BITS);
  const nav = cash + value - locked;
  const loss = ceilDiv(lossFine > 0n ? lossFine : 0n, 1n << FINE_BITS);
  const unrealisedLoss = loss < nav ? loss : nav;
  const price = priceOf(nav, supply, shareDecimals);
  const exitPrice = unrealisedLoss === 0n ? price : priceOf(nav - unrealisedLoss, supply, shareDecimals);
  return { timestamp, cash, value, locked, nav, unrealisedLoss, supply, price, exitPrice };
}

/** The last knot at or before a second, by bisection: knots are in order. */
function knotAt(knots: readonly Knot[], timestamp: number): Knot | undefined {
  let low = 0;
  let high = knots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = knots[middle];
    if (candidate !== undefined && candidate.timestamp <= timestamp) low = middle + 1;
    else high = middle;
  }
  return knots[low - 1];
}

/** ⌊(assets + 1) · 10^(share decimals + 12) / (supply + 10^6)⌋: the virtual share and asset are part of every price. */
export function priceOf(assets: bigint, supply: bigint, shareDecimals: number): bigint {
  return ((assets + 1n) * 10n ** BigInt(shareDecimals + 12)) / (supply + 1_000_000n);
}

/** Wear lowers the value, and lateness the exit value, second by second. */
function wornTo(knot: Knot, timestamp: number): Knot {
  const seconds = BigInt(timestamp - knot.timestamp);
  const worn = knot.valueFine - knot.slopeFine * seconds;
  return {
    ...knot,
    timestamp,
    valueFine: worn > 0n ? worn : 0n,
    lossFine: knot.lossFine + knot.lossSlopeFine * seconds,
  };
}

/** Vesting frees what is locked; what remains is rounded up, in favour of the vault. */
function lockedFineAt(knot: Knot, timestamp: number): bigint {
  const left = knot.vestEnd - (BigInt(timestamp) << VEST_BITS);
  const whole = knot.vestEnd - (BigInt(knot.lockedFrom) << VEST_BITS);
  return left <= 0n || whole <= 0n ? 0n : ceilDiv(knot.lockedFine * left, whole);
}

function ceilDiv(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

function apply(record: VaultEvent, at: Knot): Knot | undefined {
  switch (record.eventName) {
    case "Deposit":
      return { ...at, cash: at.cash + record.args.assets, supply: at.supply + record.args.shares };
    case "Withdraw":
      return { ...at, cash: at.cash - record.args.assets, supply: at.supply - record.args.shares };
    case "Funded":
      return {
        ...at,
        cash: at.cash - record.args.amount,
        valueFine: at.valueFine + (record.args.amount << FINE_BITS),
      };
    case "Posted":
      return {
        ...at,
        cash: at.cash + record.args.cashIn,
        valueFine: at.valueFine + record.args.valueChange,
        slopeFine: at.slopeFine + record.args.slopeChange,
      };
    case "WearTurned":
      return {
        ...at,
        valueFine: at.valueFine + record.args.valueChange,
        slopeFine: at.slopeFine + record.args.slopeChange,
      };
    case "LatenessTurned":
      return {
        ...at,
        lossFine: at.lossFine + record.args.change.loss,
        lossSlopeFine: at.lossSlopeFine + record.args.change.slope,
      };
    case "IncomeLocked":
      return {
        ...at,
        lockedFine: record.args.lockedAfter,
        lockedFrom: at.timestamp,
        vestEnd: record.args.vestEnd,
      };
    case "LossBooked":
      return {
        ...at,
        lockedFine: lockedFineAt(at, at.timestamp) - record.args.fromLocked,
        lockedFrom: at.timestamp,
      };
    case "IncomeReleased":
      return { ...at, lockedFine: 0n, lockedFrom: at.timestamp };
    case "Skimmed":
      return { ...at, cash: at.cash + record.args.amount };
    default:
      return undefined;
  }
}
