"use client";

import { sharePrices, type Assumptions, type Outlook } from "@gpu-yield-vaults/sdk/economics";
import { useState } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { formatMoney } from "@/lib/format/projection";
import { Card } from "../ui/Card";
import { ChartOrTable, type ChartOrTableView } from "../ui/ChartOrTable";
import { DataTable } from "../ui/DataTable";
import { AXIS } from "../ui/chartAxis";

type ProjectionCardProps = { assumptions: Assumptions; outlook: Outlook };
type Row = { year: number; low: number; assumed: number; high: number };

const DEPOSIT = 10_000;

/** By how much more or less than assumed rents may fall each year: H100 rents did both within a year and a half. */
const BAND = 0.13;

/** A deposit over the cluster's life, as a band: nobody knows what rents will do. */
export function ProjectionCard({ assumptions, outlook }: ProjectionCardProps) {
  const [view, setView] = useState<ChartOrTableView>("chart");
  const rows = projectionOf(assumptions, outlook);
  return (
    <Card
      title={`A deposit of ${formatMoney(DEPOSIT)}`}
      caption={`Income stays in the vault and earns nothing there. The band: 13 points a year either way.`}
      aside={<ChartOrTable label="How the projection is shown" value={view} onChange={setView} />}
    >
      {view === "table" ? (
        <DataTable
          caption="The deposit’s worth after each year"
          rows={rows}
          rowKey={({ year }) => String(year)}
          columns={[
            { key: "year", header: "After year", cell: ({ year }) => year },
            { key: "low", header: "Rents fall faster", align: "right", cell: ({ low }) => formatMoney(low) },
            { key: "assumed", header: "As assumed", align: "right", cell: ({ assumed }) => formatMoney(assumed) },
            { key: "high", header: "Rents fall less", align: "right", cell: ({ high }) => formatMoney(high) },
          ]}
        />
      ) : (
        <Chart rows={rows} />
      )}
    </Card>
  );
}

function Chart({ rows }: { rows: readonly Row[] }) {
  const data = rows.map((row) => ({ ...row, band: [row.low, row.high] }));
  return (
    <div role="img" aria-label="The deposit’s worth after each year, as a band. The table view has every number.">
      <ResponsiveContainer width="100%" height={240}>
        <ComposedChart data={data} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="year" dy={6} {...AXIS} />
          <YAxis width={58} tickFormatter={(amount: number) => formatMoney(amount)} {...AXIS} />
          <Area dataKey="band" fill="var(--cash)" fillOpacity={0.16} stroke="none" isAnimationActive={false} />
          <Line dataKey="assumed" stroke="var(--cash)" strokeWidth={2} dot={false} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function projectionOf(assumptions: Assumptions, outlook: Outlook): Row[] {
  const worth = (more: number) => sharePrices(assumptions, { ...outlook, rentDecay: outlook.rentDecay + more });
  const [low, assumed, high] = [worth(BAND), worth(0), worth(-BAND)];
  return assumed.map((price, year) => ({
    year,
    low: DEPOSIT * (low[year] ?? 0),
    assumed: DEPOSIT * price,
    high: DEPOSIT * (high[year] ?? 0),
  }));
}
