import { clustersInService } from "./clusters.ts";
import { openChain } from "./openChain.ts";
import type { GasByAction } from "./vaultActions.ts";

const COST = 50_000n * 1_000_000n;
const HOURS = 24;

/**
 * What settling a later day of `count` clusters at once costs whoever does it: in all, and each. Their deadlines lie
 * over a day.
 */
export async function fleetActions(count: number): Promise<GasByAction> {
  const connection = await openChain();
  const fleet = await clustersInService(connection, count, { cost: COST, hours: HOURS });
  const clusters = Array.from({ length: count }, (_, index) => BigInt(index + 1));
  const reportAll = async () => {
    await fleet.passDay();
    for (const cluster of clusters) await fleet.report(cluster);
    for (const cluster of clusters) await fleet.pay(cluster);
    await fleet.passWindow();
  };
  await reportAll();
  for (const cluster of clusters) await fleet.settle(cluster);
  await reportAll();
  const all = await fleet.settleMany(clusters);
  return { "settleMany, all": all, "settleMany, each": all / BigInt(count) };
}
