"use client";

import { useAccountView } from "@/hooks/useAccountView";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { claimCreditFlow } from "@/lib/flows/claimCreditFlow";
import { formatAmount } from "@/lib/format/amount";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";

/** What settlements credited to the connected account, and the way to take it out. */
export function CreditCard() {
  const { deployment } = useProtocol();
  const { tokens } = useChain();
  const { asset } = tokens;
  const wallet = useWallet();
  const account = useAccountView(
    wallet.status === "ready" || wallet.status === "wrongChain" ? wallet.address : undefined,
  );
  const startFlow = useFlow();
  if (wallet.status === "none" || wallet.status === "connecting") return null;
  return (
    <Card title="My credits" caption="Running costs, residual and fees that settlements set aside for you">
      {account ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-lg font-semibold tracking-tight" data-testid="credit">
            {formatAmount(account.credit, asset.decimals)}{" "}
            <span className="text-sm font-normal text-faint">{asset.symbol}</span>
          </p>
          <Button
            look="secondary"
            disabled={account.credit === 0n || wallet.status !== "ready"}
            onClick={() =>
              startFlow(claimCreditFlow(deployment.contracts.book, asset, account.address, account.credit))
            }
          >
            {account.credit === 0n ? "Nothing to claim" : "Claim"}
          </Button>
        </div>
      ) : (
        <Skeleton className="h-10" />
      )}
    </Card>
  );
}
