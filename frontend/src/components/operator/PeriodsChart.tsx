"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatAmount, toPlot } from "@/lib/format/amount";
import { formatDate } from "@/lib/format/time";
import type { PeriodRow } from "@/lib/history/periods";
import { AXIS, moneyTick } from "../ui/chartAxis";

type PeriodsChartProps = {
  periods: readonly PeriodRow[];
  assetDecimals: number;
  assetSymbol: string;
};

type Drawn = {
  period: number;
  distributed: number;
  open: number;
  row: PeriodRow;
};

/** Most periods that are drawn; the table has all. */
const SHOWN = 60;

/** A bar per period: what was distributed of its rent, and what is open. */
export function PeriodsChart({ periods, assetDecimals, assetSymbol }: PeriodsChartProps) {
  const data: Drawn[] = periods.slice(-SHOWN).map((row) => ({
    period: row.period,
    distributed: toPlot(row.distributed, assetDecimals),
    open: toPlot(row.open, assetDecimals),
    row,
  }));
  return (
    <figure>
      <div role="img" aria-label="Rent by period: distributed and open. The table view has every number.">
        <ResponsiveContainer width="100%" height={220}>
          <BarChart data={data} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} barCategoryGap="22%">
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="period" minTickGap={20} dy={6} {...AXIS} />
            <YAxis width={52} tickCount={4} tickFormatter={moneyTick(assetDecimals)} {...AXIS} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: "var(--sunken)" }}
              content={({ active, payload }) => {
                const hovered = active ? (payload[0]?.payload as Drawn | undefined) : undefined;
                return hovered ? <RowTooltip row={hovered.row} decimals={assetDecimals} symbol={assetSymbol} /> : null;
              }}
            />
            <Bar dataKey="distributed" stackId="rent" fill="var(--cash)" isAnimationActive={false} maxBarSize={28} />
            <Bar dataKey="open" stackId="rent" fill="var(--vesting)" isAnimationActive={false} maxBarSize={28} />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <figcaption className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-faint">
        <Key colour="bg-cash">distributed</Key>
        <Key colour="bg-vesting">reported, not distributed</Key>
        {periods.length > SHOWN && <span>the last {SHOWN} periods; the table has all</span>}
      </figcaption>
    </figure>
  );
}

function Key({ colour, children }: { colour: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className={`size-2.5 rounded-[3px] ${colour}`} />
      {children}
    </span>
  );
}

function RowTooltip({ row, decimals, symbol }: { row: PeriodRow; decimals: number; symbol: string }) {
  const money = (units: bigint): string => formatAmount(units, decimals);
  return (
    <div className="rounded-xl border border-line-strong bg-surface px-3.5 py-2.5 text-[0.8125rem] shadow-lg">
      <p className="mb-1 font-medium">
        Period {row.period}
        {row.end > 0 && `, to ${formatDate(row.end)}`}
      </p>
      <dl className="grid grid-cols-[auto_auto] gap-x-6">
        <dt className="text-soft">Reported</dt>
        <dd className="text-right">{money(row.gross)}</dd>
        <dt className="text-soft">Distributed</dt>
        <dd className="text-right">{money(row.distributed)}</dd>
        <dt className="text-soft">Open</dt>
        <dd className="text-right">{money(row.open)}</dd>
      </dl>
      <p className="mt-1 text-faint">
        in {symbol}; {row.status}
      </p>
    </div>
  );
}
