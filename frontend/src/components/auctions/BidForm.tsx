"use client";

import { useState } from "react";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { usePayer } from "@/hooks/usePayer";
import { useProtocol } from "@/hooks/useProtocol";
import { bidWords, type BidUnit } from "@/lib/auctions/bid";
import { keepSeal, makeSeal, sealText } from "@/lib/auctions/seals";
import type { AuctionView } from "@/lib/chain/readAuctions";
import { draftReason, EMPTY, readDraft, type Draft } from "@/lib/drafts/draft";
import { saveFile } from "@/lib/files/saveFile";
import { commitBidFlow } from "@/lib/flows/auctionFlows";
import { prepareByAllowance } from "@/lib/flows/prepareByAllowance";
import { ActButton } from "../shell/ActButton";
import { AmountField } from "../ui/AmountField";

type BidFormProps = { auction: AuctionView; unit: BidUnit; isAdmitted: boolean };

/** Seals a bid, or another in its place. What opens it is kept in this browser and saved as a file before that. */
export function BidForm({ auction, unit, isAdmitted }: BidFormProps) {
  const { deployment, read } = useProtocol();
  const { asset } = useChain().tokens;
  const payer = usePayer();
  const startFlow = useFlow();
  const [draft, setDraft] = useState<Draft<never>>(EMPTY);
  const { id, leastBid, ceiling, own, revealUntil } = auction;
  const { text, amount: bid, isEmpty, ...reading } = readDraft<never>(draft, unit.decimals, {});
  const problem =
    reading.problem ??
    (bid !== undefined && (bid < leastBid || bid > ceiling)
      ? `A bid is between ${bidWords(leastBid, unit)} and ${bidWords(ceiling, unit)}.`
      : undefined);

  const start = (): void => {
    if (!payer || bid === undefined) return;
    const { auction: contract, escrow } = deployment.contracts;
    const place = { chainId: deployment.chainId, contract };
    const seal = makeSeal({ auction: id, bidder: payer.address, bid });
    const words = bidWords(bid, unit);
    const bond = own ? 0n : auction.bond;
    const prepare = () =>
      prepareByAllowance(read, { account: payer.address, spender: escrow, asset, amount: bond }, (allowance) => {
        keepSeal(window.localStorage, place, seal);
        saveFile(`bid-of-auction-${id}.json`, sealText(seal));
        return commitBidFlow({ place, seal, words, escrow, asset, bond, allowance, revealUntil });
      });
    startFlow({ title: `Seal a bid of ${words}`, prepare }, () => setDraft((now) => (now === draft ? EMPTY : now)));
  };

  return (
    <>
      <AmountField
        label={own ? "Another bid in its place" : "Your bid"}
        unit={unit.unit}
        hint={unit.means}
        value={text}
        onChange={(typed) => setDraft({ text: typed })}
        problem={problem}
      />
      <ActButton
        className="mt-1 w-full"
        reason={isAdmitted ? draftReason({ isEmpty, problem }) : "Not admitted to bid"}
        onAct={start}
      >
        Seal the bid
      </ActButton>
      <p className="mt-2 text-[0.8125rem] text-faint">
        {isAdmitted || !payer
          ? "What opens the seal stays in this browser and is saved as a file: keep it until you have opened it."
          : "The curator says who may bid, after its delay: ask it to admit this account."}
      </p>
    </>
  );
}
