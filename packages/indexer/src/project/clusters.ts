import { hexToString, type Hex } from "viem";
import { cluster } from "ponder:schema";
import type { Projections } from "../happened.ts";

/** Titles, and what is physically true of the machines. */
export const registry: Projections["registry"] = {
  ClusterRegistered: ({ args, time }, store) => {
    const { facts } = args;
    return store.insert(cluster).values({
      id: args.cluster,
      name: facts.name,
      model: nameIn(facts.model),
      region: nameIn(facts.region),
      operator: args.operator,
      holder: args.holder,
      gpus: facts.gpuCount,
      systemWatts: facts.systemWatts,
      pueBps: facts.pueBps,
      maxPeriod: BigInt(facts.maxPeriod),
      usefulLife: BigInt(facts.usefulLife),
      cost: facts.cost,
      salvage: facts.salvage,
      serialsRoot: facts.serialsRoot,
      registeredAt: time,
    });
  },
  // The title's first holder is told before its cluster is.
  Transfer: async ({ args }, store) => {
    const known = await store.find(cluster, { id: args.tokenId });
    if (known) await store.update(cluster, { id: args.tokenId }).set({ holder: args.to });
  },
  ClusterManaged: ({ args }, store) => store.update(cluster, { id: args.cluster }).set({ manager: args.manager }),
  TitlePledged: ({ args }, store) => store.update(cluster, { id: args.cluster }).set({ pledgee: args.pledgee }),
  OperatorAssigned: ({ args }, store) =>
    store.update(cluster, { id: args.cluster }).set({ operator: args.newOperator }),
  ClusterCommissioned: ({ args }, store) =>
    store.update(cluster, { id: args.cluster }).set({ inServiceAt: BigInt(args.inServiceAt) }),
  GpusRetired: ({ args }, store) => store.update(cluster, { id: args.cluster }).set({ gpus: args.left }),
  ClusterRetired: ({ args, time }, store) => store.update(cluster, { id: args.cluster }).set({ retiredAt: time }),
};

/** A short name as contracts keep it: ASCII in 32 bytes. */
export const nameIn = (word: Hex): string => hexToString(word, { size: 32 });
