import { encodeBytes32String, id, MaxUint256, type ContractTransaction } from "ethers";
import type { ProtocolContracts } from "../../deploy/contracts.ts";
import { DAY, HOUR } from "../lib/instant.ts";
import { localActor } from "../lib/localAccounts.ts";
import type { LocalChain } from "../lib/localChain.ts";
import { PLAIN_TERMS } from "../lib/plainTerms.ts";
import { FORMS } from "../scenario/clusterTerms.ts";
import { openVaults } from "./openVaults.ts";
import { managerFor } from "./runContext.ts";
import { CURATOR_DELAY, type PlannedCluster, type ReplayPlan } from "./plan.ts";

/** From the first block that is nobody's but the curator's to the first period: its delay, and time to spare. */
const LEAD = 3 * DAY;

/** A chain on which a vault stands ready for its first period. */
export type ChainContext = {
  chain: LocalChain;
  contracts: ProtocolContracts;
};

/** A plan, and the seconds by which its scenario is moved. */
export type DatedPlan = { plan: ReplayPlan; shift: number };

/**
 * Opens a chain and brings it to shortly before the first period: everything deployed, every cluster registered and
 * approved by the curator after its delay.
 *
 * @returns For each plan its vault.
 */
export async function setUp(dated: readonly DatedPlan[]): Promise<readonly ChainContext[]> {
  const firstStart = Math.min(...dated.map(({ plan, shift }) => plan.firstStart + shift));
  const contexts = await openVaults(
    dated.map(({ plan }) => plan),
    firstStart - LEAD,
  );

  // The curator announces, waits, and acts.
  const [{ chain, contracts }] = contexts;
  const scheduledAt = firstStart - CURATOR_DELAY - 2 * HOUR;
  const readyAt = scheduledAt + CURATOR_DELAY;
  const curator = localActor("curator").address;
  const acts = await Promise.all(dated.map(({ plan, shift }, index) => actsOf(contexts[index], plan, shift)));
  for (const { to, data } of acts.flat()) {
    const schedule = await contracts.accessManager.schedule.populateTransaction(to, data, readyAt);
    await chain.send(curator, scheduledAt, schedule);
  }
  for (const act of acts.flat()) await chain.send(curator, readyAt, act);
  return contexts;
}

/** What the curator does: marks of models, and each cluster's title and terms. */
async function actsOf(
  context: ChainContext | undefined,
  plan: ReplayPlan,
  shift: number,
): Promise<readonly ContractTransaction[]> {
  if (!context) throw new Error("a plan has no vault");
  const { contracts } = context;
  const { registry, origination, drawLimits } = contracts;
  const acts: ContractTransaction[] = [];
  const models = new Map(plan.clusters.map(({ modelName, model }) => [modelName, model]));
  for (const [name, { mark }] of models) {
    if (mark > 0n) acts.push(await drawLimits.setMark.populateTransaction(encodeBytes32String(name), mark));
  }
  for (const cluster of plan.clusters) {
    const manager = managerFor(contracts, cluster);
    acts.push(await registry.register.populateTransaction(registrationOf(cluster, plan), manager));
    acts.push(await origination.approve.populateTransaction(cluster.id, termsOf(cluster, shift)));
  }
  return acts;
}

/** Seconds from the deposit to the first period. */
export const DEPOSIT_LEAD = HOUR;

/** Makes the one deposit; and what operators will pay in is minted to them. */
export async function makeDeposit({ chain, contracts }: ChainContext, plan: ReplayPlan, at: number): Promise<void> {
  const { vault, asset, shares, loans } = contracts;
  const depositor = localActor("depositor").address;
  const { deposit } = plan.terms;
  await chain.send(depositor, at, await asset.mint.populateTransaction(depositor, deposit));
  await chain.send(depositor, at, await asset.approve.populateTransaction(vault, deposit));
  await chain.send(depositor, at, await vault.deposit.populateTransaction(deposit, depositor));
  for (const operator of new Set(plan.clusters.map((cluster) => cluster.operator))) {
    const rows = plan.clusters.flatMap((cluster) => (cluster.operator === operator ? cluster.rows : []));
    const rent = rows.reduce((sum, { cashPaid, repaid }) => sum + cashPaid + (repaid ?? 0n), 0n);
    await chain.send(operator, at, await asset.mint.populateTransaction(operator, rent));
    for (const manager of [shares, loans]) {
      await chain.send(operator, at, await asset.approve.populateTransaction(manager, MaxUint256));
    }
  }
}

function registrationOf(cluster: PlannedCluster, { terms }: ReplayPlan) {
  return {
    name: cluster.name,
    model: encodeBytes32String(cluster.modelName),
    region: encodeBytes32String("unstated"),
    operator: cluster.operator,
    gpuCount: cluster.gpuCount,
    systemWatts: cluster.model.systemWatts,
    pueBps: cluster.model.pueBps,
    maxPeriod: cluster.maxPeriod,
    usefulLife: terms.usefulLife,
    cost: cluster.cost,
    salvage: cluster.salvage,
    serialsRoot: id(`serials of ${cluster.name}`), // a scenario names none
  };
}

function termsOf({ financing, rows }: PlannedCluster, shift: number) {
  const { form, paymentGrace, debt, share, covenants, ...rest } = financing;
  return {
    ...PLAIN_TERMS,
    ...rest,
    form: FORMS.indexOf(form),
    inServiceBy: (rows[0]?.start ?? 0) + shift,
    paymentGrace,
    debt: debt ?? PLAIN_TERMS.debt,
    share,
    covenants,
  };
}
