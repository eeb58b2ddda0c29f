import { floor, LOSS_NOTICE } from "@gpu-yield-vaults/sdk/model";
import { eventsIn, type RawLog } from "../lib/events.ts";
import { localActor } from "../lib/localAccounts.ts";
import { refer } from "./chainRefusal.ts";
import { CURATOR_DELAY } from "./plan.ts";
import { scheduleAct, catchUp, fund, rowAt, type ClusterState, type RunContext } from "./runContext.ts";

export type Endings = {
  /**
   * The last row of a cluster that defaults has been settled: waits for its deadline, and for the end of its markdown.
   */
  awaitMarkdown(state: ClusterState, index: number, at: number): Promise<void>;
  /** It is fully marked down: anybody opens the resolution, and what was recovered comes in. */
  open(state: ClusterState, index: number, at: number): Promise<void>;
  /** The curator's delay has passed: the rest is realised. */
  close(state: ClusterState, index: number, at: number): Promise<void>;
  /** GPUs are lost: the curator announces it. */
  lose(state: ClusterState, index: number, at: number): Promise<void>;
  /** Two days later they leave service, and what they were worth is realised. */
  book(state: ClusterState, index: number, at: number): Promise<void>;
};

export function createEndings({ context, outcome, push }: RunContext): Endings {
  const { chain, contracts } = context;
  const { vault, shares, loans, lens, losses, workouts } = contracts;
  const curator = localActor("curator").address;
  const operator = localActor("operator").address;
  const depositor = localActor("depositor").address;
  const { endings } = outcome;

  const giveAway = (cluster: bigint) => workouts.offerSale.populateTransaction(cluster, operator, 0n);

  function record(logs: readonly RawLog[]): void {
    for (const { valueOut } of eventsIn(shares, shares.filters.ValueLeft, logs)) {
      endings.valueLeft += floor(valueOut);
    }
    for (const manager of [shares, loans]) {
      for (const { amount } of eventsIn(manager, manager.filters.ReserveReturned, logs)) {
        endings.reserveReturned += amount;
      }
    }
    for (const { amount } of eventsIn(workouts, workouts.filters.Recovered, logs)) endings.recovered += amount;
    const borne = [
      ...eventsIn(workouts, workouts.filters.ResolutionClosed, logs),
      ...eventsIn(workouts, workouts.filters.GpusRetired, logs),
    ];
    for (const { fromBond, fromReserve } of borne) {
      endings.fromBond += fromBond;
      endings.fromReserve += fromReserve;
    }
    for (const { loss, fromLocked } of eventsIn(vault, vault.filters.LossBooked, logs)) {
      endings.lossX32 += loss;
      endings.lockedX32 += fromLocked;
    }
  }

  return {
    async awaitMarkdown({ cluster }, index, at) {
      await catchUp(context, at);
      const { delinquentSince, markedDownAt, deadline } = await lens.facility(cluster.id);
      if (delinquentSince === 0n) push({ at: Number(deadline), kind: "await", cluster, index });
      else push({ at: Math.max(at, Number(markedDownAt)), kind: "open", cluster, index });
    },

    async open({ cluster }, index, at) {
      const row = rowAt(cluster, index);
      const recovered = row.event?.kind === "default" ? row.event.recovered : 0n;
      await catchUp(context, at);
      await chain.send(depositor, at, await workouts.openResolution.populateTransaction(cluster.id));
      if (recovered > 0n) {
        await fund(context, at, operator, workouts, recovered);
        record(
          await refer(row, "event", async () =>
            chain.send(operator, at, await workouts.recover.populateTransaction(cluster.id, recovered)),
          ),
        );
      }
      // The hardware has brought what it brings: its title goes for nothing, and the rest is a loss.
      const closesAt = at + CURATOR_DELAY;
      await chain.send(curator, at, await giveAway(cluster.id));
      await scheduleAct(context, at, await workouts.closeResolution.populateTransaction(cluster.id), closesAt);
      push({ at: closesAt, kind: "close", cluster, index });
    },

    async close({ cluster }, _index, at) {
      await catchUp(context, at);
      await chain.send(operator, at, await workouts.buy.populateTransaction(cluster.id, 0n));
      record(await chain.send(curator, at, await workouts.closeResolution.populateTransaction(cluster.id)));
    },

    async lose(state, index, at) {
      const row = rowAt(state.cluster, index);
      if (row.event?.kind !== "lose_gpus") return;
      const order = await losses.announceLostGpus.populateTransaction(state.cluster.id, row.event.count);
      await catchUp(context, at);
      await refer(row, "event", async () => chain.send(curator, at, order));
      push({ at: at + LOSS_NOTICE, kind: "book", cluster: state.cluster, index });
    },

    async book({ cluster }, index, at) {
      await catchUp(context, at);
      const order = await workouts.bookLoss.populateTransaction(cluster.id, 0n);
      record(await refer(rowAt(cluster, index), "event", async () => chain.send(operator, at, order)));
    },
  };
}
