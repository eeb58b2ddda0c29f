"use client";

import type { Token } from "@/lib/chain/readTokens";
import { DEPOSIT_STATUS, WITHDRAW_STATUS, type VaultView } from "@/lib/chain/readVault";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { accrueFlow } from "@/lib/flows/accrueFlow";
import { formatAmount, isWorthShowing } from "@/lib/format/amount";
import { formatDateTime, formatDuration } from "@/lib/format/time";
import { delinquencyWords } from "@/lib/vault/depositReason";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

/** States of the vault that everyone should know before acting. */
export function VaultNotices({ vault, asset }: { vault: VaultView; asset: Token }) {
  const { deployment } = useProtocol();
  const wallet = useWallet();
  const startFlow = useFlow();
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const { accrualPendingSince, depositStatus, withdrawStatus } = vault;

  return (
    <div className="space-y-3 not-empty:mb-6">
      {vault.paused && (
        <Notice tone="warn" title="Deposits are paused by the guardian" testId="paused">
          Withdrawals stay open. The curator can resume deposits, with a delay.
        </Notice>
      )}
      {accrualPendingSince !== undefined && (
        <Notice
          title={`Bookkeeping is due since ${formatDateTime(accrualPendingSince)}`}
          testId="accrual-pending"
          action={
            wallet.status === "ready" && (
              <Button look="secondary" size="small" onClick={() => startFlow(accrueFlow(deployment.contracts.vault))}>
                Bring up to date
              </Button>
            )
          }
        >
          More is due than one call carries out by itself: deposits and withdrawals wait until someone has done it. The
          numbers here are those of that moment.
        </Notice>
      )}
      {depositStatus === DEPOSIT_STATUS.capReached && (
        <Notice title="The vault is full" testId="full">
          Deposits are capped at a NAV of {formatAmount(vault.cap, asset.decimals, 0)} {asset.symbol}. Only the governor
          can raise the cap, with a delay.
        </Notice>
      )}
      {depositStatus === DEPOSIT_STATUS.nothingLeft && (
        <Notice tone="bad" title="Nothing is left" testId="nothing-left">
          The vault has lost everything it had. It takes no deposits any more.
        </Notice>
      )}
      {vault.exitBelowEntry && (
        <Notice tone="warn" title="A facility is delinquent, so there are two prices" testId="delinquent">
          Leaving now forgoes {money(vault.unrealisedLoss)} across all shares, until it is paid or resolved: what
          leavers are paid for it is marked down to nothing over {formatDuration(vault.markdownPeriod)}.{" "}
          {vault.exitBelowTolerance
            ? "Patient requests in the redemption queue wait meanwhile; they can be cancelled, as those at " +
              "any price can."
            : "Requests at any price in the redemption queue can be cancelled meanwhile."}
        </Notice>
      )}
      {depositStatus === DEPOSIT_STATUS.delinquent && (
        <Notice
          tone="warn"
          title={
            vault.delinquentValue > 0n
              ? "Deposits are closed: too much is delinquent"
              : "Deposits are closed until arrears have vested"
          }
          testId="too-delinquent"
        >
          {delinquencyWords(vault, money)}
        </Notice>
      )}
      {withdrawStatus === WITHDRAW_STATUS.noCash && (
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
