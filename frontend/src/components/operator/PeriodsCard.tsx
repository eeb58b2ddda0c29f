"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { Token } from "@/lib/chain/readTokens";
import { formatAmount, formatShare } from "@/lib/format/amount";
import { formatDate, formatDateTime, formatFromNow } from "@/lib/format/time";
import type { ClusterHistory, PeriodRow, PeriodStatus } from "@/lib/history/periods";
import { Badge, type BadgeTone } from "../ui/Badge";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { ChartOrTable, type ChartOrTableView } from "../ui/ChartOrTable";
import { DataTable, type Column } from "../ui/DataTable";
import { Skeleton } from "../ui/Skeleton";

const PeriodsChart = dynamic(() => import("./PeriodsChart").then((file) => file.PeriodsChart), {
  ssr: false,
  loading: () => <Skeleton className="h-60" />,
});

type PeriodsCardProps = {
  history?: ClusterHistory;
  /** Why history is not known; null while it is being read. */
  error: Error | null;
  asset: Token;
  now: number;
};

/** Reported against received, period by period. */
export function PeriodsCard({ history, asset, now, error }: PeriodsCardProps) {
  const [view, setView] = useState<ChartOrTableView>("chart");
  return (
    <Card
      title="Reported against received"
      caption={`By period, in ${asset.symbol}; cash pays the oldest rent first`}
      aside={<ChartOrTable value={view} onChange={setView} />}
    >
      {!history ? (
        <Awaited error={error} what="What was reported" className="h-60" />
      ) : history.periods.length === 0 ? (
        <p className="py-16 text-center text-sm text-faint">
          No report yet. The first one covers the time from the in-service second on.
        </p>
      ) : view === "chart" ? (
        <PeriodsChart periods={history.periods} assetDecimals={asset.decimals} assetSymbol={asset.symbol} />
      ) : (
        <DataTable
          className="max-h-96"
          caption="Reports of this cluster, newest first"
          columns={columns(asset, now)}
          rows={history.periods.toReversed()}
          rowKey={({ period }) => String(period)}
        />
      )}
    </Card>
  );
}

const TONES: Record<PeriodStatus, BadgeTone> = {
  settled: "good",
  final: "good",
  pending: "neutral",
  missed: "bad",
  challenged: "warn",
  disputed: "warn",
  void: "warn",
};

function columns({ decimals }: Token, now: number): Column<PeriodRow>[] {
  const money = (units: bigint): string => formatAmount(units, decimals);
  return [
    { key: "period", header: "Period", align: "right", cell: ({ period }) => period },
    {
      key: "end",
      header: "Ended",
      cell: ({ end }) => (end === 0 ? "–" : <span title={formatDateTime(end)}>{formatDate(end)}</span>),
    },
    {
      key: "status",
      header: "Status",
      cell: ({ status, finalAt }) => (
        <Badge tone={TONES[status]}>{status === "pending" ? `final ${formatFromNow(finalAt, now)}` : status}</Badge>
      ),
    },
    { key: "gross", header: "Reported", align: "right", cell: ({ gross }) => money(gross) },
    { key: "distributed", header: "Distributed", align: "right", cell: ({ distributed }) => money(distributed) },
    { key: "open", header: "Open", align: "right", cell: ({ open }) => (open === 0n ? "–" : money(open)) },
    {
      key: "costs",
      header: "Running costs",
      align: "right",
      cell: ({ energyCost, otherOpex }) => money(energyCost + otherOpex),
    },
    {
      key: "sold",
      header: "Hours sold",
      align: "right",
      cell: ({ gpuSecondsSold, gpuSecondsAvailable }) => formatShare(gpuSecondsSold, gpuSecondsAvailable),
    },
    {
      key: "price",
      header: "Per GPU-hour",
      align: "right",
      cell: ({ gross, gpuSecondsSold }) => (gpuSecondsSold === 0n ? "–" : money((gross * 3600n) / gpuSecondsSold)),
    },
  ];
}
