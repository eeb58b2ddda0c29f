"use client";

import { useChain } from "@/hooks/useChain";
import { bidUnitOf, bidWords } from "@/lib/auctions/bid";
import { AUCTION_STATUS, type AuctionView, type OfferedTerms } from "@/lib/chain/readAuctions";
import { formWord } from "@/lib/debt/words";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import { AddressText } from "../ui/AddressText";
import { Badge } from "../ui/Badge";
import { Facts, type Fact } from "../ui/Facts";
import { BidForm } from "./BidForm";
import { ClaimBidBond } from "./ClaimBidBond";
import { EndAuction } from "./EndAuction";
import { OwnSeal } from "./OwnSeal";

type AuctionProps = { auction: AuctionView; terms: OfferedTerms | undefined; isAdmitted: boolean };

/** One offer of capital: what is asked for, where it stands, and what can be done about it now. */
export function Auction({ auction, terms, isAdmitted }: AuctionProps) {
  const { head, tokens, labels } = useChain();
  const { asset } = tokens;
  const { id, name, gpuCount, form, best, own, commitments, revealed } = auction;
  const unit = bidUnitOf(form, asset);
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const phase = phaseOf(auction, head.timestamp);
  const facts: Fact[] = [
    { label: "Offered", value: terms ? money(terms.amount) : "not known yet", note: `${formWord(form)}, at most` },
    { label: "A bid is at least", value: bidWords(auction.leastBid, unit) },
    { label: "and at most", value: bidWords(auction.ceiling, unit) },
    { label: "Each bidder puts up", value: money(auction.bond) },
    { label: "Sealed bids", value: `${commitments}, ${revealed} of them open` },
    ...(best
      ? [
          {
            label: phase === "awarded" ? "Won by" : "Leads",
            value: <AddressText address={best.bidder} label={labels.get(best.bidder.toLowerCase())} />,
            note: bidWords(best.bid, unit),
          },
        ]
      : []),
  ];
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-baseline gap-x-3 gap-y-1 font-medium">
          {name}, auction {id.toString()} <Badge tone={phase === "awarded" ? "good" : "neutral"}>{PHASES[phase]}</Badge>
        </h3>
        <p className="mt-1 mb-3 text-sm text-soft">
          Cluster {auction.cluster.toString()} · {gpuCount} GPUs. {untilWords(auction, head.timestamp)}
        </p>
        <Facts facts={facts} />
      </div>
      <div className="min-w-0">
        {own && <OwnSeal auction={auction} own={own} unit={unit} phase={phase} />}
        {phase === "sealing" && <BidForm auction={auction} unit={unit} isAdmitted={isAdmitted} />}
        {phase === "over" && <EndAuction auction={auction} terms={terms} unit={unit} />}
        {own && own.claimable > 0n && <ClaimBidBond auction={auction} amount={own.claimable} />}
        {phase === "awarded" && (
          <p className="text-sm text-soft">
            The facility is approved: its operator draws on this page, as its cluster.
          </p>
        )}
      </div>
    </div>
  );
}

export type AuctionPhase = "sealing" | "opening" | "over" | "awarded" | "ended";

const PHASES: Record<AuctionPhase, string> = {
  sealing: "bids are sealed",
  opening: "seals are opened",
  over: "waits for its award",
  awarded: "awarded",
  ended: "ended",
};

function phaseOf({ status, commitUntil, revealUntil }: AuctionView, now: number): AuctionPhase {
  if (status === AUCTION_STATUS.awarded) return "awarded";
  if (status !== AUCTION_STATUS.open) return "ended";
  return now < commitUntil ? "sealing" : now < revealUntil ? "opening" : "over";
}

function untilWords({ status, commitUntil, revealUntil }: AuctionView, now: number): string {
  if (status !== AUCTION_STATUS.open || now >= revealUntil) return "";
  const told = (at: number): string => `${formatDateTime(at)}, ${formatFromNow(at, now)}`;
  return now < commitUntil
    ? `Bids are sealed until ${told(commitUntil)}, then opened until ${formatDateTime(revealUntil)}.`
    : `Seals are opened until ${told(revealUntil)}; what stays shut loses its bond.`;
}
