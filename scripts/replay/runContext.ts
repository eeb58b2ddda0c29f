import type { ContractTransaction } from "ethers";
import type { LoanManager, RevenueShareManager } from "../../build/types/index.ts";
import type { ProtocolContracts } from "../../deploy/contracts.ts";
import type { RawLog } from "../lib/events.ts";
import { localActor } from "../lib/localAccounts.ts";
import type { ScenarioRow } from "../scenario/row.ts";
import type { TimelineRow } from "./timeline.ts";
import type { Outcome } from "./outcome.ts";
import type { PlannedCluster, ReplayPlan } from "./plan.ts";
import type { ChainContext } from "./setUp.ts";

/**
 * What may happen to a cluster, in the order in which it does within one second: money comes in before it is drawn or
 * asked for, and a loss is known before anybody enters.
 */
export const KINDS = [
  "settle",
  "pay",
  "repay", // past the lockbox
  "rest", // settles what was reported of a cluster whose rows have ended
  "await",
  "open",
  "close",
  "miss",
  "book", // what was lost two days ago
  "lose",
  "epoch",
  "flow",
  "start",
  "report",
  "idle", // reports it
] as const;

/** One thing at one moment, about one row of a cluster. */
export type Step = {
  at: number; // unix seconds
  kind: (typeof KINDS)[number];
  cluster: PlannedCluster;
  index: number; // of the row
};

/** A cluster on its way through the scenario. */
export type ClusterState = {
  cluster: PlannedCluster;
  timeline: readonly TimelineRow[];
  reported: number; // periods: rows, and those without anything after them
};

/** Everything that those who act share. */
export type RunContext = {
  context: ChainContext;
  plan: ReplayPlan;
  shift: number; // seconds by which the scenario is moved
  outcome: Outcome;
  push: (step: Step) => void;
};

export function rowAt(cluster: PlannedCluster, index: number): ScenarioRow {
  const row = cluster.rows[index];
  if (!row) throw new Error(`${cluster.name} has no period ${index + 1}`);
  return row;
}

/** Ticks that one transaction carries out. */
const TICKS = 64;

/** Carries out whatever is due, however much it is, so that views and prices are those of `at`. */
export async function catchUp({ chain, contracts: { vault } }: ChainContext, at: number): Promise<void> {
  await chain.mineAt(at);
  while ((await vault.state()).accrualPending) {
    await chain.send(localActor("operator").address, at, await vault.accrue.populateTransaction(TICKS));
  }
}

/** Who accounts for a cluster: its title is registered to it. */
export function managerFor(
  { shares, loans }: ProtocolContracts,
  { financing: { debt } }: PlannedCluster,
): RevenueShareManager | LoanManager {
  return debt ? loans : shares;
}

/** Has the curator schedule an act, to be carried out at `when`. */
export async function scheduleAct(
  { chain, contracts: { accessManager } }: ChainContext,
  at: number,
  { to, data }: ContractTransaction,
  when: number,
): Promise<void> {
  const curator = localActor("curator").address;
  await chain.send(curator, at, await accessManager.schedule.populateTransaction(to, data, when));
}

/** Mints to `account` and lets `spender` take it. */
export async function fund(
  { chain, contracts: { asset } }: ChainContext,
  at: number,
  account: string,
  spender: { getAddress(): Promise<string> },
  amount: bigint,
): Promise<readonly RawLog[]> {
  await chain.send(account, at, await asset.mint.populateTransaction(account, amount));
  return chain.send(account, at, await asset.approve.populateTransaction(await spender.getAddress(), amount));
}
