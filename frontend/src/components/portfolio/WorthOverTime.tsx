"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { useChain } from "@/hooks/useChain";
import type { HoldingPast } from "@/hooks/useHolding";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime } from "@/lib/format/time";
import { dailyWorth, worthSeries, type WorthPoint } from "@/lib/portfolio/worthSeries";
import { Awaited } from "../ui/Awaited";
import { ChartOrTable, type ChartOrTableView } from "../ui/ChartOrTable";
import { DataTable, type Column } from "../ui/DataTable";
import { Skeleton } from "../ui/Skeleton";

const WorthChart = dynamic(() => import("./WorthChart").then((file) => file.WorthChart), {
  ssr: false,
  loading: () => <Skeleton className="h-60" />,
});

type WorthOverTimeProps = { past: HoldingPast | undefined; now: number; error: Error | null };

/** What a leaver would have been paid for the shares, in every second since there were any. */
export function WorthOverTime({ past, now, error }: WorthOverTimeProps) {
  const { asset, share } = useChain().tokens;
  const [view, setView] = useState<ChartOrTableView>("chart");
  const series = view === "chart" ? worthSeries : dailyWorth;
  const points = useMemo(
    () => past && series(past.checkpoints, past.changes, now, share.decimals),
    [past, series, now, share.decimals],
  );
  return (
    <div className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h3 className="text-sm font-medium">Worth over time</h3>
        <ChartOrTable label={`How the worth of ${share.symbol} is shown`} value={view} onChange={setView} />
      </div>
      {!points ? (
        <Awaited error={error} what="What it was worth" className="h-60" />
      ) : view === "chart" ? (
        <WorthChart points={points} assetDecimals={asset.decimals} assetSymbol={asset.symbol} />
      ) : (
        <DataTable
          className="max-h-72"
          caption={`Worth of ${share.symbol} by day`}
          columns={columnsOf(asset, share)}
          rows={points}
          rowKey={({ timestamp }) => String(timestamp)}
        />
      )}
      <p className="mt-2 text-[0.8125rem] text-faint">
        At what leavers are paid. Shares in the queue count until they are claimed.
      </p>
    </div>
  );
}

type Unit = { symbol: string; decimals: number };

function columnsOf(asset: Unit, share: Unit): Column<WorthPoint>[] {
  return [
    { key: "day", header: "Day (00:00 UTC)", cell: ({ timestamp }) => formatDateTime(timestamp) },
    {
      key: "worth",
      header: `Worth (${asset.symbol})`,
      align: "right",
      cell: ({ worth }) => formatAmount(worth, asset.decimals),
    },
    {
      key: "shares",
      header: `Shares (${share.symbol})`,
      align: "right",
      cell: ({ shares }) => formatAmount(shares, share.decimals, 4),
    },
  ];
}
