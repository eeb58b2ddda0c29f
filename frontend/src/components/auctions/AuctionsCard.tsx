"use client";

import { useAuctions } from "@/hooks/useAuctions";
import { AUCTION_STATUS, type AuctionView } from "@/lib/chain/readAuctions";
import { Card } from "../ui/Card";
import { Auction } from "./Auction";

/** Capital on offer, and what of it the connected account has bid for or may claim. Nothing where there is none. */
export function AuctionsCard() {
  const { view, terms } = useAuctions();
  const shown = view?.auctions.filter(isShown) ?? [];
  if (!view || shown.length === 0) return null;
  return (
    <Card
      title="Capital on offer"
      caption="Sealed bids: the best for depositors wins, at its own price. Of equal ones the first that was sealed."
      className="mb-6"
    >
      <ul className="divide-y">
        {shown.map((auction) => (
          <li key={auction.id.toString()} className="py-5 first:pt-0 last:pb-0" data-testid={`auction-${auction.id}`}>
            <Auction auction={auction} terms={terms?.get(auction.id)} isAdmitted={view.isAdmitted} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Whether somebody can still do something about it. */
const isShown = ({ status, own }: AuctionView): boolean =>
  status === AUCTION_STATUS.open || status === AUCTION_STATUS.awarded || (own !== undefined && own.claimable > 0n);
