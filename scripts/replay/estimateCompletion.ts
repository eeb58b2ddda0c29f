import { owedAfter, paymentsCovered, type Schedule } from "@gpu-yield-vaults/sdk/model";
import { timelineOf } from "./timeline.ts";
import { scheduleOf } from "./financing.ts";
import { CURATOR_DELAY, type PlannedCluster, type ReplayPlan } from "./plan.ts";

type Unpaid = { start: number; end: number; gross: bigint };

type Receipt = {
  at: number; // unix seconds
  amount: number; // base units, roughly
  vestsOver: number; // seconds
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

  let [locked, from, until] = [0, 0, 0];
  for (const { at, amount, vestsOver } of receipts) {
    const left = Math.max(0, until - at);
    locked = until > from ? (locked * left) / (until - from) : 0;
    const total = locked + amount;
    until = at + (total === 0 ? 0 : (locked * left + amount * vestsOver) / total);
    [locked, from] = [total, at];
  }
  return Math.max(Math.ceil(until), ...prospects.map(({ closesAt }) => closesAt));
}

/** Follows a cluster's rents, first in, first out: what is paid late vests since the start of what it pays for. */
function prospectOf({ rows, maxPeriod, financing }: PlannedCluster, { delays, terms }: ReplayPlan): Prospect {
  const debt = debtOf(scheduleOf(financing), rows[0]?.start ?? 0, financing.debt?.period ?? 0);
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
    const cash = held < owed ? held : owed;
    const since = debt?.oldestStart() ?? unpaid[0]?.start ?? row.start;
    const earnedOver = Math.max(at - since, financing.debt?.period ?? 0);
    const vestsOver = Math.min(Math.max(earnedOver, terms.vestingFloor), terms.vestingCap);
    const left = cash > costs ? cash - costs : 0n;
    const interest = debt?.pay(row.repaid ?? 0n, row.end).interest ?? 0n;
    const served = debt?.pay(left, at) ?? { interest: 0n, rest: left };
    const ofResidual = (served.rest * BigInt(financing.vaultShareBps)) / 10_000n;
    receipts.push({ at, amount: Number(interest + served.interest + ofResidual), vestsOver });
    costs -= cash - left;
    held -= cash;
    payOff(unpaid, cash);
  }

  const last = rows.at(-1);
  if (last?.event?.kind !== "default") return { receipts, closesAt: 0 };
  const unreported = last.end + maxPeriod + delays.reportDeadline + delays.longWindow;
  const unpaidFrom = debt
    ? debt.oldestStart() + (financing.debt?.period ?? 0)
    : (unpaid[0]?.end ?? Infinity) + delays.window;
  const delinquentSince = debt
    ? unpaidFrom + financing.paymentGrace
    : Math.min(unreported, unpaidFrom + financing.paymentGrace);
  return {
    receipts,
    closesAt: Math.max(last.end + delays.window, delinquentSince + terms.markdownPeriod) + CURATOR_DELAY,
  };
}

/** A loan or a lease that pays what is due by its schedule, as far as money reaches. */
type ProspectiveDebt = {
  /** Where the period of the oldest payment begins that is not paid. */
  oldestStart(): number;
  /** Pays what is due at a moment; `rest` is what it does not need. */
  pay(amount: bigint, at: number): { interest: bigint; rest: bigint };
};

function debtOf(schedule: Schedule | undefined, start: number, period: number): ProspectiveDebt | undefined {
  if (!schedule) return undefined;
  const min = (a: bigint, b: bigint) => (a < b ? a : b);
  const paid = { interest: 0n, principal: 0n };
  return {
    oldestStart: () => start + paymentsCovered(schedule, paid.interest + paid.principal) * period,
    pay(amount, at) {
      const owed = owedAfter(schedule, Math.max(0, Math.floor((at - start) / period)));
      const interest = min(amount, owed.interest - paid.interest);
      const principal = min(amount - interest, owed.principal - paid.principal);
      paid.interest += interest;
      paid.principal += principal;
      return { interest, rest: amount - interest - principal };
    },
  };
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
