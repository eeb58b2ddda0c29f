"use client";

import type { Token } from "@/lib/chain/readTokens";
import { LANE, type VaultView } from "@/lib/chain/readVault";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { syncFlow } from "@/lib/flows/syncFlow";
import { formatAmount, formatBps, isWorthShowing } from "@/lib/format/amount";
import { formatDateTime } from "@/lib/format/time";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

/** States of the vault that everyone should know before acting. */
export function VaultNotices({ vault, asset }: { vault: VaultView; asset: Token }) {
  const { deployment } = useProtocol();
  const wallet = useWallet();
  const startFlow = useFlow();
  const isDue = vault.nextDue !== undefined && vault.nextDue <= vault.asOf.timestamp;
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;

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
      {vault.entries === LANE.capReached && (
        <Notice title="The vault is full" testId="full">
          Deposits are capped at a NAV of {formatAmount(vault.cap, asset.decimals, 0)} {asset.symbol}. Only the curator
          can raise the cap, with a delay.
        </Notice>
      )}
      {vault.entries === LANE.nothingLeft && (
        <Notice tone="bad" title="Nothing is left" testId="nothing-left">
          The vault has lost everything it had. It takes no deposits any more.
        </Notice>
      )}
      {vault.exitBelowEntry && (
        <Notice tone="warn" title="A facility is late, so there are two prices" testId="late">
          Leaving now forgoes {money(vault.unrealisedLoss)} across all shares, until it is paid or resolved. Requests in
          the redemption queue can be cancelled meanwhile.
        </Notice>
      )}
      {vault.entries === LANE.late && (
        <Notice tone="warn" title="Deposits are closed: too much is late" testId="too-late">
          {money(vault.watched)} of the NAV is late, or vests what was; deposits are open up to{" "}
          {formatBps(vault.lateLimitBps)} of it. Withdrawals stay open.
        </Notice>
      )}
      {vault.ended > 0n && (
        <Notice tone="bad" title="A facility stands at the end of its line" testId="ended">
          The redemption queue is paid again when that has been resolved.
        </Notice>
      )}
      {vault.exits === LANE.noCash && (
        <Notice title="No cash for withdrawals at once" testId="no-cash">
          {isWorthShowing(vault.cash, asset.decimals)
            ? `All of the cash, ${money(vault.cash)}, is waited for by the redemption queue.`
            : "All of the vault’s money is hardware now."}{" "}
          Leave through the queue: it is paid as rent comes in.
        </Notice>
      )}
    </div>
  );
}
