"use client";

import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import type { AuctionView } from "@/lib/chain/readAuctions";
import { claimBidBondFlow } from "@/lib/flows/auctionFlows";
import { ActButton } from "../shell/ActButton";

/** The bond of a bid that has not won goes back to its bidder. */
export function ClaimBidBond({ auction: { id }, amount }: { auction: AuctionView; amount: bigint }) {
  const { auction: contract } = useProtocol().deployment.contracts;
  const { asset } = useChain().tokens;
  const wallet = useWallet();
  const startFlow = useFlow();
  return (
    <ActButton
      look="secondary"
      className="w-full"
      onAct={() =>
        wallet.status === "ready" &&
        startFlow(claimBidBondFlow({ contract, auction: id, account: wallet.address, amount, asset }))
      }
    >
      Take the bond back
    </ActButton>
  );
}
