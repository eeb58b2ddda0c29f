import { encodeBytes32String, id, type ContractTransaction } from "ethers";
import { localActor } from "../../../../scripts/lib/localAccounts.ts";
import { PLAIN_TERMS } from "../../../../scripts/lib/plainTerms.ts";
import type { ServedApp } from "./serveApp.ts";

export const DAY = 86_400;
export const MONTH = 30 * DAY;

type Terms = Parameters<ServedApp["contracts"]["origination"]["approve"]>[1];

type Ordered = { name: string; gpuCount: number; cost: bigint };

/** Registers another cluster and approves a facility for it by the curator; its delay passes on the way. */
export async function finance(app: ServedApp, ordered: Ordered, terms: Partial<Terms>): Promise<bigint> {
  const { provider, contracts } = app;
  const { registry, origination, shares, loans } = contracts;
  const { cost } = ordered;
  const manager = "form" in terms && terms.form ? loans : shares;
  const cluster = (await registry.clusterCount()) + 1n;
  const announcedAt = await timeOf(provider);
  await byCurator(app, [
    await registration(app, ordered, await manager.getAddress()),
    await origination.approve.populateTransaction(cluster, {
      ...PLAIN_TERMS,
      form: 0,
      amount: cost,
      vaultShareBps: 0,
      reserveTarget: 0n,
      inServiceBy: announcedAt + 30 * DAY,
      paymentGrace: 7 * DAY,
      bondBps: 0,
      ...terms,
    }),
  ]);
  return cluster;
}

/** Registers another cluster, for a revenue share, and approves nothing. */
export async function register(app: ServedApp, ordered: Ordered): Promise<bigint> {
  const { registry, shares } = app.contracts;
  const cluster = (await registry.clusterCount()) + 1n;
  await byCurator(app, [await registration(app, ordered, await shares.getAddress())]);
  return cluster;
}

function registration(
  { contracts }: ServedApp,
  { name, gpuCount, cost }: Ordered,
  manager: string,
): Promise<ContractTransaction> {
  return contracts.registry.register.populateTransaction(
    {
      name,
      model: encodeBytes32String("H100-SXM5"),
      region: encodeBytes32String("unstated"),
      operator: localActor("operator").address,
      gpuCount,
      systemWatts: 1_275,
      pueBps: 12_500,
      maxPeriod: MONTH,
      usefulLife: 1_825 * DAY,
      cost,
      salvage: 0n,
      serialsRoot: id(`serials of ${name}`),
    },
    manager,
  );
}

/** Announced and carried out by the curator, after its delay. */
async function byCurator({ provider, contracts }: ServedApp, acts: readonly ContractTransaction[]): Promise<void> {
  const { accessManager } = contracts;
  const curator = await provider.getSigner(localActor("curator").address);
  const announcedAt = await timeOf(provider);
  const readyAt = announcedAt + 2 * DAY + 3_600;
  for (const { to, data } of acts) {
    await (await accessManager.connect(curator).schedule(to, data, readyAt)).wait();
  }
  await reach(provider, readyAt);
  for (const { to, data } of acts) await (await curator.sendTransaction({ to, data })).wait();
}

/** Moves the chain's clock on to `time`. */
export async function reach(provider: ServedApp["provider"], time: number): Promise<void> {
  await provider.send("evm_setNextBlockTimestamp", [time]);
  await provider.send("evm_mine", []);
}

/** The chain's clock. */
export async function timeOf(provider: ServedApp["provider"]): Promise<number> {
  const block = await provider.getBlock("latest");
  if (!block) throw new Error("the chain has no block");
  return block.timestamp;
}
