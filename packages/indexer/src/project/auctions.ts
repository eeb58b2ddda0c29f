import { auction, bid } from "ponder:schema";
import { vaultOf, type Projections } from "../happened.ts";
import { plain } from "../plain.ts";

/** Capital that is offered, and who bids for it. */
export const auctions: Projections["auction"] = {
  AuctionOpened: (happened, store) => {
    const { auction: id, cluster, request, terms } = happened.args;
    return store.insert(auction).values({
      auction: happened.contract,
      id,
      vault: vaultOf(happened),
      cluster,
      status: "open",
      leastBid: request.leastBid,
      bond: request.bond,
      commitUntil: BigInt(request.commitUntil),
      revealUntil: BigInt(request.revealUntil),
      terms: plain(terms),
      forfeited: 0n,
    });
  },
  BidCommitted: ({ args, contract, time }, store) => {
    const row = { hash: args.hash, place: args.order, committedAt: time, bid: null, leads: false };
    return store
      .insert(bid)
      .values({ auction: contract, id: args.auction, bidder: args.bidder, ...row, claimed: 0n })
      .onConflictDoUpdate(row);
  },
  BidRevealed: ({ args, contract }, store) =>
    store
      .update(bid, { auction: contract, id: args.auction, bidder: args.bidder })
      .set({ bid: args.bid, leads: args.leads }),
  BondClaimed: ({ args, contract }, store) =>
    store
      .update(bid, { auction: contract, id: args.auction, bidder: args.bidder })
      .set((row) => ({ claimed: row.claimed + args.amount })),
  AuctionAwarded: ({ args, contract }, store) =>
    store
      .update(auction, { auction: contract, id: args.auction })
      .set({ status: "awarded", winner: args.winner, bid: args.bid }),
  AuctionEnded: ({ args, contract }, store) =>
    store
      .update(auction, { auction: contract, id: args.auction })
      .set({ status: "ended", outcome: args.outcome, forfeited: args.forfeited }),
};
