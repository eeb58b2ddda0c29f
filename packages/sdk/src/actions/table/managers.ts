import type { ActionsOf } from "../entry.ts";
import { clustersOf, counted } from "../words.ts";

const CLUSTER = { cluster: "cluster" } as const;

/** What every way of financing takes from people. */
function managerActions(key: "shares" | "loans"): ActionsOf<"shares"> {
  return {
    payIn: {
      who: ["operator"],
      verb: "pay-in",
      does: "pay rent into a cluster's lockbox, and settle what is final",
      kinds: { ...CLUSTER, amount: "money" },
      words: ({ cluster, amount }, say) =>
        `Pay ${say.money(amount)} of rent in for cluster ${cluster}, and settle what is final of it.`,
      pulls: ({ amount }) => ({ token: "asset", spender: key, amount }),
    },
    claimEarnings: {
      who: ["operator"],
      verb: "claim",
      does: "claim running costs and residual that clusters have earned",
      kinds: { clusters: ["cluster"], receiver: "sender" },
      words: ({ clusters, receiver }, say) =>
        `Claim all that ${clustersOf(clusters)} ${clusters.length === 1 ? "has" : "have"} earned for the operator, ` +
        `paid to ${say.account(receiver)}.`,
    },
    settle: {
      who: ["keeper"],
      verb: "settle",
      does: "take in a cluster's next final report, and distribute what was paid in",
      kinds: CLUSTER,
      words: ({ cluster }) => `Take in the next final report of cluster ${cluster}, and distribute what was paid in.`,
    },
    settleMany: {
      who: ["keeper"],
      verb: "settle-many",
      does: "settle many clusters at once",
      kinds: { clusters: ["cluster"] },
      words: ({ clusters }) => `Settle ${clustersOf(clusters)}, ${counted(clusters.length, "settlement")} in all.`,
    },
    postpone: {
      who: ["keeper"],
      verb: "postpone",
      does: "move a deadline by the time that disputes and vetoes have taken",
      kinds: CLUSTER,
      words: ({ cluster }) => `Move the deadline of cluster ${cluster} by what disputes and vetoes have taken.`,
    },
    returnExcess: {
      who: ["keeper", "operator"],
      verb: "return-excess",
      does: "make what an ended facility was paid too much the operator's",
      kinds: CLUSTER,
      words: ({ cluster }) => `Make what was paid in for cluster ${cluster} beyond its reports its operator's.`,
    },
    refreshReportingDelay: {
      who: ["keeper"],
      verb: "refresh-reporting-delay",
      does: "reckon with the oracle's timings of now",
      kinds: {},
      words: () => "Reckon with the oracle's timings of now, for periods that start from now on.",
    },
  };
}

export const sharesActions: ActionsOf<"shares"> = managerActions("shares");

export const loansActions: ActionsOf<"loans"> = {
  ...managerActions("loans"),
  repay: {
    who: ["operator"],
    verb: "repay",
    does: "repay a loan or a lease past the lockbox: late interest, what is due, then principal",
    kinds: { ...CLUSTER, amount: "money" },
    words: ({ cluster, amount }, say) =>
      `Repay up to ${say.money(amount)} of cluster ${cluster}: late interest, what is due, then principal ahead of ` +
      "its time.",
    pulls: ({ amount }) => ({ token: "asset", spender: "loans", amount }),
  },
};
