import type { ActionsOf } from "../entry.ts";
import { counted } from "../words.ts";

const CLUSTER = { cluster: "cluster" } as const;
const TITLE = { to: "account", tokenId: "cluster" } as const;

export const registryActions: ActionsOf<"registry"> = {
  register: {
    who: ["curator"],
    verb: "register",
    does: "issue the title of an ordered cluster",
    kinds: {
      facts: {
        name: "text",
        model: "name",
        region: "name",
        operator: "account",
        gpuCount: "count",
        systemWatts: "watts",
        pueBps: "bps",
        maxPeriod: "length",
        usefulLife: "length",
        cost: "money",
        salvage: "money",
        serialsRoot: "hash",
      },
      holder: "contract",
    },
    words: ({ facts, holder }, say) =>
      `Register the cluster ${facts.name}, ${counted(facts.gpuCount, "GPU")} of ${say.label(facts.model)} in ` +
      `${say.label(facts.region)} at ${say.money(facts.cost)}, its title to ${say.account(holder)}.`,
  },
  commission: {
    who: ["holder"],
    verb: "commission-title",
    does: "put a cluster in service that nothing finances",
    kinds: { ...CLUSTER, inServiceAt: "moment" },
    words: ({ cluster, inServiceAt }, say) =>
      `Write down that cluster ${cluster} is in service since ${say.moment(inServiceAt)}.`,
  },
  retire: {
    who: ["holder"],
    verb: "retire",
    does: "retire a cluster for good",
    kinds: CLUSTER,
    words: ({ cluster }) => `Retire cluster ${cluster} for good.`,
  },
  retireGpus: {
    who: ["holder"],
    verb: "retire-gpus",
    does: "write down that GPUs of a cluster left service",
    kinds: { ...CLUSTER, count: "count" },
    words: ({ cluster, count }) => `Write down that ${counted(count, "GPU")} of cluster ${cluster} left service.`,
  },
  assign: {
    who: ["holder"],
    verb: "assign",
    does: "name another operator of an ordered cluster",
    kinds: { ...CLUSTER, operator: "account" },
    words: ({ cluster, operator }, say) => `Name ${say.account(operator)} the operator of cluster ${cluster}.`,
  },
  pledge: {
    who: ["holder"],
    verb: "pledge",
    does: "make a title another's that stays pledged to its holder",
    kinds: { ...CLUSTER, owner: "account" },
    words: ({ cluster, owner }, say) =>
      `Make the title of cluster ${cluster} ${say.account(owner)}'s, pledged to the sender.`,
  },
  manage: {
    who: ["holder"],
    verb: "manage",
    does: "account for an ordered cluster for life",
    kinds: CLUSTER,
    words: ({ cluster }) => `Have the sender account for cluster ${cluster} for life.`,
  },
  transferFrom: {
    who: ["holder"],
    verb: "transfer-title",
    does: "send a title to another account",
    kinds: { from: "sender", ...TITLE },
    words: ({ from, to, tokenId }, say) =>
      `Send the title of cluster ${tokenId} from ${say.account(from)} to ${say.account(to)}.`,
  },
  safeTransferFrom: {
    who: ["holder"],
    verb: "transfer-title-safely",
    does: "send a title to another account, which has to know what it receives",
    kinds: { from: "sender", ...TITLE, data: "bytes" },
    words: ({ from, to, tokenId }, say) =>
      `Send the title of cluster ${tokenId} from ${say.account(from)} to ${say.account(to)}, which has to accept it.`,
  },
  approve: {
    who: ["holder"],
    verb: "approve-title",
    does: "allow another account to take a title",
    kinds: TITLE,
    words: ({ to, tokenId }, say) => `Allow ${say.account(to)} to take the title of cluster ${tokenId}.`,
  },
  setApprovalForAll: {
    who: ["holder"],
    verb: "approve-all-titles",
    does: "let another account act for all of one's titles, or stop it",
    kinds: { operator: "account", approved: "yesNo" },
    words: ({ operator, approved }, say) =>
      `Let ${say.account(operator)} act for all titles of the sender${approved ? "" : " no more"}.`,
  },
};
