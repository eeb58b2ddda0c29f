import { toUtf8Bytes } from "ethers";
import { CliError } from "../lib/cliError.ts";
import { eventsIn } from "../lib/events.ts";
import { evidenceRoot } from "../lib/evidenceRoot.ts";
import { showInstant } from "../lib/instant.ts";
import { localActor, localReporters } from "../lib/localAccounts.ts";
import { Queue } from "../lib/queue.ts";
import { reportDomain, type RevenueReport } from "../lib/revenueReport.ts";
import { signReport } from "../lib/signReport.ts";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import type { ScenarioRow } from "../scenario/row.ts";
import { tooLittleCash, type PlannedCluster, type ReplayPlan } from "./plan.ts";
import type { Stage } from "./setUp.ts";

/** The lines of all settlements, summed. Money in base units. */
export type Totals = {
  received: bigint; // paid into lockboxes
  reported: bigint;
  distributed: bigint;
  energy: bigint; // carried over or not
  otherOpex: bigint;
  interest: bigint;
  principal: bigint;
  reserve: bigint;
  fee: bigint;
  vault: bigint;
  operator: bigint;
};

export type Outcome = {
  totals: Totals;
  periods: number;
  lastAt: number; // of the last settlement, unix seconds
};

/** What happens to one cluster at one moment. In one second, settlements come first: their cash may be drawn. */
type Step =
  | { at: number; kind: "settle"; cluster: PlannedCluster; index: number }
  | { at: number; kind: "start"; cluster: PlannedCluster }
  | { at: number; kind: "report"; cluster: PlannedCluster; index: number };

const RANK = { settle: 0, start: 1, report: 2 } as const;
const SIGNATURES = 3;

/**
 * Replays every period of a plan: all clusters in one queue, ordered by the chain's time. Each row is reported when its
 * period ends, and paid and settled in the second its report becomes final, so nothing of one cluster delays another's.
 *
 * @param shift Seconds by which the scenario is moved.
 * @param onPeriod Called after each settlement with how many there have been.
 */
export async function runReplay(
  { chain, contracts }: Stage,
  plan: ReplayPlan,
  shift: number,
  onPeriod: (periods: number) => void,
): Promise<Outcome> {
  const { oracle, book, vault } = contracts;
  const operator = localActor("operator").address;
  const reporters = localReporters().slice(0, SIGNATURES);
  const domain = reportDomain(BigInt(LOCAL_CHAIN_ID), await oracle.getAddress());
  const outcome: Outcome = { totals: noTotals(), periods: 0, lastAt: plan.firstStart + shift };

  const queue = new Queue<Step>((a, b) => precedes(a, b));
  for (const cluster of plan.clusters) queue.push({ at: rowAt(cluster, 0).start + shift, kind: "start", cluster });
  for (let step = queue.shift(); step; step = queue.shift()) {
    const { cluster, at } = step;
    if (step.kind === "start") {
      await start(cluster, at);
      queue.push({ at: rowAt(cluster, 0).end + shift, kind: "report", cluster, index: 0 });
    } else if (step.kind === "report") {
      const { index } = step;
      queue.push({ at: await report(cluster, index, at), kind: "settle", cluster, index });
      const next = cluster.rows[index + 1];
      if (next) queue.push({ at: next.end + shift, kind: "report", cluster, index: index + 1 });
    } else {
      await settle(cluster, step.index, at);
    }
  }
  return outcome;

  async function start(cluster: PlannedCluster, at: number): Promise<void> {
    await chain.mineAt(at);
    const { cash } = await vault.state();
    if (cash < cluster.cost) throw tooLittleCash(cluster, cash);
    await chain.send(operator, at, await book.draw.populateTransaction(cluster.id, cluster.cost, operator));
    await chain.send(operator, at, await book.commission.populateTransaction(cluster.id, at));
  }

  /** Returns when the report becomes final. */
  async function report(cluster: PlannedCluster, index: number, at: number): Promise<number> {
    const row = rowAt(cluster, index);
    const statement = statementOf(cluster, index, shift);
    const { signers, signatures } = signReport(domain, statement, reporters);
    const logs = await refer(row, async () =>
      chain.send(operator, at, await oracle.submit.populateTransaction(statement, signers, signatures)),
    );
    const [submitted] = eventsIn(oracle, oracle.filters.ReportSubmitted, logs);
    if (!submitted) throw new Error(`the oracle did not log the report of line ${row.line}`);
    return Number(submitted.finalAt);
  }

  async function settle(cluster: PlannedCluster, index: number, at: number): Promise<void> {
    const row = rowAt(cluster, index);
    const { cashPaid } = row;
    if (cashPaid > 0n) {
      await refer(row, async () =>
        chain.send(operator, at, await book.payIn.populateTransaction(cluster.id, cashPaid)),
      );
    }
    const logs = await refer(row, async () =>
      chain.send(operator, at, await book.settle.populateTransaction(cluster.id)),
    );
    const [settled] = eventsIn(book, book.filters.Settled, logs);
    if (Number(settled?.period) !== index + 1 || !settled) throw new Error(`line ${row.line} did not settle`);
    const { lines } = settled;
    const { totals } = outcome;
    totals.received += cashPaid;
    totals.reported += row.gross;
    totals.distributed += lines.cash;
    totals.energy += lines.energyCarried + lines.energy;
    totals.otherOpex += lines.otherCarried + lines.other;
    totals.interest += lines.interest;
    totals.principal += lines.principal;
    totals.reserve += lines.reserve;
    totals.fee += lines.fee;
    totals.vault += lines.toVault;
    totals.operator += lines.toOperator;
    outcome.periods += 1;
    outcome.lastAt = at;
    onPeriod(outcome.periods);
  }
}

function precedes(a: Step, b: Step): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.kind !== b.kind) return RANK[a.kind] < RANK[b.kind];
  if (a.cluster !== b.cluster) return a.cluster.id < b.cluster.id;
  return a.kind !== "start" && b.kind !== "start" && a.index < b.index;
}

function rowAt(cluster: PlannedCluster, index: number): ScenarioRow {
  const row = cluster.rows[index];
  if (!row) throw new Error(`${cluster.name} has no period ${index + 1}`);
  return row;
}

function statementOf(cluster: PlannedCluster, index: number, shift: number): RevenueReport {
  const row = rowAt(cluster, index);
  return {
    cluster: cluster.id,
    period: index + 1,
    revision: 0,
    reporterSet: 1,
    clusterVersion: 1,
    start: row.start + shift,
    end: row.end + shift,
    gpuSecondsAvailable: row.gpuSecondsAvailable,
    gpuSecondsSold: row.gpuSecondsSold,
    gross: row.gross,
    energyWh: row.energyWh,
    energyCost: row.energyCost,
    otherOpex: row.otherOpex,
    evidenceRoot: evidenceRoot([toUtf8Bytes(`${cluster.name} ${showInstant(row.start)}`)]),
  };
}

/** Says which row the chain refused. */
async function refer<T>(row: ScenarioRow, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`The chain refused line ${row.line} (${row.cluster}, ${showInstant(row.start)}).`, [reason]);
  }
}

function noTotals(): Totals {
  return {
    received: 0n,
    reported: 0n,
    distributed: 0n,
    energy: 0n,
    otherOpex: 0n,
    interest: 0n,
    principal: 0n,
    reserve: 0n,
    fee: 0n,
    vault: 0n,
    operator: 0n,
  };
}
