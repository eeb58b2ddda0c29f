"use client";

import { useMemo } from "react";
import { useChain } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { positionOf } from "@/lib/history/position";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import type { Checkpoint } from "@/lib/history/vaultTimeline";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { PositionEntries } from "./PositionEntries";

type PositionHistoryCardProps = {
  events?: readonly ProtocolEvent[];
  checkpoints?: readonly Checkpoint[];
  historyError: Error | null;
};

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
        <PositionEntries caption="My deposits, withdrawals and transfers" entries={entries} tokens={tokens} />
      )}
    </Card>
  );
}
