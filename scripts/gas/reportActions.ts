import { clustersInService } from "./clusters.ts";
import { openChain } from "./openChain.ts";
import type { GasByAction } from "./vaultActions.ts";

const UNIT = 1_000_000n;
const COST = 50_000n * UNIT;
const MINUTE = 60;
/** Reports that the oracle keeps of a cluster. */
const RING = 64;
/** What a submission latches at most. */
const LOOK_AHEAD = 32;
const SETTLED = 3;
/** Clusters whose places are new, or that are asked for, at once: those cost more than on any other day. */
const FIRST = 38;

/**
 * What reports cost once every place of their clusters is in use: of `count` clusters, each by itself and all at once.
 */
export async function reportActions(count: number): Promise<GasByAction> {
  const connection = await openChain();
  const { report, reportMany, settle, passDay, passWindow } = await clustersInService(connection, count, {
    cost: COST,
  });
  const clusters = Array.from({ length: count }, (_, index) => BigInt(index + 1));

  // Periods of a minute fill the ring; some of them are settled, and every one is latched.
  await passDay();
  for (let period = 1; period <= RING; period++) {
    for (let from = 0; from < count; from += FIRST) await reportMany(clusters.slice(from, from + FIRST), MINUTE);
    if (period % (LOOK_AHEAD / 2) === 0) await passWindow();
  }
  for (let period = 1; period <= SETTLED; period++) for (const cluster of clusters) await settle(cluster);
  for (let from = 0; from < count; from += FIRST) await reportMany(clusters.slice(from, from + FIRST), MINUTE);

  // Days as any other: the one before is latched, and what is settled is known.
  await passDay();
  const all = await reportMany(clusters);
  await passDay();
  const alone = await report(1n);
  if (count > 1) await reportMany(clusters.slice(1));

  // Once in a ring the oracle asks who accounts for the cluster.
  for (const cluster of clusters) await settle(cluster);
  await passDay();
  const some = clusters.slice(0, FIRST);
  const asking = await reportMany(some);
  return {
    "submit, 3 signatures, its place in use": alone,
    submitMany: all,
    "submitMany, of each report": all / BigInt(count),
    "submitMany, of each report, asking what is settled": asking / BigInt(some.length),
  };
}
