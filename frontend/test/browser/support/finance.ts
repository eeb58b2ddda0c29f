import { encodeBytes32String, id, type ContractTransaction } from "ethers";
import { localActor } from "../../../../scripts/lib/localAccounts.ts";
import { PLAIN_TERMS } from "../../../../scripts/lib/plainTerms.ts";
import type { ServedApp } from "./serveApp.ts";

export const DAY = 86_400;
export const MONTH = 30 * DAY;

type Terms = Parameters<ServedApp["contracts"]["origination"]["approve"]>[1];

/** Registers another cluster and approves a facility for it by the curator; its delay passes on the way. */
export async function finance(
  { provider, contracts }: ServedApp,
  { name, gpuCount, cost }: { name: string; gpuCount: number; cost: bigint },
  terms: Partial<Terms>,
): Promise<bigint> {
  const { accessManager, registry, origination, shares, loans } = contracts;
  const manager = "form" in terms && terms.form ? loans : shares;
  const curator = await provider.getSigner(localActor("curator").address);
  const cluster = (await registry.clusterCount()) + 1n;
  const announcedAt = await timeOf(provider);
  const acts: ContractTransaction[] = [
    await registry.register.populateTransaction(
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
    ),
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
  ];
  const readyAt = announcedAt + 2 * DAY + 3_600;
  for (const { to, data } of acts) {
    await (await accessManager.connect(curator).schedule(to, data, readyAt)).wait();
  }
  await reach(provider, readyAt);
  for (const { to, data } of acts) await (await curator.sendTransaction({ to, data })).wait();
  return cluster;
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
