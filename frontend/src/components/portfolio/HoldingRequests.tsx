"use client";

import type { Address } from "viem";
import { useChain } from "@/hooks/useChain";
import type { RequestView } from "@/lib/chain/readRequests";
import type { VaultView } from "@/lib/chain/readVault";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import { requestsCalendar } from "@/lib/portfolio/exports";
import { requestStatus } from "@/lib/queue/requestStatus";
import { Badge } from "../ui/Badge";
import { DataTable, type Column } from "../ui/DataTable";
import { DownloadButton } from "./DownloadButton";

type HoldingRequestsProps = { account: Address; requests: readonly RequestView[]; vault: VaultView };

/** An account's requests to leave, with their dates. Nothing where there are none. */
export function HoldingRequests({ account, requests, vault }: HoldingRequestsProps) {
  const { tokens } = useChain();
  if (requests.length === 0) return null;
  const { asset, share } = tokens;
  const now = vault.asOf.timestamp;
  const calendar = requestsCalendar(requests, tokens, account, now);
  const columns: readonly Column<RequestView>[] = [
    {
      key: "epoch",
      header: "Epoch",
      cell: ({ epoch, atAnyPrice }) => `${epoch}, ${atAnyPrice ? "at any price" : "patient"}`,
    },
    { key: "state", header: "State", cell: (request) => <Badge>{requestStatus(request, now, vault).word}</Badge> },
    {
      key: "closes",
      header: "Closes",
      cell: ({ end }) => `${formatDateTime(end)}, ${formatFromNow(end, now)}`,
    },
    {
      key: "waits",
      header: `Waits (${share.symbol})`,
      align: "right",
      cell: ({ pending }) => formatAmount(pending, share.decimals, 4),
    },
    {
      key: "claimable",
      header: `To be claimed (${asset.symbol})`,
      align: "right",
      cell: ({ claimableAssets }) => formatAmount(claimableAssets, asset.decimals),
    },
  ];
  return (
    <div className="mt-6 border-t pt-4">
      <div className="mb-3 flex items-center justify-between gap-3">
        <h3 className="text-sm font-medium">Requests to leave</h3>
        {calendar !== undefined && (
          <DownloadButton name={`${share.symbol}-requests.ics`} type="text/calendar" label="Dates">
            {() => calendar}
          </DownloadButton>
        )}
      </div>
      <DataTable
        caption={`Requests to leave ${share.symbol}`}
        columns={columns}
        rows={requests}
        rowKey={({ requestId }) => requestId.toString()}
      />
    </div>
  );
}
