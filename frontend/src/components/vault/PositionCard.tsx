"use client";

import { useAccountRead } from "@/hooks/useAccountView";
import { useChain } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import { useRequests } from "@/hooks/useRequests";
import { useWallet } from "@/hooks/useWallet";
import type { Token } from "@/lib/chain/readTokens";
import type { VaultView } from "@/lib/chain/readVault";
import { formatAmount, formatExact, formatShare } from "@/lib/format/amount";
import { gainOf, positionOf, type Position } from "@/lib/history/position";
import { worthInQueue } from "@/lib/queue/worthInQueue";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import type { Checkpoint } from "@/lib/history/vaultTimeline";
import { Awaited, AwaitedFigure } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { cn } from "../ui/cn";
import { Facts, type Fact } from "../ui/Facts";

type PositionCardProps = {
  vault: VaultView;
  events?: readonly ProtocolEvent[];
  checkpoints?: readonly Checkpoint[];
  historyError: Error | null;
};

/** What the connected account put in, took out and has. */
export function PositionCard({ vault, events, checkpoints, historyError }: PositionCardProps) {
  const { tokens } = useChain();
  const wallet = useWallet();
  const address = wallet.status === "ready" || wallet.status === "wrongChain" ? wallet.address : undefined;
  const { data: account, error: accountError } = useAccountRead(address);
  const { data: requests, error: requestsError } = useRequests(address);
  const { queue } = useProtocol().deployment.contracts;
  const { asset, share } = tokens;
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;

  if (!address) {
    return (
      <Card title="My position">
        <p className="text-sm text-faint">Connect an account to see what it holds.</p>
      </Card>
    );
  }
  if (!account || !requests) {
    return (
      <Card title="My position">
        <Awaited error={accountError ?? requestsError} what="What you hold" className="h-32" />
      </Card>
    );
  }
  const position = events && checkpoints && positionOf(events, checkpoints, address, share.decimals, queue);
  const queued = worthInQueue(requests, vault.exitPrice, share.decimals);
  const worth = account.worth + queued;
  if (account.shares === 0n && requests.length === 0 && position?.entries.length === 0) {
    return (
      <Card title="My position">
        <p className="text-sm text-faint">Nothing yet. A deposit starts it.</p>
      </Card>
    );
  }

  return (
    <Card title="My position">
      <p className="text-sm text-soft">Worth now</p>
      <p
        className="text-[1.75rem] leading-tight font-semibold tracking-tight"
        title={`${formatExact(worth, asset.decimals)} ${asset.symbol}`}
        data-testid="worth"
      >
        {formatAmount(worth, asset.decimals)} <span className="text-base font-normal text-faint">{asset.symbol}</span>
      </p>
      <p className="text-sm text-faint">
        {formatAmount(account.shares, share.decimals, 4)} {share.symbol} ·{" "}
        {formatShare(account.shares, vault.totalSupply, 2)} of the vault
      </p>
      <Facts
        className="mt-4 border-t pt-4"
        facts={[
          ...(queued > 0n
            ? [{ label: "Of it in the queue", value: money(queued), note: "waiting or to be claimed" }]
            : []),
          ...(position
            ? positionFacts(position, worth, asset)
            : [{ label: "Gain", value: <AwaitedFigure error={historyError} />, strong: true }]),
        ]}
      />
    </Card>
  );
}

/** What went in, what came out, and what that makes of what is there. */
function positionFacts(position: Position, worth: bigint, asset: Token): Fact[] {
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const gain = gainOf(position, worth);
  const putIn = position.deposited + position.receivedWorth;
  return [
    { label: "Deposited", value: money(position.deposited) },
    { label: "Withdrawn", value: money(position.withdrawn) },
    ...(position.receivedWorth > 0n
      ? [{ label: "Shares received", value: money(position.receivedWorth), note: "at the price of that moment" }]
      : []),
    ...(position.sentWorth > 0n
      ? [{ label: "Shares sent", value: money(position.sentWorth), note: "at the price of that moment" }]
      : []),
    {
      label: "Gain",
      strong: true,
      value: (
        <span
          data-testid="gain"
          title={`${formatExact(gain, asset.decimals)} ${asset.symbol}`}
          className={cn(gain < 0n && "text-bad-ink")}
        >
          {gain > 0n ? "+" : ""}
          {formatAmount(gain, asset.decimals, 4)} {asset.symbol}
        </span>
      ),
      note: `${formatShare(gain, putIn, 4)} of what went in; worth + out − in`,
    },
  ];
}
