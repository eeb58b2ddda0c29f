import { eq, sql } from "ponder";
import { db } from "ponder:api";
import { auction, epoch } from "ponder:schema";
import type { Due } from "../due.ts";

/** What waits in queues, and what capital is offered. */
export async function vaultsDue(): Promise<Due[]> {
  const waiting = await db
    .select()
    .from(epoch)
    .where(sql`${epoch.requested} > ${epoch.cancelled} + ${epoch.settled}`);
  const auctions = await db.select().from(auction).where(eq(auction.status, "open"));
  return [
    ...waiting.map(({ vault, requestId, end, requested, cancelled, settled }): Due => ({
      at: end,
      kind: "epochCloses",
      what: `${requested - cancelled - settled} share units wait in epoch ${requestId}, which is paid from then on.`,
      who: "anyone, by settle of the queue",
      otherwise: "They wait, and draws leave the cash that they are worth alone.",
      vault,
      cluster: null,
      reference: `${requestId}`,
    })),
    ...auctions.flatMap(({ vault, cluster, id, commitUntil, revealUntil }): Due[] => {
      const about = { vault, cluster, reference: `${id}` };
      return [
        {
          ...about,
          at: commitUntil,
          kind: "auctionCommit",
          what: `Bids in auction ${id} for cluster ${cluster} have to be sealed by then.`,
          who: "admitted operators, by commit",
          otherwise: "Who has not sealed a bid can't win.",
        },
        {
          ...about,
          at: revealUntil,
          kind: "auctionReveal",
          what: `Sealed bids in auction ${id} have to be opened by then; it can be awarded from then on.`,
          who: "bidders, by reveal; from then on anyone, by award",
          otherwise: "The bond of a bid that stays sealed is forfeited.",
        },
      ];
    }),
  ];
}
