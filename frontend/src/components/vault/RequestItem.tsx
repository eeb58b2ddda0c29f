"use client";

import type { Address } from "viem";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useFocusRefuge } from "@/hooks/useFocusRefuge";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import type { RequestView } from "@/lib/chain/readRequests";
import type { VaultView } from "@/lib/chain/readVault";
import { cancelRequestFlow, takeBackFlow } from "@/lib/flows/cancelRequestFlow";
import { claimRedemptionFlow } from "@/lib/flows/claimRedemptionFlow";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import { requestName } from "@gpu-yield-vaults/sdk/errors";
import { requestStatus, type RequestStatus } from "@/lib/queue/requestStatus";
import type { OutlookView } from "@/lib/queue/outlook";
import { Badge, type BadgeTone } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { RequestOutlook } from "./RequestOutlook";

type RequestItemProps = {
  request: RequestView;
  vault: VaultView;
  account: Address;
  /** When it could be paid; absent where nothing of it waits, or that is not known. */
  outlook?: OutlookView;
};

const TONES = {
  open: "neutral",
  waiting: "warn",
  "paid in part": "good",
  "ready to claim": "good",
  cancelled: "neutral",
} as const satisfies Record<RequestStatus["word"], BadgeTone>;

/** One request to leave, and what can be done with it now. */
export function RequestItem({ request, vault, account, outlook }: RequestItemProps) {
  const { queue } = useProtocol().deployment.contracts;
  const { tokens } = useChain();
  const { asset, share } = tokens;
  const isReady = useWallet().status === "ready";
  const startFlow = useFlow();

  const now = vault.asOf.timestamp;
  const { requestId, epoch, atAnyPrice, end, pending, claimable, claimableAssets, claimed, cancelled } = request;
  const status = requestStatus(request, now, vault);
  const shares = (units: bigint): string => `${formatAmount(units, share.decimals, 4)} ${share.symbol}`;
  const place = { queue, tokens, account, requestId };
  const name = requestName(requestId);

  const item = useFocusRefuge<HTMLLIElement>();
  return (
    <li ref={item} className="py-4 last:pb-0" data-testid={`request-${requestId}`}>
      <div className="flex items-center justify-between gap-3">
        <h4 className="text-sm font-medium">
          Epoch {epoch.toString()}, {atAnyPrice ? "at any price" : "patient"}
        </h4>
        <Badge tone={TONES[status.word]}>{status.word}</Badge>
      </div>
      {end > 0 && (
        <p className="mt-0.5 text-[0.8125rem] text-faint">
          {now < end ? "closes" : "closed"} {formatDateTime(end)}, {formatFromNow(end, now)}
        </p>
      )}
      <Facts
        className="mt-2"
        facts={[
          { label: "Pending", value: shares(pending) },
          {
            label: "Claimable",
            value: `${formatAmount(claimableAssets, asset.decimals)} ${asset.symbol}`,
            note: status.canClaim ? `for ${shares(claimable)}` : undefined,
          },
          { label: "Claimed", value: shares(claimed) },
          { label: "Cancelled", value: shares(cancelled), note: cancelled > 0n ? "to be taken back" : undefined },
        ]}
      />
      {outlook && <RequestOutlook outlook={outlook} now={now} />}
      <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
        {status.canClaim && (
          <Button
            size="small"
            aria-disabled={isReady ? undefined : true}
            aria-label={`Claim the money of ${name}`}
            onClick={() => isReady && startFlow(claimRedemptionFlow({ ...place, assets: claimableAssets }))}
          >
            Claim
          </Button>
        )}
        {status.canCancel && (
          <Button
            look="secondary"
            size="small"
            aria-disabled={isReady ? undefined : true}
            aria-label={`Cancel the request of ${name}`}
            onClick={() => isReady && startFlow(cancelRequestFlow({ ...place, shares: pending + cancelled }))}
          >
            Cancel
          </Button>
        )}
        {status.canTakeBack && (
          <Button
            look="secondary"
            size="small"
            aria-disabled={isReady ? undefined : true}
            onClick={() => isReady && startFlow(takeBackFlow({ ...place, shares: cancelled }))}
          >
            Take shares back
          </Button>
        )}
      </div>
      {pending > 0n && !status.canCancel && (
        <p className="mt-2 text-[0.8125rem] text-faint">
          Its epoch has closed, and{" "}
          {atAnyPrice ? "leaving costs nothing extra" : "little or nothing is unrealised, so that it may be paid"}: it
          waits for its settlement and cannot be cancelled.
        </p>
      )}
    </li>
  );
}
