import { evidenceRoot, reportDomain, type RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import { toUtf8Bytes } from "ethers";
import { eventsIn } from "../lib/events.ts";
import { showInstant } from "../lib/instant.ts";
import { localActor } from "../lib/localAccounts.ts";
import { signLocally } from "../lib/signLocally.ts";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { refer } from "./chainRefusal.ts";
import { rowAt, type ClusterState, type RunContext } from "./runContext.ts";

const SIGNATURES = 3;

export type Reporting = {
  /** A period has ended: it is reported, and every earlier one that has not been, unless reporters are silent. */
  report(state: ClusterState, index: number, at: number): Promise<void>;
  /** The deadline of a period's report has passed: if there is none, anybody marks it. */
  miss(state: ClusterState, index: number, at: number): Promise<void>;
  /** The rows have ended, and the next report is due: nothing was sold and nothing spent. */
  idle(state: ClusterState, at: number): Promise<void>;
};

/** A report but for the version of the hardware in its last second, which the registry tells. */
type Unversioned = Omit<RevenueReport, "clusterVersion">;

export async function createReporting({ context, plan, shift, push }: RunContext): Promise<Reporting> {
  const { chain, contracts } = context;
  const { oracle, registry } = contracts;
  const operator = localActor("operator").address;
  const domain = reportDomain(BigInt(LOCAL_CHAIN_ID), await oracle.getAddress());
  const missed = new Set<string>();
  const key = ({ cluster }: ClusterState, index: number) => `${cluster.id}/${index}`;

  /** What every report of a cluster begins with. */
  const head = ({ cluster }: ClusterState, index: number) => ({
    cluster: cluster.id,
    period: index + 1,
    reporterSet: 1,
  });

  function statementOf(state: ClusterState, index: number): Unversioned {
    const row = rowAt(state.cluster, index);
    return {
      ...head(state, index),
      revision: missed.has(key(state, index)) ? 1 : 0,
      start: row.start + shift,
      end: row.end + shift,
      gpuSecondsAvailable: row.gpuSecondsAvailable,
      gpuSecondsSold: row.gpuSecondsSold,
      gross: row.gross,
      energyWh: row.energyWh,
      energyCost: row.energyCost,
      otherOpex: row.otherOpex,
      evidenceRoot: evidenceRoot([toUtf8Bytes(`${state.cluster.name} ${showInstant(row.start)}`)]),
    };
  }

  /** A period as long as it may be, in which nothing was offered. */
  function idleStatement(state: ClusterState, start: number): Unversioned {
    return {
      ...head(state, state.reported),
      revision: 0,
      start,
      end: start + state.cluster.maxPeriod,
      gpuSecondsAvailable: 0n,
      gpuSecondsSold: 0n,
      gross: 0n,
      energyWh: 0n,
      energyCost: 0n,
      otherOpex: 0n,
      evidenceRoot: evidenceRoot([toUtf8Bytes(`${state.cluster.name} idle from ${showInstant(start - shift)}`)]),
    };
  }

  /** Returns when the report becomes final. */
  async function submit(said: Unversioned, at: number): Promise<number> {
    const [{ version }] = await registry.reportingFacts(said.cluster, said.start, said.end);
    const report = { ...said, clusterVersion: Number(version) };
    const { signers, signatures } = await signLocally({ domain, report }, SIGNATURES);
    const logs = await chain.send(operator, at, await oracle.submit.populateTransaction(report, signers, signatures));
    const [submitted] = eventsIn(oracle, oracle.filters.ReportSubmitted, logs);
    if (!submitted) throw new Error(`the oracle did not log period ${report.period} of ${report.cluster}`);
    return Number(submitted.finalAt);
  }

  /** The last second in which the report of a period that starts at `start` is in time. */
  const deadlineOf = ({ cluster }: ClusterState, start: number) =>
    start + cluster.maxPeriod + plan.delays.reportDeadline;

  return {
    async report(state, index, at) {
      const { cluster, timeline } = state;
      const current = timeline[index];
      if (!current) throw new Error(`${cluster.name} has no period ${index + 1}`);
      if (current.isSilent) {
        // Only the next period that is owed can be marked.
        if (index === state.reported) {
          push({ at: deadlineOf(state, current.row.start + shift) + 1, kind: "miss", cluster, index });
        }
        push({ at: at + plan.delays.window, kind: "pay", cluster, index });
        return;
      }
      for (; state.reported <= index; state.reported += 1) {
        const place = state.reported;
        const finalAt = await refer(rowAt(cluster, place), "cluster", () => submit(statementOf(state, place), at));
        push({ at: finalAt, kind: "settle", cluster, index: place });
      }
      if (index + 1 < cluster.rows.length) return;
      const deadline = deadlineOf(state, current.row.end + shift);
      if (current.row.event?.kind === "default") push({ at: deadline + 1, kind: "miss", cluster, index: index + 1 });
      else push({ at: deadline, kind: "idle", cluster, index: index + 1 });
    },

    async miss(state, index, at) {
      if (state.reported > index) return;
      missed.add(key(state, index));
      await chain.send(operator, at, await oracle.markMissed.populateTransaction(state.cluster.id));
    },

    async idle(state, at) {
      const { cluster } = state;
      const statement = idleStatement(state, at - cluster.maxPeriod - plan.delays.reportDeadline);
      const finalAt = await submit(statement, at);
      state.reported += 1;
      push({ at: finalAt, kind: "rest", cluster, index: state.reported });
      push({ at: deadlineOf(state, statement.end), kind: "idle", cluster, index: state.reported });
    },
  };
}
