import type { ActionsOf } from "../entry.ts";
import { counted, partOf } from "../words.ts";

const CLUSTER = { cluster: "cluster" } as const;
const ZERO = /^0x0+$/;

const paid = (amount: bigint) => ({ token: "asset", spender: "workouts", amount }) as const;

export const lossesActions: ActionsOf<"losses"> = {
  announceWriteDown: {
    who: ["curator"],
    verb: "announce-write-down",
    does: "announce that part of a facility's value is lost",
    kinds: { ...CLUSTER, fraction: "fraction" },
    words: ({ cluster, fraction }) => `Announce that ${partOf(fraction)} of the value of cluster ${cluster} is lost.`,
  },
  announceLostGpus: {
    who: ["curator"],
    verb: "announce-lost-gpus",
    does: "announce that GPUs of a cluster are lost",
    kinds: { ...CLUSTER, gpus: "count" },
    words: ({ cluster, gpus }) => `Announce that ${counted(gpus, "GPU")} of cluster ${cluster} are lost.`,
  },
  cancelAnnouncement: {
    who: ["guardian", "curator"],
    verb: "cancel-announcement",
    does: "take an announced loss back, within two days",
    kinds: CLUSTER,
    words: ({ cluster }) => `Take the announced loss of cluster ${cluster} back.`,
  },
};

export const workoutsActions: ActionsOf<"workouts"> = {
  offerSale: {
    who: ["curator"],
    verb: "offer-sale",
    does: "offer hardware, or a title, for a price",
    kinds: { ...CLUSTER, buyer: "account", price: "money" },
    words: ({ cluster, buyer, price }, say) =>
      `Offer the title of cluster ${cluster} to ${ZERO.test(buyer) ? "anyone" : say.account(buyer)} for ` +
      `${say.money(price)}, to be taken from two days on.`,
  },
  withdrawOffer: {
    who: ["guardian", "curator", "keeper"],
    verb: "withdraw-offer",
    does: "take an offer of hardware back; anyone can once it is over",
    kinds: CLUSTER,
    words: ({ cluster }) => `Take the offer of cluster ${cluster} back.`,
  },
  buy: {
    who: ["holder"],
    verb: "buy",
    does: "buy the title of a cluster that is offered, for no more than so much",
    kinds: { ...CLUSTER, maxPrice: "money" },
    words: ({ cluster, maxPrice }, say) =>
      `Buy the title of cluster ${cluster} at the price of the second, for no more than ${say.money(maxPrice)}.`,
    // In a Dutch auction the price falls while the approval is on its way.
    pulls: async ({ cluster }, look) => {
      const [, , price] = (await look("workouts", "offerOf", [cluster])) as readonly [boolean, string, bigint];
      return paid(price);
    },
  },
  startDutchAuction: {
    who: ["keeper"],
    verb: "start-dutch-auction",
    does: "offer a title to everybody at a falling price, once the workout period is over",
    kinds: CLUSTER,
    words: ({ cluster }) => `Offer the title of cluster ${cluster} to everybody, at a price that falls in thirty days.`,
  },
  burnTitle: {
    who: ["keeper"],
    verb: "burn-title",
    does: "give up a title that nobody has taken",
    kinds: CLUSTER,
    words: ({ cluster }) => `Give the title of cluster ${cluster} up for good: nobody has taken it.`,
  },
  giveUp: {
    who: ["operator"],
    verb: "give-up",
    does: "give one's cluster up, or take that back",
    kinds: { ...CLUSTER, yes: "yesNo" },
    words: ({ cluster, yes }) =>
      yes
        ? `Give cluster ${cluster} up, so that its resolution may be opened.`
        : `Take back that cluster ${cluster} is given up.`,
  },
  openResolution: {
    who: ["curator", "keeper"],
    verb: "open-resolution",
    does: "open the resolution of a facility; anyone can once it is marked down in full",
    kinds: CLUSTER,
    words: ({ cluster }) => `Open the resolution of cluster ${cluster}.`,
  },
  recover: {
    who: ["keeper", "operator"],
    verb: "recover",
    does: "pay in what was recovered of a facility",
    kinds: { ...CLUSTER, amount: "money" },
    words: ({ cluster, amount }, say) => `Pay ${say.money(amount)} in as a recovery over cluster ${cluster}.`,
    pulls: ({ amount }) => paid(amount),
  },
  accrueOwed: {
    who: ["keeper"],
    verb: "accrue-owed",
    does: "count late interest of a pledge in a workout",
    kinds: CLUSTER,
    words: ({ cluster }) => `Count late interest of cluster ${cluster} up to now.`,
  },
  closeResolution: {
    who: ["curator", "keeper"],
    verb: "close-resolution",
    does: "close a resolution and realise what is left as a loss; anyone can in the end",
    kinds: CLUSTER,
    words: ({ cluster }) => `Close the resolution of cluster ${cluster}; what is left of its value is lost.`,
  },
  bookLoss: {
    who: ["keeper", "curator"],
    verb: "book-loss",
    does: "book a loss that was announced two days ago, with what was recovered of it",
    kinds: { ...CLUSTER, recovery: "money" },
    words: ({ cluster, recovery }, say) =>
      `Book the announced loss of cluster ${cluster}, with ${say.money(recovery)} recovered.`,
    pulls: ({ recovery }) => paid(recovery),
  },
  endClaim: {
    who: ["governor", "keeper"],
    verb: "end-claim",
    does: "end the claim of a loss; anyone can once its time is over",
    kinds: CLUSTER,
    words: ({ cluster }) => `End the claim of what was lost with cluster ${cluster}: it counts as delinquent no more.`,
  },
  prolongClaim: {
    who: ["guardian", "curator"],
    verb: "prolong-claim",
    does: "have the claim of a loss count for one more period",
    kinds: CLUSTER,
    words: ({ cluster }) => `Have the claim of what was lost with cluster ${cluster} count for one more period.`,
  },
};
