"use client";

import type { Token } from "@/lib/chain/readTokens";
import type { VaultView } from "@/lib/chain/readVault";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { syncFlow } from "@/lib/flows/syncFlow";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime } from "@/lib/format/time";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

/** States of the vault that everyone should know before acting. */
export function VaultNotices({ vault, asset }: { vault: VaultView; asset: Token }) {
  const { deployment } = useProtocol();
  const wallet = useWallet();
  const startFlow = useFlow();
  const isDue = vault.nextDue !== undefined && vault.nextDue <= vault.asOf.timestamp;
  const isFull = !vault.paused && !isDue && vault.maxDeposit === 0n && vault.nav >= vault.cap;

  return (
    <div className="space-y-3 not-empty:mb-6">
      {vault.paused && (
        <Notice tone="warn" title="Deposits are paused by the guardian" testId="paused">
          Withdrawals stay open. The curator can resume deposits, with a delay.
        </Notice>
      )}
      {isDue && vault.nextDue !== undefined && (
        <Notice
          title={`Bookkeeping is due since ${formatDateTime(vault.nextDue)}`}
          testId="due"
          action={
            wallet.status === "ready" && (
              <Button look="secondary" size="small" onClick={() => startFlow(syncFlow(deployment.contracts.book))}>
                Bring up to date
              </Button>
            )
          }
        >
          Limits read zero until someone carries it out. A deposit or a withdrawal does so by itself; the numbers here
          already count it in.
        </Notice>
      )}
      {isFull && (
        <Notice title="The vault is full" testId="full">
          Deposits are capped at a NAV of {formatAmount(vault.cap, asset.decimals, 0)} {asset.symbol}. Only the curator
          can raise the cap, with a delay.
        </Notice>
      )}
      {vault.unrealisedLoss > 0n && (
        <Notice tone="warn" title="Something is late" testId="late">
          Leaving now forgoes {formatAmount(vault.unrealisedLoss, asset.decimals)} {asset.symbol} across all shares:
          exits are priced below entries until it is paid or resolved.
        </Notice>
      )}
    </div>
  );
}
