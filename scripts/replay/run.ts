import { Queue } from "../lib/queue.ts";
import { timelineOf } from "./timeline.ts";
import { createDepositors } from "./depositors.ts";
import { createEndings } from "./endings.ts";
import { emptyOutcome, type Outcome } from "./outcome.ts";
import { tooLittleCash, type PlannedCluster } from "./plan.ts";
import { createReporting } from "./reporting.ts";
import { fund, KINDS, rowAt, type ClusterState, type RunContext, type Step } from "./runContext.ts";
import { createSettling } from "./settling.ts";
import { DEPOSIT_LEAD, makeDeposit, type ChainContext, type DatedPlan } from "./setUp.ts";

const RANK = new Map(KINDS.map((kind, rank) => [kind, rank]));

/**
 * Replays every period of a plan: all clusters in one queue, ordered by the chain's time. Each row is reported when its
 * period ends, and paid and settled in the second its report becomes final, so nothing of one cluster delays another's.
 * Yields the second of whatever happens next, before it does: others may act on the chain until then.
 *
 * @param onPeriod Called after each settlement with how many there have been.
 */
export async function* runReplay(
  context: ChainContext,
  { plan, shift }: DatedPlan,
  onPeriod: (periods: number) => void,
): AsyncGenerator<number, Outcome> {
  const outcome = emptyOutcome(plan.firstStart + shift);
  const queue = new Queue<Step>((a, b) => precedes(a, b));
  let ahead = 0; // steps that the scenario asks for
  const push = (step: Step) => {
    if (!isIdle(step)) ahead += 1;
    queue.push(step);
  };
  const run: RunContext = { context, plan, shift, outcome, push };
  const states = new Map(plan.clusters.map((cluster) => [cluster, stateOf(cluster)]));
  const [reporting, settling, endings] = [await createReporting(run), createSettling(run), createEndings(run)];
  const depositors = createDepositors(run);

  const depositAt = plan.firstStart + shift - DEPOSIT_LEAD;
  yield depositAt;
  await makeDeposit(context, plan, depositAt);
  for (const cluster of plan.clusters) push({ at: rowAt(cluster, 0).start + shift, kind: "start", cluster, index: 0 });
  for (let step = queue.shift(); step; step = queue.shift()) {
    const state = states.get(step.cluster);
    if (!state) throw new Error(`${step.cluster.name} is not in the plan`);
    // Nothing more is asked for: what lies beyond the reading does not matter.
    if (isIdle(step) && ahead === 0 && step.at > (await completionOf(context, outcome))) break;
    yield step.at;
    if (isIdle(step)) {
      await (step.kind === "idle" ? reporting.idle(state, step.at) : settling.rest(state, step.at));
      continue;
    }
    await carryOut(state, step);
    ahead -= 1;
    outcome.lastAt = step.at;
  }
  for (const { cluster, reported } of states.values()) {
    outcome.unreported += Math.max(0, cluster.rows.length - reported);
  }
  return outcome;

  async function carryOut(state: ClusterState, { kind, cluster, index, at }: Step): Promise<void> {
    switch (kind) {
      case "start":
        await start(context, cluster, at);
        announceRow(cluster, 0);
        return;
      case "report":
        await reporting.report(state, index, at);
        announceRow(cluster, index + 1);
        return;
      case "miss":
        return reporting.miss(state, index, at);
      case "repay":
        await settling.repay(state, index, at);
        break;
      case "settle":
      case "pay":
        await settling[kind](state, index, at);
        if (kind === "settle") onPeriod(outcome.periods);
        if (rowAt(cluster, index).event?.kind === "default") await endings.awaitMarkdown(state, index, at);
        break;
      case "await":
        return endings.awaitMarkdown(state, index, at);
      case "open":
      case "close":
      case "lose":
      case "book":
        await endings[kind](state, index, at);
        break;
      case "flow":
        await depositors.flow(cluster, index, at);
        break;
      default: // an epoch's end
        break;
    }
    await depositors.settleQueue(at);
  }

  /** Puts what a row's end brings into the queue. */
  function announceRow(cluster: PlannedCluster, index: number): void {
    const row = cluster.rows[index];
    if (!row) return;
    const at = row.end + shift;
    push({ at, kind: "report", cluster, index });
    if (row.event?.kind === "lose_gpus") push({ at, kind: "lose", cluster, index });
    if (row.repaid !== undefined) push({ at, kind: "repay", cluster, index });
    if (row.flow !== undefined) push({ at, kind: "flow", cluster, index });
  }
}

const stateOf = (cluster: PlannedCluster): ClusterState => ({
  cluster,
  timeline: timelineOf(cluster.rows),
  reported: 0,
});

const isIdle = ({ kind }: Step) => kind === "idle" || kind === "rest";

/** When everything received has vested and everything asked for has happened, unix seconds. */
export async function completionOf({ contracts: { vault } }: ChainContext, { lastAt }: Outcome): Promise<number> {
  const { vestsAt } = await vault.state();
  return Math.max(Number(vestsAt), lastAt);
}

/** The operator posts its bond, draws what finances the cluster, and declares it in service. */
async function start(context: ChainContext, cluster: PlannedCluster, at: number): Promise<void> {
  const { chain, contracts } = context;
  const { vault, origination, escrow, bond } = contracts;
  const { operator } = cluster;
  await chain.mineAt(at);
  const { freeCash } = await vault.state();
  const { amount } = cluster.financing;
  if (freeCash < amount) throw tooLittleCash(cluster, freeCash);
  if (cluster.bond > 0n) {
    await fund(context, at, operator, escrow, cluster.bond);
    await chain.send(operator, at, await bond.post.populateTransaction(cluster.id, cluster.bond));
  }
  await chain.send(operator, at, await origination.draw.populateTransaction(cluster.id, amount, operator));
  await chain.send(operator, at, await origination.commission.populateTransaction(cluster.id, at));
}

function precedes(a: Step, b: Step): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.kind !== b.kind) return (RANK.get(a.kind) ?? 0) < (RANK.get(b.kind) ?? 0);
  if (a.cluster !== b.cluster) return a.cluster.id < b.cluster.id;
  return a.index < b.index;
}
