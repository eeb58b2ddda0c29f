"use client";

import { useMemo } from "react";
import { useChain } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import type { Tokens } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime } from "@/lib/format/time";
import { positionOf, type PositionEntry } from "@/lib/history/position";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import type { Checkpoint } from "@/lib/history/vaultTimeline";
import { AddressText } from "../ui/AddressText";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { DataTable, type Column } from "../ui/DataTable";

type PositionHistoryCardProps = {
  events?: readonly ProtocolEvent[];
  checkpoints?: readonly Checkpoint[];
  historyError: Error | null;
};

const WORDS = {
  deposit: "Deposit",
  withdrawal: "Withdrawal",
  received: "Shares received",
  sent: "Shares sent",
  requested: "Request to leave",
  takenBack: "Request cancelled",
  claimed: "Claim from the queue",
} as const satisfies Record<PositionEntry["kind"], string>;

/** What went in is plus, what came out is minus; shares that only moved into the queue or back are neither. */
const SIGNS = {
  deposit: "+",
  received: "+",
  withdrawal: "−",
  claimed: "−",
  sent: "−",
  requested: "",
  takenBack: "",
} as const satisfies Record<PositionEntry["kind"], string>;

/** Every deposit, withdrawal and transfer of the connected account, from events. */
export function PositionHistoryCard({ events, checkpoints, historyError }: PositionHistoryCardProps) {
  const { tokens } = useChain();
  const { queue } = useProtocol().deployment.contracts;
  const wallet = useWallet();
  const address = wallet.status === "ready" || wallet.status === "wrongChain" ? wallet.address : undefined;
  const entries = useMemo(
    () =>
      events && checkpoints && address
        ? positionOf(events, checkpoints, address, tokens.share.decimals, queue).entries
        : undefined,
    [events, checkpoints, address, tokens.share.decimals, queue],
  );
  if (!address || entries?.length === 0) return null;
  return (
    <Card title="My history" caption="From the vault’s events, newest first">
      {!entries ? (
        <Awaited error={historyError} what="Your history" className="h-24" />
      ) : (
        <DataTable
          caption="My deposits, withdrawals and transfers"
          columns={columnsOf(tokens)}
          rows={entries}
          rowKey={({ transactionHash, kind, shares }) => `${transactionHash}-${kind}-${shares}`}
        />
      )}
    </Card>
  );
}

function columnsOf({ asset, share }: Tokens): Column<PositionEntry>[] {
  return [
    { key: "when", header: "When", cell: ({ timestamp }) => formatDateTime(timestamp) },
    { key: "what", header: "What", cell: ({ kind }) => WORDS[kind] },
    {
      key: "assets",
      header: `Amount (${asset.symbol})`,
      align: "right",
      cell: ({ kind, assets }) => `${SIGNS[kind]}${formatAmount(assets, asset.decimals, 6)}`,
    },
    {
      key: "shares",
      header: `Shares (${share.symbol})`,
      align: "right",
      cell: ({ shares }) => formatAmount(shares, share.decimals, 6),
    },
    {
      key: "price",
      header: "Price",
      align: "right",
      cell: ({ assets, shares }) =>
        shares === 0n ? "–" : formatAmount((assets * 10n ** BigInt(share.decimals)) / shares, asset.decimals, 6),
    },
    { key: "block", header: "Block", align: "right", cell: ({ blockNumber }) => blockNumber.toLocaleString("en-US") },
    {
      key: "hash",
      header: "Transaction",
      align: "right",
      cell: ({ transactionHash }) => <AddressText address={transactionHash} />,
    },
  ];
}
