import {
  dueBy,
  max,
  min,
  NOTHING_LOCKED,
  oldestStartOf,
  served,
  toX32,
  vestOver,
  vestsAt,
  withLocked,
  type Debt,
} from "@gpu-yield-vaults/sdk/model";
import { scheduleOf, type Financing } from "./financing.ts";
import { CURATOR_DELAY, type PlannedCluster, type ReplayPlan } from "./plan.ts";
import { timelineOf } from "./timeline.ts";

type Unpaid = { start: number; end: number; gross: bigint };

type Receipt = {
  at: number; // unix seconds
  amount: bigint; // base units, roughly
  vestsOver: bigint; // seconds
};

/** What to expect of one cluster. */
type Prospect = {
  receipts: readonly Receipt[];
  closesAt: number; // unix seconds; end of its resolution, 0 when there is none
};

/**
 * Roughly when everything received will have vested and every default is closed, before anything has been replayed:
 * reports that are in time are final after the ordinary window, and rent less running costs reaches the vault. A wrong
 * guess costs a second run, nothing else.
 */
export function estimateCompletion(plan: ReplayPlan): number {
  const prospects = plan.clusters.map((cluster) => prospectOf(cluster, plan));
  const receipts = prospects.flatMap((prospect) => prospect.receipts).sort((a, b) => a.at - b.at);

  let vesting = NOTHING_LOCKED;
  for (const { at, amount, vestsOver } of receipts) {
    if (amount > 0n) vesting = withLocked(vesting, toX32(amount), vestsOver, BigInt(at));
  }
  return Math.max(Number(vestsAt(vesting)), ...prospects.map(({ closesAt }) => closesAt));
}

/** Follows a cluster's rents, first in, first out: what is paid late vests since the start of what it pays for. */
function prospectOf({ rows, maxPeriod, financing }: PlannedCluster, { delays, terms }: ReplayPlan): Prospect {
  let debt = debtOf(financing, rows[0]?.start ?? 0);
  const vesting = { floor: BigInt(terms.vestingFloor), cap: BigInt(terms.vestingCap) };
  const receipts: Receipt[] = [];
  const unpaid: Unpaid[] = [];
  let held = 0n; // paid for what nobody has reported yet, or too much
  let costs = 0n;
  let wasSilent = false;
  for (const { row, isSilent, paid } of timelineOf(rows)) {
    const at = row.end + (wasSilent && !isSilent ? delays.longWindow : delays.window);
    unpaid.push({ ...row });
    costs += row.energyCost + row.otherOpex;
    held += paid;
    wasSilent = isSilent;
    if (isSilent) continue;
    const owed = unpaid.reduce((sum, { gross }) => sum + gross, 0n);
    if (row.event?.kind === "cure" && owed > held) held = owed;
    const cash = min(held, owed);
    const since = debt ? oldestStartOf(debt) : BigInt(unpaid[0]?.start ?? row.start);
    const vestsOver = vestOver(vesting, max(BigInt(at) - since, debt?.period ?? 0n));
    const left = max(cash - costs, 0n);
    const repaid = pay(debt, row.repaid ?? 0n, row.end);
    const service = pay(repaid.debt, left, at);
    debt = service.debt;
    const ofResidual = (service.rest * BigInt(financing.vaultShareBps)) / 10_000n;
    receipts.push({ at, amount: repaid.interest + service.interest + ofResidual, vestsOver });
    costs -= cash - left;
    held -= cash;
    payOff(unpaid, cash);
  }

  const last = rows.at(-1);
  if (last?.event?.kind !== "default") return { receipts, closesAt: 0 };
  const unreported = last.end + maxPeriod + delays.reportDeadline + delays.longWindow;
  const unpaidFrom = debt ? Number(oldestStartOf(debt) + debt.period) : (unpaid[0]?.end ?? Infinity) + delays.window;
  const delinquentSince = debt
    ? unpaidFrom + financing.paymentGrace
    : Math.min(unreported, unpaidFrom + financing.paymentGrace);
  return {
    receipts,
    closesAt: Math.max(last.end + delays.window, delinquentSince + terms.markdownPeriod) + CURATOR_DELAY,
  };
}

/** On the whole amount, from its first row on. */
function debtOf(financing: Financing, start: number): Debt | undefined {
  const schedule = scheduleOf(financing);
  if (!schedule || !financing.debt) return undefined;
  const period = BigInt(financing.debt.period);
  const unpaid = { interestPaid: 0n, principalPaid: 0n, lateRate: 0n, lateAt: 0n, lateOwed: 0n };
  return { ...unpaid, schedule, period, start: BigInt(start), grace: 0n, isLease: false, shorten: false };
}

/** Pays what is due at a moment, as far as money reaches; `rest` is what it does not need. */
function pay(debt: Debt | undefined, amount: bigint, at: number) {
  if (!debt) return { debt, interest: 0n, rest: amount };
  const { debt: after, paid, left: rest } = served(debt, amount, dueBy(debt, BigInt(at)));
  return { debt: after, interest: paid.interest, rest };
}

/** Takes `cash` off the oldest rents; one that is paid in part stays with the rest. */
function payOff(unpaid: Unpaid[], cash: bigint): void {
  let left = cash;
  for (let oldest = unpaid[0]; oldest && oldest.gross <= left; oldest = unpaid[0]) {
    left -= oldest.gross;
    unpaid.shift();
  }
  if (unpaid[0]) unpaid[0].gross -= left;
}
