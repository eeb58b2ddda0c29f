import { at, drawn, LONG_WINDOW, networkHelpers, now, PERIOD } from "./protocol.ts";
import { HOUR, usdc } from "./units.ts";

/** Clusters 1 to 3 in service, each from another hour on; cluster 4 is approved, and waits. */
export function fleet(): ReturnType<typeof begin> {
  return begin();
}

async function begin() {
  const fixture = await drawn();
  const { addCluster, origination, operator } = fixture;
  const small = { cost: usdc("400_000"), salvage: usdc("40_000") };
  const [second, third] = [await addCluster(small), await addCluster(small)];
  await addCluster(small);
  for (const cluster of [second, third]) await origination.connect(operator).draw(cluster, small.cost, operator);
  const starts = new Map<bigint, bigint>();
  for (const cluster of [1n, second, third]) {
    const start = (await now()) + HOUR;
    await at(start, () => origination.connect(operator).commission(cluster, start));
    starts.set(cluster, start);
  }
  return { ...fixture, starts };
}

/** The first period of each is over, reported and paid in full, and final. */
export function paidFleet(): ReturnType<typeof pay> {
  return pay();
}

async function pay() {
  const fixture = await begin();
  const { starts, reportAt, payIn } = fixture;
  for (const [cluster, start] of starts) {
    const t = (await now()) + HOUR;
    const report = await reportAt(t > start + PERIOD ? t : start + PERIOD, cluster);
    await payIn(cluster, report.gross);
  }
  await networkHelpers.time.increase(LONG_WINDOW);
  return { ...fixture, clusters: [...starts.keys()], second: (await now()) + HOUR };
}
