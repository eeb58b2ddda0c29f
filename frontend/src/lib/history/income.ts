import { vaultsPart } from "@gpu-yield-vaults/sdk/model";
import { firstDeposit } from "./priceSeries";
import type { ProtocolEvent } from "./protocolEvent";
import { valueExits } from "./valueExits";
import { pointAt, type Checkpoint } from "./vaultTimeline";

const DAY = 86_400;
const WEEK = 7 * DAY;

/** Most weeks that are told one by one; of a longer past, four at a time. */
const MOST_WEEKS = 16;

/** Where the rent of a stretch of time went, base units. `rent` and `fromReserve` are the sum of what stands below. */
export type Income = {
  /** Unix seconds; `to` is the next one's `from`. */
  from: number;
  to: number;
  /** Paid by operators and distributed in it, repayments included. */
  rent: bigint;
  /** Debt service that fell short, and reserves paid. */
  fromReserve: bigint;
  energy: bigint;
  otherCosts: bigint;
  /** The operators' part of the residual, trapped cash included. */
  operator: bigint;
  reserve: bigint;
  /** The vault's performance fee. */
  fee: bigint;
  /** Return of capital: by how much hardware depreciated, and principal paid back. */
  capital: bigint;
  /** What is left for shareholders; below zero where capital took more than came in. */
  yours: bigint;
};

type Received = Omit<Income, "from" | "to" | "capital" | "yours"> & { toVault: bigint };

/** From the first deposit on, oldest first. Losses are none of it: they are told apart. */
export function incomeByPeriod(
  records: readonly ProtocolEvent[],
  checkpoints: readonly Checkpoint[],
  now: number,
  shareDecimals: number,
): Income[] {
  const first = firstDeposit(checkpoints);
  if (first === undefined || first >= now) return [];
  const start = Math.floor(first / DAY) * DAY;
  const length = now - start > MOST_WEEKS * WEEK ? 4 * WEEK : WEEK;
  const count = Math.ceil((now - start) / length);
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * length;
    const to = Math.min(from + length, now);
    const inside = records.filter(({ timestamp }) => timestamp > from && timestamp <= to);
    const { toVault, ...received } = receivedIn(inside);
    const capital = capitalIn(inside, checkpoints, from, to, shareDecimals);
    return { from, to, ...received, capital, yours: toVault - received.fee - capital };
  });
}

function receivedIn(records: readonly ProtocolEvent[]): Received {
  const sum = {
    rent: 0n,
    fromReserve: 0n,
    energy: 0n,
    otherCosts: 0n,
    operator: 0n,
    reserve: 0n,
    fee: 0n,
    toVault: 0n,
  };
  for (const record of records) {
    if (record.source === "vault") {
      if (record.eventName === "Posted") sum.fee += record.args.fee;
      if (record.eventName === "FeeAccrued") sum.fee += record.args.amount;
    }
    if (record.source !== "manager") continue;
    if (record.eventName === "Repaid") {
      const paid = record.args.interest + record.args.principal;
      sum.rent += paid;
      sum.toVault += paid;
    }
    if (record.eventName !== "Settled") continue;
    const { lines } = record.args;
    sum.rent += lines.cash;
    sum.fromReserve += lines.fromReserve;
    sum.energy += lines.energy + lines.energyCarried;
    sum.otherCosts += lines.other + lines.otherCarried;
    sum.operator += lines.toOperator + lines.trapped;
    sum.reserve += lines.reserve;
    sum.toVault += vaultsPart(lines);
  }
  return sum;
}

/** The value that there was and what was paid for more of it, less what left otherwise and what is still there. */
function capitalIn(
  records: readonly ProtocolEvent[],
  checkpoints: readonly Checkpoint[],
  from: number,
  to: number,
  shareDecimals: number,
): bigint {
  const valueAt = (second: number): bigint => pointAt(checkpoints, second, shareDecimals)?.value ?? 0n;
  let change = valueAt(from) - valueAt(to);
  for (const record of records) {
    if (record.source === "vault" && record.eventName === "Funded") change += record.args.amount;
    if (record.source === "origination" && record.eventName === "DrawReturned") change -= record.args.amount;
  }
  return valueExits(records).reduce((left, { value }) => left - value, change);
}
