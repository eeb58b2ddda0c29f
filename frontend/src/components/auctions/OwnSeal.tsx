"use client";

import { useState } from "react";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { bidWords, type BidUnit } from "@/lib/auctions/bid";
import { readSeal, sealBehind, sealHash, sealText, type Seal } from "@/lib/auctions/seals";
import type { AuctionView, OwnBid } from "@/lib/chain/readAuctions";
import { saveFile } from "@/lib/files/saveFile";
import { revealBidFlow } from "@/lib/flows/auctionFlows";
import { ActButton } from "../shell/ActButton";
import { Button } from "../ui/Button";
import { FileDrop } from "../ui/FileDrop";
import { Notice } from "../ui/Notice";
import type { AuctionPhase } from "./Auction";

type OwnSealProps = { auction: AuctionView; own: OwnBid; unit: BidUnit; phase: AuctionPhase };

/** The connected account's sealed bid: what it says where that is known, its file, and how it is opened. */
export function OwnSeal({ auction: { id }, own, unit, phase }: OwnSealProps) {
  const { deployment } = useProtocol();
  const wallet = useWallet();
  const startFlow = useFlow();
  const [given, setGiven] = useState<Seal>();
  const [problem, setProblem] = useState<string>();
  const { auction: contract } = deployment.contracts;
  const opens = (seal: Seal): boolean => sealHash({ chainId: deployment.chainId, contract }, seal) === own.hash;
  const seal = given && opens(given) ? given : sealBehind(window.localStorage, own.hash);

  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const read = readSeal(await file.text());
    setGiven(read);
    setProblem(
      !read
        ? `${file.name} is no seal. Choose the file that was saved when the bid was sealed.`
        : opens(read)
          ? undefined
          : `${file.name} opens another bid than the one that is sealed here. Choose the newest file.`,
    );
  };

  if (own.revealed) return <p className="mb-3 text-sm">Your seal is open.</p>;
  if (phase !== "sealing" && phase !== "opening") {
    return <p className="mb-3 text-sm text-bad-ink">Your seal stayed shut: its bond goes to the vault.</p>;
  }
  return (
    <div className="mb-5" data-testid="own-seal">
      <p className="text-sm">
        You have sealed {seal ? <strong>{bidWords(seal.bid, unit)}</strong> : "a bid that this browser does not know"}.
      </p>
      {seal && (
        <Button
          look="quiet"
          size="small"
          className="mt-2"
          onClick={() => saveFile(`bid-of-auction-${id}.json`, sealText(seal))}
        >
          Save what opens it
        </Button>
      )}
      {!seal && (
        <div className="mt-2">
          <FileDrop
            label="What opens it"
            hint="The file that was saved when it was sealed, here or by the command line"
            accept=".json,application/json"
            onFiles={([file]) => void take(file)}
          />
        </div>
      )}
      {problem && (
        <Notice tone="bad" className="mt-2" live>
          {problem}
        </Notice>
      )}
      {phase === "opening" && (
        <ActButton
          className="mt-3 w-full"
          reason={seal ? undefined : "Give what opens it first"}
          onAct={() =>
            seal && wallet.status === "ready" && startFlow(revealBidFlow(contract, seal, bidWords(seal.bid, unit)))
          }
        >
          Open the seal
        </ActButton>
      )}
    </div>
  );
}
