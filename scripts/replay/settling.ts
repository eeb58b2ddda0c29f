import { NOT_TESTED, NOTHING_TO_SERVE, vaultsPart, type Lines } from "@gpu-yield-vaults/sdk/model";
import { eventsIn, type RawLog } from "../lib/events.ts";
import { refer } from "./chainRefusal.ts";
import { serviceTotalsOf } from "./outcome.ts";
import { managerFor, rowAt, type ClusterState, type RunContext } from "./runContext.ts";

export type Settling = {
  /**
   * A report is final: the operator pays what the row says, which settles it; where that is nothing, it is settled by
   * itself.
   */
  settle(state: ClusterState, index: number, at: number): Promise<void>;
  /**
   * Nobody reported a period: the operator pays for it all the same, in the second in which it would have been final.
   * What is owed for others is settled with that.
   */
  pay(state: ClusterState, index: number, at: number): Promise<void>;
  /** The operator repays what the row says, past the lockbox. */
  repay(state: ClusterState, index: number, at: number): Promise<void>;
  /** A report without anything is final, of a cluster whose rows have ended. */
  rest(state: ClusterState, at: number): Promise<void>;
};

export function createSettling({ context, outcome }: RunContext): Settling {
  const { chain, contracts } = context;
  const { loans, ledger, covenants, lens, asset } = contracts;
  const paidAlready = new Set<string>();
  const settledPeriods = new Map<bigint, number>();

  /** A payment takes in every report that is final: others may have been settled with one before. */
  const isSettled = ({ cluster }: ClusterState, index: number): boolean =>
    (settledPeriods.get(cluster.id) ?? 0) > index;

  /** What the payment had the contracts say; nothing where nothing is paid. */
  async function payIn({ cluster, timeline }: ClusterState, index: number, at: number): Promise<readonly RawLog[]> {
    const key = `${cluster.id}/${index}`;
    if (paidAlready.has(key)) return [];
    paidAlready.add(key);
    const row = rowAt(cluster, index);
    const { operator } = cluster;
    let amount = timeline[index]?.paid ?? 0n;
    if (row.event?.kind === "cure") {
      const { reported, distributed, lockbox } = await lens.facility(cluster.id);
      const owed = reported + row.gross - distributed - lockbox;
      if (owed > amount) {
        await chain.send(operator, at, await asset.mint.populateTransaction(operator, owed - amount));
        amount = owed;
      }
    }
    if (amount === 0n) return [];
    outcome.totals.received += amount;
    return refer(row, "cash_paid", async () =>
      chain.send(operator, at, await managerFor(contracts, cluster).payIn.populateTransaction(cluster.id, amount)),
    );
  }

  async function settleAlone({ cluster }: ClusterState, index: number, at: number): Promise<readonly RawLog[]> {
    const manager = managerFor(contracts, cluster);
    return refer(rowAt(cluster, index), "cluster", async () =>
      chain.send(cluster.operator, at, await manager.settle.populateTransaction(cluster.id)),
    );
  }

  /** Books the settlements in what a transaction said. */
  function book({ cluster }: ClusterState, logs: readonly RawLog[]): void {
    const manager = managerFor(contracts, cluster);
    follow(logs);
    for (const { period, lines } of eventsIn(manager, manager.filters.Settled, logs)) {
      if (period !== 0n) settledPeriods.set(cluster.id, Number(period));
      outcome.totals.distributed += lines.cash;
      addLines(lines);
    }
  }

  function addLines(lines: Omit<Lines, "cash">): void {
    const { totals } = outcome;
    totals.energy += lines.energyCarried + lines.energy;
    totals.otherOpex += lines.otherCarried + lines.other;
    totals.interest += lines.interest;
    totals.principal += lines.principal;
    totals.reserve += lines.reserve;
    totals.preferred += lines.preferred;
    totals.vault += lines.toVault;
    totals.operator += lines.toOperator;
    totals.trapped += lines.trapped;
    totals.fromReserve += lines.fromReserve;
    totals.toVault += vaultsPart(lines);
  }

  /** What debt service came to, the reserve of what is repaid, and what the report said about the covenants. */
  function follow(logs: readonly RawLog[]): void {
    for (const { cluster, lateInterest, interest, principal } of eventsIn(ledger, ledger.filters.DebtPaid, logs)) {
      const totals = serviceTotalsOf(outcome, cluster);
      totals.lateInterest += lateInterest;
      totals.interest += interest;
      totals.principal += principal;
    }
    for (const { cluster, principal } of eventsIn(ledger, ledger.filters.DebtPrepaid, logs)) {
      serviceTotalsOf(outcome, cluster).principal += principal;
    }
    for (const { amount } of eventsIn(loans, loans.filters.ReserveReturned, logs)) {
      outcome.endings.reserveReturned += amount;
    }
    const tested = eventsIn(covenants, covenants.filters.CovenantsTested, logs);
    for (const { cluster, period, tier, figures } of tested) {
      const { coverageBps, loanToValueBps, priceBps } = figures;
      serviceTotalsOf(outcome, cluster).tests.push({
        period: Number(period),
        tier: Number(tier),
        ...(coverageBps === NOTHING_TO_SERVE ? {} : { coverageBps }),
        ...(loanToValueBps === NOT_TESTED ? {} : { loanToValueBps }),
        ...(priceBps === NOT_TESTED ? {} : { priceBps }),
      });
    }
  }

  return {
    async settle(state, index, at) {
      const row = rowAt(state.cluster, index);
      book(state, await payIn(state, index, at));
      if (!isSettled(state, index)) book(state, await settleAlone(state, index, at));
      if (!isSettled(state, index)) throw new Error(`line ${row.line} did not settle`);
      outcome.totals.reported += row.gross;
      outcome.periods += 1;
    },

    async pay(state, index, at) {
      book(state, await payIn(state, index, at));
    },

    async repay({ cluster }, index, at) {
      const row = rowAt(cluster, index);
      const amount = row.repaid ?? 0n;
      const logs = await refer(row, "repaid", async () =>
        chain.send(cluster.operator, at, await loans.repay.populateTransaction(cluster.id, amount)),
      );
      follow(logs);
      for (const { interest, principal } of eventsIn(loans, loans.filters.Repaid, logs)) {
        const { totals } = outcome;
        totals.repaid += interest + principal;
        totals.interest += interest;
        totals.principal += principal;
        totals.toVault += interest + principal;
      }
    },

    async rest({ cluster }, at) {
      // Whatever was paid in has been distributed as far as it is owed: no line of it moves.
      const settle = await managerFor(contracts, cluster).settle.populateTransaction(cluster.id);
      await chain.send(cluster.operator, at, settle);
    },
  };
}
