"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { Tokens } from "@/lib/chain/readTokens";
import type { VaultView } from "@/lib/chain/readVault";
import { formatAmount } from "@/lib/format/amount";
import { formatPrice } from "@/lib/format/price";
import { formatDate, formatDateTime } from "@/lib/format/time";
import { dailySeries, priceSeries } from "@/lib/history/priceSeries";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import type { ValueExit } from "@/lib/history/valueExits";
import { pointAt, type Checkpoint, type VaultPoint } from "@/lib/history/vaultTimeline";
import { markOf, type PriceMark } from "@/lib/vault/priceMark";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { ChartOrTable, type ChartOrTableView } from "../ui/ChartOrTable";
import { DataTable, type Column } from "../ui/DataTable";
import { Segmented } from "../ui/Segmented";
import { Skeleton } from "../ui/Skeleton";
import type { ChartMeasure } from "./PriceChart";

const PriceChart = dynamic(() => import("./PriceChart").then((file) => file.PriceChart), {
  ssr: false,
  loading: () => <Skeleton className="h-64" />,
});

const DAY = 86_400;
const RIGHT = "right" as const;

const RANGES = [
  { value: "7", label: "7 d" },
  { value: "30", label: "30 d" },
  { value: "all", label: "All" },
] as const;

const MEASURES = [
  { value: "price", label: "Share price" },
  { value: "holdings", label: "Holdings" },
] as const satisfies readonly { value: ChartMeasure; label: string }[];

type PriceCardProps = {
  vault: VaultView;
  tokens: Tokens;
  events?: readonly ProtocolEvent[];
  checkpoints?: readonly Checkpoint[];
  /** Losses and recoveries, oldest first. */
  exits?: readonly ValueExit[];
  /** Names of facilities, by cluster. */
  names: ReadonlyMap<bigint, string>;
  error: Error | null;
};

/** The vault's timeline, recomputed from events in this browser and compared with the contract. */
export function PriceCard({ vault, tokens, events, checkpoints, exits, names, error }: PriceCardProps) {
  const { asset, share } = tokens;
  const [range, setRange] = useState<(typeof RANGES)[number]["value"]>("all");
  const [measure, setMeasure] = useState<ChartMeasure>("price");
  const [view, setView] = useState<ChartOrTableView>("chart");

  const now = vault.asOf.timestamp;
  const from = range === "all" ? 0 : now - Number(range) * DAY;
  const points = useMemo(
    () => (checkpoints ? priceSeries(checkpoints, from, now, share.decimals) : undefined),
    [checkpoints, from, now, share.decimals],
  );
  const days = useMemo(
    () => (checkpoints && view === "table" ? dailySeries(checkpoints, from, now, share.decimals) : []),
    [checkpoints, view, from, now, share.decimals],
  );
  const marks = useMemo(
    () =>
      (exits ?? [])
        .filter(({ timestamp }) => timestamp >= from && timestamp <= now)
        .map((exit) => markOf(exit, names, asset)),
    [exits, from, now, names, asset],
  );
  const rebuilt = checkpoints && pointAt(checkpoints, now, share.decimals);

  return (
    <Card
      title="Share price and holdings over time"
      controls={
        <Segmented label="What is shown" value={measure} options={MEASURES} onChange={setMeasure} className="-ml-1" />
      }
      aside={
        <div className="flex flex-wrap gap-2">
          <Segmented label="Range" value={range} options={RANGES} onChange={setRange} />
          <ChartOrTable value={view} onChange={setView} />
        </div>
      }
    >
      {!points ? (
        <Awaited error={error} what="The past of the share price" className="h-64" />
      ) : points.length < 2 ? (
        <p className="py-20 text-center text-sm text-faint">The timeline begins with the first deposit.</p>
      ) : view === "chart" ? (
        <PriceChart
          points={points}
          marks={marks}
          measure={measure}
          assetDecimals={asset.decimals}
          assetSymbol={asset.symbol}
        />
      ) : (
        <DataTable
          className="max-h-72"
          caption={`The vault by day, in ${asset.symbol}`}
          columns={columns(asset.decimals, days, marks)}
          rows={days}
          rowKey={({ timestamp }) => String(timestamp)}
        />
      )}
      <Source eventCount={events?.length} rebuilt={rebuilt} vault={vault} />
    </Card>
  );
}

/** The price of leaving and what it forgoes stand in the table only when they ever differed. */
function columns(
  assetDecimals: number,
  days: readonly VaultPoint[],
  marks: readonly PriceMark[],
): Column<VaultPoint>[] {
  const price = (units: bigint): string => formatPrice(units, assetDecimals);
  const wasDelinquent = days.some(({ unrealisedLoss }) => unrealisedLoss > 0n);
  const money = (units: bigint): string => formatAmount(units, assetDecimals, 2);
  return [
    { key: "day", header: "Day (00:00 UTC)", cell: ({ timestamp }) => dayOf(timestamp) },
    {
      key: "price",
      header: wasDelinquent ? "To enter" : "Share price",
      align: "right",
      cell: (day) => price(day.price),
    },
    ...(wasDelinquent
      ? [{ key: "exit", header: "To leave", align: RIGHT, cell: (day: VaultPoint) => price(day.exitPrice) }]
      : []),
    ...(marks.length > 0
      ? [
          {
            key: "marks",
            header: "Booked since the line below",
            cell: (day: VaultPoint) => <Booked {...{ day, days, marks }} />,
          },
        ]
      : []),
    { key: "nav", header: "NAV", align: "right", cell: ({ nav }) => money(nav) },
    { key: "cash", header: "Cash", align: "right", cell: ({ cash }) => money(cash) },
    { key: "value", header: "Hardware", align: "right", cell: ({ value }) => money(value) },
    { key: "locked", header: "Vesting", align: "right", cell: ({ locked }) => money(locked) },
    ...(wasDelinquent
      ? [{ key: "loss", header: "Unrealised loss", align: RIGHT, cell: (day: VaultPoint) => money(day.unrealisedLoss) }]
      : []),
  ];
}

type BookedProps = { day: VaultPoint; days: readonly VaultPoint[]; marks: readonly PriceMark[] };

/** Losses and recoveries between the line below, an earlier moment, and this one. */
function Booked({ day, days, marks }: BookedProps) {
  const before = days[days.indexOf(day) + 1]?.timestamp ?? -1;
  return marks
    .filter(({ timestamp }) => timestamp > before && timestamp <= day.timestamp)
    .map(({ key, words, isLoss }) => (
      <span key={key} className={isLoss ? "block text-bad-ink" : "block"}>
        {words}
      </span>
    ));
}

function dayOf(timestamp: number): string {
  return timestamp % DAY === 0 ? formatDate(timestamp) : formatDateTime(timestamp);
}

type SourceProps = {
  eventCount?: number;
  rebuilt?: VaultPoint;
  vault: VaultView;
};

function Source({ eventCount, rebuilt, vault }: SourceProps) {
  // Events of an older block say nothing of this one.
  if (eventCount === undefined || !rebuilt) return null;
  const isExact =
    rebuilt.nav === vault.nav &&
    rebuilt.unrealisedLoss === vault.unrealisedLoss &&
    rebuilt.supply === vault.totalSupply;
  return (
    <p className="mt-3 text-[0.8125rem] text-faint" data-testid="rebuilt">
      Recomputed in your browser from {eventCount.toLocaleString("en-US")} events;{" "}
      {isExact
        ? "its end equals the contract’s own NAV to the last digit."
        : "the contract’s own NAV is another one: more bookkeeping is due than it looks ahead to, or " +
          "this deployment names too late a block."}
    </p>
  );
}
