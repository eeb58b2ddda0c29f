import { PRICE_DECIMALS, VIRTUAL_SHARES, vaultsPart } from "@gpu-yield-vaults/sdk/model";
import { firstDeposit } from "./priceSeries";
import type { ProtocolEvent } from "./protocolEvent";
import { valueExits, type ValueExit } from "./valueExits";
import { pointAt, type Checkpoint } from "./vaultTimeline";

const DAY = 86_400;
const YEAR = 365n * 86_400n;

/** Below this an annual figure would only be noise. */
const SHORTEST = 7 * DAY;

/** Parts of one: 10^8 is 100 %. */
export const YIELD_DECIMALS = 8;
const ONE = 10n ** BigInt(YIELD_DECIMALS);

/** What one share has earned over a window. Parts of one · 10^8; prices as the vault has them. */
export type Yield = {
  /** Unix seconds. */
  from: number;
  to: number;
  priceFrom: bigint;
  priceTo: bigint;
  /** Economic: growth of the entry price. Running costs, depreciation, losses and fees are out of it. */
  change: bigint;
  /**
   * change · 365 days ÷ window, not compounded. Absent while the window is under seven days, and over a booked loss:
   * that happened once.
   */
  annual?: bigint;
  /** Growth of the exit price, where it differs from the entry price now or did at the beginning; never annualised. */
  exitChange?: bigint;
  /** Cash of rent and debt service per share, less fees, over the price at the beginning. Return of capital counts. */
  cash: bigint;
  /** Absent while the window is under seven days. */
  cashAnnual?: bigint;
  /** Losses booked in the window, oldest first. */
  losses: readonly ValueExit[];
};

/** Over the last `days`; undefined before the first deposit. A window that begins before it begins with it. */
export function yieldOver(
  records: readonly ProtocolEvent[],
  checkpoints: readonly Checkpoint[],
  now: number,
  days: number,
  shareDecimals: number,
): Yield | undefined {
  const first = firstDeposit(checkpoints);
  if (first === undefined || first >= now) return undefined;
  const from = Math.max(first, now - days * DAY);
  const start = pointAt(checkpoints, from, shareDecimals);
  const end = pointAt(checkpoints, now, shareDecimals);
  if (start === undefined || end === undefined || start.price === 0n) return undefined;

  const losses = valueExits(records).filter(({ lost, timestamp }) => lost > 0n && timestamp > from && timestamp <= now);
  const cash = cashPerShare(records, checkpoints, from, now, shareDecimals);
  const isLong = now - from >= SHORTEST;
  const yearly = (part: bigint): bigint => (part * ONE * YEAR) / (start.price * BigInt(now - from));
  const hasTwoPrices = start.exitPrice !== start.price || end.exitPrice !== end.price;
  return {
    from,
    to: now,
    priceFrom: start.price,
    priceTo: end.price,
    change: ((end.price - start.price) * ONE) / start.price,
    annual: isLong && losses.length === 0 ? yearly(end.price - start.price) : undefined,
    exitChange:
      hasTwoPrices && start.exitPrice > 0n ? ((end.exitPrice - start.exitPrice) * ONE) / start.exitPrice : undefined,
    cash: (cash * ONE) / start.price,
    cashAnnual: isLong ? yearly(cash) : undefined,
    losses,
  };
}

/** In the unit of prices. Each amount is divided among the shares that there were when it came. */
function cashPerShare(
  records: readonly ProtocolEvent[],
  checkpoints: readonly Checkpoint[],
  from: number,
  to: number,
  shareDecimals: number,
): bigint {
  const whole = 10n ** (BigInt(shareDecimals) + PRICE_DECIMALS);
  let total = 0n;
  for (const record of records) {
    if (record.timestamp <= from || record.timestamp > to) continue;
    const cash = cashOf(record);
    if (cash === 0n) continue;
    const supply = pointAt(checkpoints, record.timestamp, shareDecimals)?.supply ?? 0n;
    if (supply > 0n) total += (cash * whole) / (supply + VIRTUAL_SHARES);
  }
  return total;
}

/** What one event brought the vault of rent and debt service, or took of it as fee. */
export function cashOf(record: ProtocolEvent): bigint {
  if (record.source === "manager") {
    if (record.eventName === "Settled") return vaultsPart(record.args.lines);
    return record.eventName === "Repaid" ? record.args.interest + record.args.principal : 0n;
  }
  if (record.source !== "vault") return 0n;
  if (record.eventName === "Posted") return -record.args.fee;
  return record.eventName === "FeeAccrued" ? -record.args.amount : 0n;
}
