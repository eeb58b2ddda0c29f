import { isAddressEqual } from "viem";
import { facilityLensAbi } from "../abi/FacilityLens.ts";
import { createAction } from "../actions/index.ts";
import { openReading, type AsOf, type ReadClient, type ReadOptions } from "../read/reading.ts";
import type { Chore, ChoreContracts } from "./chore.ts";
import { readClusterState, type ClusterState } from "./clusterChores.ts";
import { disputeChores } from "./disputeChores.ts";
import { vaultChores } from "./vaultChores.ts";

/** In one transaction: each may cost 150,000 gas, its first one 250,000. */
const BATCH = 50;

export type ChoresView = {
  readonly asOf: AsOf;
  /** In the order in which they are to be done: what others wait for first. */
  readonly chores: readonly Chore[];
};

/**
 * Everything that anybody may do for a vault at one block: carry ticks out, mark missed, latch, end disputes nobody
 * answered, settle clusters in batches, settle the queue. Doing one may make another due: look again afterwards.
 */
export async function readChores(
  client: ReadClient,
  contracts: ChoreContracts,
  options: ReadOptions = {},
): Promise<ChoresView> {
  const reading = await openReading(client, options);
  const [ofVault, clusters] = await Promise.all([
    vaultChores(reading, contracts),
    reading.at(facilityLensAbi, contracts.lens)("clusters"),
  ]);
  const states = await Promise.all(clusters.map((cluster) => readClusterState(reading, contracts, cluster)));
  const disputed = states.filter(({ challenged }) => challenged > 0);
  const ended = await Promise.all(disputed.map(({ cluster }) => disputeChores(reading, contracts, cluster)));
  return {
    asOf: reading.asOf,
    chores: [
      ...ofVault.filter(({ action }) => action.contract === "vault"),
      ...states.flatMap(({ chores }) => chores),
      ...ended.flat(),
      ...settlements(contracts, states),
      ...ofVault.filter(({ action }) => action.contract === "queue"),
    ],
  };
}

/** What is there to settle, manager by manager. */
function settlements(contracts: ChoreContracts, states: readonly ClusterState[]): readonly Chore[] {
  return (["shares", "loans"] as const).flatMap((key) => {
    const own = states.filter(({ manager, isSettleable }) => isSettleable && isAddressEqual(manager, contracts[key]));
    return batches(own.map(({ cluster }) => cluster)).map((clusters): Chore => {
      const why = `Final reports wait to be taken in, or rent to be distributed, of ${counted(clusters.length)}.`;
      return { action: createAction(key, "settleMany", { clusters }), why };
    });
  });
}

const counted = (clusters: number) => (clusters === 1 ? "one cluster" : `${clusters} clusters`);

function batches(clusters: readonly bigint[]): readonly (readonly bigint[])[] {
  const count = Math.ceil(clusters.length / BATCH);
  return Array.from({ length: count }, (_, index) => clusters.slice(index * BATCH, (index + 1) * BATCH));
}
