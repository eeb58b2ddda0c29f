import { formWords } from "../../errors/statusWords.ts";
import type { ActionsOf } from "../entry.ts";
import { TERMS } from "../kindSets.ts";

const AUCTION = { auction: "number" } as const;
const OPERATOR = { operator: "account" } as const;

const NOTHING_COMMITTED = /^0x0+$/;

export const auctionActions: ActionsOf<"auction"> = {
  commit: {
    who: ["operator"],
    verb: "commit-bid",
    does: "seal a bid for capital, with the auction's bond",
    kinds: { ...AUCTION, hash: "hash" },
    words: ({ auction, hash }) => `Seal the bid ${hash} in auction ${auction}.`,
    // A seal in the place of another takes no second bond.
    pulls: async ({ auction }, look, sender) => {
      const { bond } = (await look("auction", "auctionOf", [auction])) as { bond: bigint };
      const { hash } = (await look("auction", "commitmentOf", [auction, sender])) as { hash: string };
      return { token: "asset", spender: "escrow", amount: NOTHING_COMMITTED.test(hash) ? bond : 0n };
    },
  },
  reveal: {
    who: ["operator"],
    verb: "reveal-bid",
    does: "open one's seal",
    kinds: { ...AUCTION, bid: "bid", salt: "hash" },
    words: ({ auction, bid }) =>
      `Reveal the bid of ${bid}, in the unit of the term that it becomes, in auction ${auction}.`,
  },
  claimBond: {
    who: ["operator"],
    verb: "claim-bid-bond",
    does: "have the bond of a bid back that has not won",
    kinds: { ...AUCTION, receiver: "sender" },
    words: ({ auction, receiver }, say) =>
      `Have the sender's bond of auction ${auction} back, to ${say.account(receiver)}.`,
  },
  award: {
    who: ["keeper"],
    verb: "award-auction",
    does: "approve the facility on the best bid",
    kinds: { ...AUCTION, terms: TERMS },
    words: ({ auction, terms }, say) =>
      `Approve ${formWords(terms.form)} of up to ${say.money(terms.amount)} on the best bid of auction ${auction}.`,
  },
  close: {
    who: ["keeper"],
    verb: "close-auction",
    does: "end an auction that nobody won",
    kinds: AUCTION,
    words: ({ auction }) => `End auction ${auction}, which nobody won.`,
  },
  fail: {
    who: ["keeper"],
    verb: "fail-auction",
    does: "end an auction whose best bid was not awarded in time",
    kinds: AUCTION,
    words: ({ auction }) => `End auction ${auction}: its best bid was not awarded in time.`,
  },
  keep: {
    who: ["keeper", "operator"],
    verb: "free-bid-bond",
    does: "let a winner's bond follow the rules of every operator's bond",
    kinds: AUCTION,
    words: ({ auction }) => `Let the winner's bond of auction ${auction} follow the rules of every operator's bond.`,
  },
  forward: {
    who: ["keeper"],
    verb: "forward-bid-bonds",
    does: "pay what bidders have forfeited over a cluster into the vault",
    kinds: { cluster: "cluster" },
    words: ({ cluster }) => `Pay what bidders have forfeited over cluster ${cluster} into the vault.`,
  },
  admit: {
    who: ["curator"],
    verb: "admit-bidder",
    does: "let an operator bid",
    kinds: OPERATOR,
    words: ({ operator }, say) => `Let ${say.account(operator)} bid for the vault's capital.`,
  },
  dismiss: {
    who: ["guardian"],
    verb: "dismiss-bidder",
    does: "keep an operator from bidding and winning",
    kinds: OPERATOR,
    words: ({ operator }, say) => `Keep ${say.account(operator)} from bidding and winning.`,
  },
  open: {
    who: ["curator"],
    verb: "open-auction",
    does: "offer capital for an ordered cluster",
    kinds: {
      request: { cluster: "cluster", leastBid: "bid", bond: "money", commitUntil: "moment", revealUntil: "moment" },
      terms: TERMS,
    },
    words: ({ request, terms }, say) =>
      `Offer ${formWords(terms.form)} of up to ${say.money(terms.amount)} for cluster ${request.cluster} to bidders, ` +
      `who put up ${say.money(request.bond)} each, until ${say.moment(request.commitUntil)}.`,
  },
  withdraw: {
    who: ["curator"],
    verb: "withdraw-auction",
    does: "take an offer back that nobody has bid for",
    kinds: AUCTION,
    words: ({ auction }) => `Take auction ${auction} back, in which nobody has bid.`,
  },
  forfeit: {
    who: ["curator"],
    verb: "forfeit-bid-bond",
    does: "have the bond of a winner forfeited that drew nothing in time",
    kinds: AUCTION,
    words: ({ auction }) => `Have the winner of auction ${auction} forfeit its bond: it has drawn nothing in time.`,
  },
  cancel: {
    who: ["guardian"],
    verb: "cancel-auction",
    does: "end an auction before its award",
    kinds: AUCTION,
    words: ({ auction }) => `End auction ${auction} before its award; every bond goes back.`,
  },
};
