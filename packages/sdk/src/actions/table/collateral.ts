import type { ActionsOf } from "../entry.ts";
import { REPORT } from "../kindSets.ts";

const escrowed = (amount: bigint) => ({ token: "asset", spender: "escrow", amount }) as const;

export const escrowActions: ActionsOf<"escrow"> = {
  claim: {
    who: ["challenger"],
    verb: "claim",
    does: "be paid all of one's credit at the vault's escrow: bonds that came back",
    kinds: { receiver: "sender" },
    words: ({ receiver }, say) => `Pay all of the sender's credit at the escrow to ${say.account(receiver)}.`,
  },
};

export const stakeEscrowActions: ActionsOf<"stakeEscrow"> = {
  claim: {
    ...escrowActions.claim,
    who: ["challenger", "reporter"],
    verb: "claim-from-stakes",
    does: "be paid all of one's credit at the escrow of the stakes: awards, fees",
    words: ({ receiver }, say) => `Pay all of the sender's credit out of the stakes to ${say.account(receiver)}.`,
  },
};

export const bondActions: ActionsOf<"bond"> = {
  post: {
    who: ["operator"],
    verb: "bond",
    does: "put up a bond for a cluster, the first loss",
    kinds: { cluster: "cluster", amount: "money" },
    words: ({ cluster, amount }, say) => `Put ${say.money(amount)} up as bond for cluster ${cluster}.`,
    pulls: ({ amount }) => escrowed(amount),
  },
  release: {
    who: ["operator"],
    verb: "release-bond",
    does: "take a bond back that answers for nothing any more",
    kinds: { cluster: "cluster", amount: "money", receiver: "sender" },
    words: ({ cluster, amount, receiver }, say) =>
      `Take ${say.money(amount)} of the bond for cluster ${cluster} back, to ${say.account(receiver)}.`,
  },
};

export const stakesActions: ActionsOf<"stakes"> = {
  post: {
    who: ["reporter"],
    verb: "stake",
    does: "put a reporter's stake up; a seat without one may not sign",
    kinds: { amount: "money" },
    words: ({ amount }, say) => `Put ${say.money(amount)} up as the sender's stake.`,
    pulls: ({ amount }) => ({ token: "dollar", spender: "stakeEscrow", amount }),
  },
  resign: {
    who: ["reporter"],
    verb: "resign",
    does: "give one's seat up; the stake is free later",
    kinds: {},
    words: () => "Give the sender's seat up, at once; its stake is free after the release delay.",
  },
  withdraw: {
    who: ["reporter"],
    verb: "withdraw-stake",
    does: "take a free stake back",
    kinds: { amount: "money", receiver: "sender" },
    words: ({ amount, receiver }, say) =>
      `Take ${say.money(amount)} of the sender's stake back, to ${say.account(receiver)}.`,
  },
  claimAward: {
    who: ["challenger"],
    verb: "claim-award",
    does: "have the award of a dispute credited out of the signers' stakes",
    kinds: { disputes: "contract", dispute: "number", disputed: REPORT, standing: REPORT },
    words: ({ dispute, disputed }) =>
      `Credit the award of dispute ${dispute}, over period ${disputed.period} of cluster ${disputed.cluster}, to its ` +
      "challengers.",
  },
  shareFee: {
    who: ["reporter", "keeper"],
    verb: "share-fee",
    does: "credit fees for a report to who signed it",
    kinds: { report: REPORT, signers: "seats" },
    words: ({ report }) =>
      `Credit the fees for period ${report.period} of cluster ${report.cluster} to who signed its report.`,
  },
  stopAward: {
    who: ["guardian"],
    verb: "stop-award",
    does: "stop the award of a dispute for ever",
    kinds: { disputes: "contract", dispute: "number" },
    words: ({ dispute }) => `Stop the award of dispute ${dispute} for ever.`,
  },
};
