"use client";

import { useState } from "react";
import { CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { useChain } from "@/hooks/useChain";
import type { VaultView } from "@/lib/chain/readVault";
import { formatMoney, formatPercent } from "@/lib/format/projection";
import type { Earning } from "@/lib/risk/clusterYear";
import { projectVault, type Outlook } from "@/lib/risk/projectVault";
import type { Stress } from "@/lib/risk/stress";
import { Card } from "../ui/Card";
import { ChartOrTable, type ChartOrTableView } from "../ui/ChartOrTable";
import { DataTable } from "../ui/DataTable";
import { AXIS } from "../ui/chartAxis";

type OutlookCardProps = { vault: VaultView; earnings: readonly Earning[]; stress: Stress };

const TOLD = [0, 30, 90, 365] as const;
const DRAWN = Array.from({ length: 74 }, (_, index) => index * 5);

/** What a share would cost, and what leavers would be paid, in 30, 90 and 365 days. */
export function OutlookCard({ vault, earnings, stress }: OutlookCardProps) {
  const { tokens } = useChain();
  const [view, setView] = useState<ChartOrTableView>("table");
  const units = { one: 10 ** tokens.asset.decimals, share: 10 ** tokens.share.decimals };
  const at = (days: number): Outlook => projectVault(vault, earnings, stress, days, units);
  const rows = TOLD.map(at);
  const now = rows[0];
  const isDefault = rows.some(({ bookedPrice }) => bookedPrice !== undefined);
  const change = (price: number): string =>
    now === undefined || now.entryPrice === 0 ? "–" : formatPercent(price / now.entryPrice - 1);
  const price = (figure: number): string => formatMoney(figure, 6);
  return (
    <Card
      title="Price of a share"
      caption={`In ${tokens.asset.symbol}, after the fee. Nothing is drawn, deposited or withdrawn meanwhile.`}
      aside={<ChartOrTable label="How prices are shown" value={view} onChange={setView} />}
    >
      {view === "table" ? (
        <DataTable
          caption="Prices after 30, 90 and 365 days"
          rows={rows}
          rowKey={({ days }) => String(days)}
          columns={[
            { key: "days", header: "In", cell: ({ days }) => (days === 0 ? "now" : `${days} days`) },
            { key: "entry", header: "Entry", align: "right", cell: (row) => price(row.entryPrice) },
            { key: "exit", header: "Leavers have", align: "right", cell: (row) => price(row.exitPrice) },
            { key: "change", header: "Against now", align: "right", cell: (row) => change(row.exitPrice) },
            ...(isDefault
              ? [
                  {
                    key: "booked",
                    header: "Booked, nothing recovered",
                    align: "right" as const,
                    cell: ({ bookedPrice }: Outlook) => (bookedPrice === undefined ? "–" : price(bookedPrice)),
                  },
                ]
              : []),
            { key: "nav", header: "NAV", align: "right", cell: ({ nav }) => formatMoney(nav) },
          ]}
        />
      ) : (
        <div role="img" aria-label="Entry and exit price over a year. The table view has every number.">
          <ResponsiveContainer width="100%" height={240}>
            <LineChart data={DRAWN.map(at)} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
              <CartesianGrid vertical={false} stroke="var(--line)" />
              <XAxis dataKey="days" type="number" domain={[0, 365]} ticks={[...TOLD]} dy={6} {...AXIS} />
              <YAxis
                width={58}
                domain={["auto", "auto"]}
                tickFormatter={(figure: number) => formatMoney(figure, 3)}
                {...AXIS}
              />
              <Line dataKey="entryPrice" stroke="var(--cash)" strokeWidth={2} dot={false} isAnimationActive={false} />
              <Line
                dataKey="exitPrice"
                stroke="var(--ink)"
                strokeDasharray="4 3"
                strokeWidth={2}
                dot={false}
                isAnimationActive={false}
              />
            </LineChart>
          </ResponsiveContainer>
          <p className="mt-1 text-[0.8125rem] text-faint">Solid: entry price. Dashed: what leavers have. Days.</p>
        </div>
      )}
      <p className="mt-3 text-[0.8125rem] text-faint">
        Depreciation, and what leavers forgo of who stops paying, are the contracts’ own lines. Rent is that of each
        cluster’s last 30 reported days; it would arrive and vest a little later than told here. Of loans and leases
        interest counts as far as rent pays it. Who is delinquent already counts as never paying again.
      </p>
    </Card>
  );
}
