import { toUtf8Bytes } from "ethers";
import { eventsIn } from "../lib/events.ts";
import { evidenceRoot } from "../lib/evidenceRoot.ts";
import { showInstant } from "../lib/instant.ts";
import { localActor, localReporters } from "../lib/localAccounts.ts";
import { reportDomain, type RevenueReport } from "../lib/revenueReport.ts";
import { signReport } from "../lib/signReport.ts";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { refer } from "./chainRefusal.ts";
import { rowAt, type Actor, type Scene } from "./scene.ts";

const SIGNATURES = 3;

export type Reporting = {
  /** A period has ended: it is reported, and every earlier one that has not been, unless reporters are silent. */
  report(actor: Actor, index: number, at: number): Promise<void>;
  /** The deadline of a period's report has passed: if there is none, anybody marks it. */
  miss(actor: Actor, index: number, at: number): Promise<void>;
};

export async function createReporting({ stage, plan, shift, push }: Scene): Promise<Reporting> {
  const { chain, contracts } = stage;
  const { oracle } = contracts;
  const operator = localActor("operator").address;
  const reporters = localReporters().slice(0, SIGNATURES);
  const domain = reportDomain(BigInt(LOCAL_CHAIN_ID), await oracle.getAddress());
  const missed = new Set<string>();
  const key = ({ cluster }: Actor, index: number) => `${cluster.id}/${index}`;

  function statementOf(actor: Actor, index: number): RevenueReport {
    const { cluster, version } = actor;
    const row = rowAt(cluster, index);
    return {
      cluster: cluster.id,
      period: index + 1,
      revision: missed.has(key(actor, index)) ? 1 : 0,
      reporterSet: 1,
      clusterVersion: version,
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

  /** Returns when the report becomes final. */
  async function submit(actor: Actor, index: number, at: number): Promise<number> {
    const row = rowAt(actor.cluster, index);
    const statement = statementOf(actor, index);
    const { signers, signatures } = signReport(domain, statement, reporters);
    const logs = await refer(row, "cluster", async () =>
      chain.send(operator, at, await oracle.submit.populateTransaction(statement, signers, signatures)),
    );
    const [submitted] = eventsIn(oracle, oracle.filters.ReportSubmitted, logs);
    if (!submitted) throw new Error(`the oracle did not log the report of line ${row.line}`);
    return Number(submitted.finalAt);
  }

  /** From the first second in which the report of a period that starts at `start` is late. */
  const lateFrom = ({ cluster }: Actor, start: number) =>
    start + shift + cluster.maxPeriod + plan.delays.reportDeadline + 1;

  return {
    async report(actor, index, at) {
      const { cluster, course } = actor;
      const episode = course[index];
      if (!episode) throw new Error(`${cluster.name} has no period ${index + 1}`);
      if (episode.isSilent) {
        // Only the next period that is owed can be marked.
        if (index === actor.reported) {
          push({ at: lateFrom(actor, episode.row.start), kind: "miss", cluster, index });
        }
        push({ at: at + plan.delays.window, kind: "pay", cluster, index });
        return;
      }
      for (; actor.reported <= index; actor.reported += 1) {
        const finalAt = await submit(actor, actor.reported, at);
        push({ at: finalAt, kind: "settle", cluster, index: actor.reported });
      }
      if (episode.row.event?.kind === "default") {
        push({ at: lateFrom(actor, episode.row.end), kind: "miss", cluster, index: index + 1 });
      }
    },

    async miss(actor, index, at) {
      if (actor.reported > index) return;
      missed.add(key(actor, index));
      await chain.send(operator, at, await oracle.markMissed.populateTransaction(actor.cluster.id));
    },
  };
}
