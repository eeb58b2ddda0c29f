import { encodeBytes32String, formatUnits, id, MaxUint256, type ContractTransaction } from "ethers";
import type { ProtocolContracts } from "../../deploy/contracts.ts";
import { deployProtocol } from "../../deploy/deployProtocol.ts";
import { parseParameters, type ParametersInput } from "../../deploy/parameters.ts";
import { local } from "../../deploy/parameters/local.ts";
import { DAY, HOUR } from "../lib/instant.ts";
import { localAccounts, localActor } from "../lib/localAccounts.ts";
import { openLocalChain, type LocalChain } from "../lib/localChain.ts";
import { PLAIN_TERMS } from "../lib/plainTerms.ts";
import { FORMS } from "../scenario/clusterTerms.ts";
import { ASSET_DECIMALS } from "../scenario/terms.ts";
import { managerFor } from "./runContext.ts";
import { CURATOR_DELAY, type PlannedCluster, type ReplayPlan } from "./plan.ts";

/** From the chain's first block to the first period: the curator's delay, and time to spare. */
const LEAD = 3 * DAY;

/** A chain on which everything stands ready for the first period. */
export type ChainContext = {
  chain: LocalChain;
  contracts: ProtocolContracts;
};

/**
 * Opens a chain and brings it to shortly before the first period: deployed, every cluster registered and approved by
 * the curator after its delay, the GPUs announced that will be lost, and the deposit made.
 *
 * @param shift Seconds by which the scenario is moved.
 */
export async function setUp(plan: ReplayPlan, shift: number): Promise<ChainContext> {
  const firstStart = plan.firstStart + shift;
  const chain = await openLocalChain(firstStart - LEAD);
  const parameters = parseParameters(parametersOf(plan));
  const { contracts } = await deployProtocol(chain.connection, { parameters });
  const { accessManager, registry, origination, vault, asset, drawLimits } = contracts;

  // The curator announces, waits, and acts.
  const scheduledAt = firstStart - CURATOR_DELAY - 2 * HOUR;
  const readyAt = scheduledAt + CURATOR_DELAY;
  const curator = localActor("curator").address;
  const acts: ContractTransaction[] = [];
  const models = new Map(plan.clusters.map(({ modelName, model }) => [modelName, model]));
  for (const [name, { mark }] of models) {
    if (mark > 0n) acts.push(await drawLimits.setMark.populateTransaction(encodeBytes32String(name), mark));
  }
  for (const cluster of plan.clusters) {
    acts.push(
      await registry.register.populateTransaction(registrationOf(cluster, plan), managerFor(contracts, cluster)),
    );
    acts.push(await origination.approve.populateTransaction(cluster.id, termsOf(cluster, shift)));
  }
  for (const { to, data } of acts) {
    await chain.send(curator, scheduledAt, await accessManager.schedule.populateTransaction(to, data, readyAt));
  }
  for (const act of acts) await chain.send(curator, readyAt, act);

  // One deposit; and what the operator will pay in is minted to it.
  const depositor = localActor("depositor").address;
  const operator = localActor("operator").address;
  const { deposit } = plan.terms;
  const rows = plan.clusters.flatMap((cluster) => cluster.rows);
  const rent = rows.reduce((sum, { cashPaid, repaid }) => sum + cashPaid + (repaid ?? 0n), 0n);
  const depositAt = firstStart - HOUR;
  await chain.send(depositor, depositAt, await asset.mint.populateTransaction(depositor, deposit));
  await chain.send(depositor, depositAt, await asset.approve.populateTransaction(vault, deposit));
  await chain.send(depositor, depositAt, await vault.deposit.populateTransaction(deposit, depositor));
  await chain.send(operator, depositAt, await asset.mint.populateTransaction(operator, rent));
  for (const manager of [contracts.shares, contracts.loans]) {
    await chain.send(operator, depositAt, await asset.approve.populateTransaction(manager, MaxUint256));
  }
  return { chain, contracts };
}

type ModelBoundsInput = ParametersInput["bounds"]["models"][string];

function parametersOf({ terms, delays, clusters }: ReplayPlan): ParametersInput {
  const base = local(localAccounts().map(({ address }) => address));
  const whole = (amount: bigint) => formatUnits(amount, ASSET_DECIMALS);
  const models = clusters.map(({ modelName, model }): [string, ModelBoundsInput] => [
    modelName,
    {
      minPrice: whole(model.minPrice),
      maxPrice: whole(model.maxPrice),
      leastBusyWatts: model.leastBusyWatts,
      minTariff: whole(model.minTariff),
      maxTariff: whole(model.maxTariff),
      otherOpexCap: whole(model.otherOpexCap),
    },
  ]);
  return {
    ...base,
    vault: {
      ...base.vault,
      vestingFloor: terms.vestingFloor,
      vestingCap: terms.vestingCap,
      markdownPeriod: terms.markdownPeriod,
      capWholeTokens: 2 ** 32 - 1,
      epochLength: terms.epochLength,
    },
    // Changes that hurt depositors take longer than leaving does.
    roles: { ...base.roles, governorDelay: Math.max(base.roles.governorDelay, terms.epochLength + DAY) },
    fee: { ...base.fee, bps: terms.performanceFeeBps },
    oracle: {
      ...base.oracle,
      window: delays.window,
      longWindow: delays.longWindow,
      reportDeadline: delays.reportDeadline,
    },
    bounds: { ...base.bounds, models: Object.fromEntries(models) },
  };
}

function registrationOf(cluster: PlannedCluster, { terms }: ReplayPlan) {
  return {
    name: cluster.name,
    model: encodeBytes32String(cluster.modelName),
    region: encodeBytes32String("unstated"),
    operator: localActor("operator").address,
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
