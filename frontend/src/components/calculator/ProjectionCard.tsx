"use client";

import { sharePrices, type Assumptions, type Outlook } from "@gpu-yield-vaults/sdk/economics";
import dynamic from "next/dynamic";
import { useState } from "react";
import { formatMoney } from "@/lib/format/projection";
import { Card } from "../ui/Card";
import { ChartOrTable, type ChartOrTableView } from "../ui/ChartOrTable";
import { DataTable } from "../ui/DataTable";
import { Skeleton } from "../ui/Skeleton";
import type { ProjectionRow } from "./ProjectionChart";

type ProjectionCardProps = { assumptions: Assumptions; outlook: Outlook };

const ProjectionChart = dynamic(() => import("./ProjectionChart").then((file) => file.ProjectionChart), {
  ssr: false,
  loading: () => <Skeleton className="h-60" />,
});

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
        <ProjectionChart rows={rows} />
      )}
    </Card>
  );
}

function projectionOf(assumptions: Assumptions, outlook: Outlook): ProjectionRow[] {
  const worth = (more: number) => sharePrices(assumptions, { ...outlook, rentDecay: outlook.rentDecay + more });
  const [low, assumed, high] = [worth(BAND), worth(0), worth(-BAND)];
  return assumed.map((price, year) => ({
    year,
    low: DEPOSIT * (low[year] ?? 0),
    assumed: DEPOSIT * price,
    high: DEPOSIT * (high[year] ?? 0),
  }));
}
