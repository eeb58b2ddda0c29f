import type { Address, Hex } from "viem";
import { clusterRegistryAbi } from "../abi/ClusterRegistry.ts";
import { given, somebody } from "./given.ts";
import { CLUSTER_STATUSES, labelOf, nameAt, type ClusterStatus } from "./names.ts";
import { openReading, type AsOf, type Reading, type ReadClient, type ReadOptions } from "./reading.ts";

/** What the registry says of one cluster. */
export type ClusterView = {
  readonly cluster: bigint;
  readonly name: string;
  /** `H100-SXM5` */
  readonly model: string;
  /** `US-TX` */
  readonly region: string;
  readonly operator: Address;
  readonly status: ClusterStatus;
  /** In service: less once some were lost. */
  readonly gpuCount: number;
  /** Watts per GPU at the wall, before PUE; 10,000 bps is a PUE of 1. */
  readonly systemWatts: number;
  readonly pueBps: number;
  /** Rises when the hardware changes; part of what reporters sign. */
  readonly version: number;
  /** Seconds that one report may cover at most. */
  readonly maxPeriod: number;
  /** Seconds over which the hardware depreciates to its salvage value. */
  readonly usefulLife: number;
  /** Base units of the asset that finances it. */
  readonly cost: bigint;
  readonly salvage: bigint;
  readonly serialsRoot: Hex;
  /** Unix seconds; absent before. */
  readonly inServiceAt?: number | undefined;
  readonly retiredAt?: number | undefined;
  /** Who holds the title. */
  readonly owner: Address;
  /** To whom it is pledged; absent unless it is. */
  readonly pledgee?: Address | undefined;
  /** The contract that accounts for its facility; absent where there is none. */
  readonly manager?: Address | undefined;
};

export type ClustersView = { readonly asOf: AsOf; readonly clusters: readonly ClusterView[] };

/** Every title that was ever issued, by ascending number. */
export async function readClusters(
  client: ReadClient,
  { registry }: { readonly registry: Address },
  options: ReadOptions = {},
): Promise<ClustersView> {
  const reading = await openReading(client, options);
  const count = await reading.at(clusterRegistryAbi, registry)("clusterCount");
  const clusters = Array.from({ length: Number(count) }, (_, index) =>
    clusterAt(reading, registry, BigInt(index) + 1n),
  );
  return { asOf: reading.asOf, clusters: await Promise.all(clusters) };
}

/** One title. */
export async function clusterAt(reading: Reading, registry: Address, cluster: bigint): Promise<ClusterView> {
  const ask = reading.at(clusterRegistryAbi, registry);
  const [facts, hardware, owner, pledgee, manager] = await Promise.all([
    ask("registration", cluster),
    ask("hardware", cluster),
    ask("ownerOf", cluster),
    ask("pledgeeOf", cluster),
    ask("managerOf", cluster),
  ]);
  const { status, inServiceAt, retiredAt, ...unit } = hardware;
  return {
    cluster,
    ...facts,
    ...unit,
    model: labelOf(facts.model),
    region: labelOf(facts.region),
    status: nameAt(CLUSTER_STATUSES, status),
    inServiceAt: given(inServiceAt),
    retiredAt: given(retiredAt),
    owner,
    pledgee: somebody(pledgee),
    manager: somebody(manager),
  };
}
