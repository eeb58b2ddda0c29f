"use client";

import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { bidWords, type BidUnit } from "@/lib/auctions/bid";
import type { AuctionView, OfferedTerms } from "@/lib/chain/readAuctions";
import { awardFlow, closeAuctionFlow } from "@/lib/flows/auctionFlows";
import { ActButton } from "../shell/ActButton";

type EndAuctionProps = { auction: AuctionView; terms: OfferedTerms | undefined; unit: BidUnit };

/** Anyone awards to the best bid, or closes what nobody has won. */
export function EndAuction({ auction: { id, best }, terms, unit }: EndAuctionProps) {
  const { auction: contract } = useProtocol().deployment.contracts;
  const startFlow = useFlow();
  if (!best) {
    return (
      <ActButton className="w-full" onAct={() => startFlow(closeAuctionFlow(contract, id))}>
        Close it: nobody has won
      </ActButton>
    );
  }
  return (
    <ActButton
      className="w-full"
      reason={terms ? undefined : "Its terms are not known yet"}
      onAct={() => terms && startFlow(awardFlow(contract, id, terms, bidWords(best.bid, unit)))}
    >
      Award it to the best bid
    </ActButton>
  );
}
