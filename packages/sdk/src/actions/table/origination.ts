import { formWords } from "../../errors/statusWords.ts";
import type { ActionsOf } from "../entry.ts";
import { TERMS } from "../kindSets.ts";

const CLUSTER = { cluster: "cluster" } as const;

export const originationActions: ActionsOf<"origination"> = {
  draw: {
    who: ["operator"],
    verb: "draw",
    does: "draw what was approved, for hardware",
    kinds: { ...CLUSTER, amount: "money", receiver: "sender" },
    words: ({ cluster, amount, receiver }, say) =>
      `Draw ${say.money(amount)} for cluster ${cluster}, paid to ${say.account(receiver)} unless it waits for ` +
      "milestones.",
  },
  commission: {
    who: ["operator"],
    verb: "commission",
    does: "declare the second from which a cluster is in service",
    kinds: { ...CLUSTER, inServiceAt: "moment" },
    words: ({ cluster, inServiceAt }, say) =>
      `Declare cluster ${cluster} in service since ${say.moment(inServiceAt)}, where its first period starts.`,
  },
  commissionAttested: {
    who: ["keeper", "operator"],
    verb: "commission-attested",
    does: "put a cluster in service that the reporters attest to be",
    kinds: CLUSTER,
    words: ({ cluster }) => `Put cluster ${cluster} in service as the reporters have attested it.`,
  },
  approve: {
    who: ["curator"],
    verb: "approve",
    does: "approve a facility for an ordered cluster, on its terms",
    kinds: { ...CLUSTER, terms: TERMS },
    words: ({ cluster, terms }, say) =>
      `Approve ${formWords(terms.form)} of up to ${say.money(terms.amount)} for cluster ${cluster}, to be in service ` +
      `by ${say.moment(terms.inServiceBy)}.`,
  },
  lowerApproval: {
    who: ["guardian"],
    verb: "lower-approval",
    does: "lower what may be drawn in all",
    kinds: { ...CLUSTER, amount: "money" },
    words: ({ cluster, amount }, say) =>
      `Lower what may be drawn for cluster ${cluster} in all to ${say.money(amount)}.`,
  },
  setOracle: {
    who: ["governor"],
    verb: "set-oracle",
    does: "have a source take reports from another oracle",
    kinds: { manager: "contract", oracle: "contract" },
    words: ({ manager, oracle }, say) =>
      `Have ${say.account(manager)} take reports from the oracle ${say.account(oracle)}.`,
  },
  writeDownCosts: {
    who: ["governor"],
    verb: "write-down-costs",
    does: "write carried running costs of a facility down",
    kinds: { ...CLUSTER, limit: "money" },
    words: ({ cluster, limit }, say) =>
      `Write the running costs that cluster ${cluster} carries over down to ${say.money(limit)}.`,
  },
};
