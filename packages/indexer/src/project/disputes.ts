import { challenge, dispute } from "ponder:schema";
import { vaultOf, type Projections } from "../happened.ts";
import { nameIn } from "./clusters.ts";

/** Who says that a report is false, and what came of it. */
export const disputes: Projections["disputes"] = {
  DisputeOpened: (happened, store) => {
    const { cluster, period, dispute: id, revision, answerBy } = happened.args;
    return store.insert(dispute).values({
      disputes: happened.contract,
      id,
      vault: vaultOf(happened),
      cluster,
      period,
      revision,
      status: "open",
      openedAt: happened.time,
      answerBy: BigInt(answerBy),
      bonds: 0n,
      returned: 0n,
    });
  },
  Challenged: async ({ id, args, contract, time }, store) => {
    const { dispute: number, challenger, field, evidenceHash, bond } = args;
    await store.insert(challenge).values({
      id,
      disputes: contract,
      dispute: number,
      challenger,
      field: nameIn(field),
      evidenceHash,
      bond,
      time,
    });
    await store.update(dispute, { disputes: contract, id: number }).set((row) => ({ bonds: row.bonds + bond }));
  },
  Defended: ({ args, contract }, store) =>
    store
      .update(dispute, { disputes: contract, id: args.dispute })
      .set({ status: "defended", arbiterBy: BigInt(args.arbiterBy) }),
  DisputeEnded: ({ args, contract, time }, store) =>
    store
      .update(dispute, { disputes: contract, id: args.dispute })
      .set({ status: "ended", endedAt: time, outcome: args.outcome, returned: args.returned }),
};
