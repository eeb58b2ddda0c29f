"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { Token } from "@/lib/chain/readTokens";
import { formatAmount, formatExact } from "@/lib/format/amount";
import { formatDate, formatDateTime } from "@/lib/format/time";
import type { Income } from "@/lib/history/income";
import { INCOME_PARTS } from "@/lib/vault/incomeParts";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { ChartOrTable, type ChartOrTableView } from "../ui/ChartOrTable";
import { DataTable, type Column } from "../ui/DataTable";
import { Skeleton } from "../ui/Skeleton";

const IncomeChart = dynamic(() => import("./IncomeChart").then((file) => file.IncomeChart), {
  ssr: false,
  loading: () => <Skeleton className="h-60" />,
});

type IncomeCardProps = {
  /** Oldest first; undefined while history is not known. */
  rows?: readonly Income[];
  asset: Token;
  error: Error | null;
};

/** From rent to what is the shareholders', period by period. */
export function IncomeCard({ rows, asset, error }: IncomeCardProps) {
  const [view, setView] = useState<ChartOrTableView>("chart");
  return (
    <Card
      title="Where the rent goes"
      caption={`By when it was distributed, in ${asset.symbol}; losses stand apart`}
      aside={<ChartOrTable label="View of income" value={view} onChange={setView} />}
    >
      {!rows ? (
        <Awaited error={error} what="Where the rent went" className="h-60" />
      ) : rows.length === 0 ? (
        <p className="py-10 text-center text-sm text-faint">It is told from the first deposit on.</p>
      ) : view === "chart" ? (
        <IncomeChart rows={rows} assetDecimals={asset.decimals} assetSymbol={asset.symbol} />
      ) : (
        <DataTable
          className="max-h-72"
          caption={`Where the rent went, in ${asset.symbol}, newest first`}
          columns={columns(asset, rows)}
          rows={rows.toReversed()}
          rowKey={({ from }) => String(from)}
        />
      )}
    </Card>
  );
}

/** Parts that never were anything have no column. */
function columns({ decimals }: Token, rows: readonly Income[]): Column<Income>[] {
  const money = (units: bigint) => <span title={formatExact(units, decimals)}>{formatAmount(units, decimals)}</span>;
  const hasReserve = rows.some(({ fromReserve }) => fromReserve > 0n);
  return [
    {
      key: "from",
      header: "From",
      cell: ({ from, to }) => (
        <span title={`${formatDateTime(from)} to ${formatDateTime(to)}`}>{formatDate(from)}</span>
      ),
    },
    { key: "rent", header: "Rent", align: "right", cell: ({ rent }) => money(rent) },
    ...(hasReserve
      ? [
          {
            key: "fromReserve",
            header: "From reserves",
            align: "right" as const,
            cell: ({ fromReserve }: Income) => money(fromReserve),
          },
        ]
      : []),
    ...INCOME_PARTS.filter(({ part }) => part === "yours" || rows.some((row) => row[part] !== 0n)).map(
      ({ part, label }): Column<Income> => ({
        key: part,
        header: label,
        align: "right",
        cell: (row) => (
          <span className={part === "yours" && row.yours < 0n ? "text-bad-ink" : undefined}>{money(row[part])}</span>
        ),
      }),
    ),
  ];
}
