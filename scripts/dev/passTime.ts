import { FACILITY_STATUSES, REPORT_STATUSES } from "@gpu-yield-vaults/sdk/read";
import { reportDomain } from "@gpu-yield-vaults/sdk/reports";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { localActor } from "../lib/localAccounts.ts";
import { signLocally } from "../lib/signLocally.ts";
import { catchUp, fund } from "../replay/runContext.ts";
import type { ChainContext } from "../replay/setUp.ts";
import { sameAgain } from "./sameAgain.ts";

/** Of a cluster, while time passes: whether reporters speak of it, and whether its operator pays. */
export type Conduct = { isReported: boolean; isPaid: boolean };

const ORDERLY: Conduct = { isReported: true, isPaid: true };

/** A week before, where periods are days: the same day of the week. */
const PERIODS_AGO = 7;

/**
 * Lets time pass on the local chain. Every period that ends is reported with the figures of a week before; at the end
 * everything that is final is paid, unless told otherwise, and settled, and the queue is served.
 *
 * @param until Unix seconds.
 * @param conductOf What else than the orderly happens to a cluster.
 */
export async function passTime(
  contexts: readonly ChainContext[],
  until: number,
  conductOf: (vault: ChainContext, cluster: bigint) => Conduct = () => ORDERLY,
): Promise<void> {
  const inService = await Promise.all(
    contexts.map(async (context) => ({ context, clusters: await clustersInService(context) })),
  );
  for (const { context, clusters } of inService)
    for (const cluster of clusters) if (conductOf(context, cluster).isReported) await report(context, cluster, until);
  for (const { context, clusters } of inService) {
    await catchUp(context, Math.max(until, await context.chain.now()));
    for (const cluster of clusters) {
      await markMissed(context, cluster);
      if (conductOf(context, cluster).isPaid) await pay(context, cluster);
      await settle(context, cluster);
    }
    await serveQueue(context);
  }
}

/** A vault's clusters that are in service. */
export async function clustersInService({ contracts: { lens } }: ChainContext): Promise<readonly bigint[]> {
  const all = await lens.clusters();
  const statuses = await Promise.all(all.map(async (cluster) => (await lens.facility(cluster)).status));
  return all.filter((_, index) => FACILITY_STATUSES[Number(statuses[index])] === "inService");
}

async function report({ chain, contracts }: ChainContext, cluster: bigint, until: number): Promise<void> {
  const { oracle, quorum } = contracts;
  const domain = reportDomain(BigInt(LOCAL_CHAIN_ID), await oracle.getAddress());
  const needed = Number(await quorum.threshold());
  for (let said = await sameAgain(oracle, cluster, PERIODS_AGO); said.end <= until;) {
    const { signers, signatures } = await signLocally({ domain, report: said }, needed);
    const at = Math.max(said.end, await chain.now());
    const call = await oracle.submit.populateTransaction(said, signers, signatures);
    await chain.send(localActor("operator").address, at, call);
    said = await sameAgain(oracle, cluster, PERIODS_AGO);
  }
}

async function markMissed({ chain, contracts: { oracle } }: ChainContext, cluster: bigint): Promise<void> {
  const { period, deadline } = await oracle.nextReport(cluster);
  const now = await chain.now();
  if (deadline >= BigInt(now) || (await statusOf(oracle, cluster, period)) !== "none") return;
  await chain.send(localActor("operator").address, now, await oracle.markMissed.populateTransaction(cluster));
}

/** The operator pays in what is final and open. */
async function pay(context: ChainContext, cluster: bigint): Promise<void> {
  const { chain, contracts } = context;
  const { registry, lens } = contracts;
  const { reported, distributed, lockbox } = await lens.facility(cluster);
  const final = await finalReports(context, cluster);
  const owed = reported + final.reduce((sum, gross) => sum + gross, 0n) - distributed - lockbox;
  if (owed <= 0n) return;
  const operator = await registry.operatorOf(cluster);
  const manager = await managerFor(context, cluster);
  const now = await chain.now();
  await fund(context, now, operator, manager, owed);
  await chain.send(operator, now, await manager.payIn.populateTransaction(cluster, owed));
}

/** Takes in what is final and was not paid. */
async function settle(context: ChainContext, cluster: bigint): Promise<void> {
  if ((await finalReports(context, cluster)).length === 0) return;
  const { chain } = context;
  const manager = await managerFor(context, cluster);
  await chain.send(
    localActor("operator").address,
    await chain.now(),
    await manager.settle.populateTransaction(cluster),
  );
}

async function serveQueue({ chain, contracts: { queue, vault } }: ChainContext): Promise<void> {
  for (;;) {
    const [{ requestId }, { cash }] = [await queue.nextSettlement(), await vault.state()];
    if (requestId === 0n || cash === 0n) return;
    await chain.send(localActor("operator").address, await chain.now(), await queue.settle.populateTransaction());
  }
}

/** Rent of reports that are final and not taken in yet, in order. */
async function finalReports(
  { contracts: { lens, oracle } }: ChainContext,
  cluster: bigint,
): Promise<readonly bigint[]> {
  const rents: bigint[] = [];
  const { settledPeriods } = await lens.facility(cluster);
  for (let period = settledPeriods + 1n; (await statusOf(oracle, cluster, period)) === "final"; period += 1n)
    rents.push((await oracle.reportOf(cluster, period)).gross);
  return rents;
}

async function statusOf(oracle: ChainContext["contracts"]["oracle"], cluster: bigint, period: bigint) {
  return REPORT_STATUSES[Number(await oracle.statusOf(cluster, period))];
}

async function managerFor({ contracts: { lens, shares, loans } }: ChainContext, cluster: bigint) {
  return (await lens.managerOf(cluster)) === (await loans.getAddress()) ? loans : shares;
}
