"use client";

import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatAmount, toPlot } from "@/lib/format/amount";
import { formatDate, formatDay } from "@/lib/format/time";
import type { Income } from "@/lib/history/income";
import { INCOME_PARTS } from "@/lib/vault/incomeParts";
import { AXIS, moneyTick } from "../ui/chartAxis";

type IncomeChartProps = { rows: readonly Income[]; assetDecimals: number; assetSymbol: string };

type Drawn = Record<(typeof INCOME_PARTS)[number]["part"], number> & { at: string; row: Income };

/** A bar a period, from what is taken first to what is left. What is below zero stands below the line. */
export function IncomeChart({ rows, assetDecimals, assetSymbol }: IncomeChartProps) {
  const data = rows.map((row) => drawn(row, assetDecimals));
  return (
    <figure>
      <div role="img" aria-label="Where the rent of each period went. The table view has every number.">
        <ResponsiveContainer width="100%" height={220}>
          <BarChart data={data} stackOffset="sign" margin={{ top: 8, right: 4, bottom: 0, left: 0 }}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="at" minTickGap={20} dy={6} {...AXIS} />
            <YAxis width={58} tickCount={4} tickFormatter={moneyTick(assetDecimals)} {...AXIS} />
            <ReferenceLine y={0} stroke="var(--line-strong)" />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: "var(--sunken)" }}
              content={({ active, payload }) => {
                const hovered = active ? (payload[0]?.payload as Drawn | undefined) : undefined;
                return hovered ? (
                  <IncomeTooltip row={hovered.row} decimals={assetDecimals} symbol={assetSymbol} />
                ) : null;
              }}
            />
            {INCOME_PARTS.map(({ part, colour }) => (
              <Bar key={part} dataKey={part} stackId="rent" fill={colour} isAnimationActive={false} maxBarSize={36} />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <figcaption className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-faint">
        {INCOME_PARTS.filter(({ part }) => rows.some((row) => row[part] !== 0n)).map(({ part, label, colour }) => (
          <span key={part} className="inline-flex items-center gap-2">
            <span aria-hidden className="size-2.5 rounded-[3px]" style={{ background: colour }} />
            {label}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function drawn(row: Income, decimals: number): Drawn {
  const { energy, otherCosts, operator, reserve, fee, capital, yours } = row;
  const plot = (units: bigint): number => toPlot(units, decimals);
  return {
    at: formatDay(row.from),
    row,
    energy: plot(energy),
    otherCosts: plot(otherCosts),
    operator: plot(operator),
    reserve: plot(reserve),
    fee: plot(fee),
    capital: plot(capital),
    yours: plot(yours),
  };
}

function IncomeTooltip({ row, decimals, symbol }: { row: Income; decimals: number; symbol: string }) {
  const money = (units: bigint): string => formatAmount(units, decimals);
  return (
    <div className="rounded-xl border border-line-strong bg-surface px-3.5 py-2.5 text-[0.8125rem] shadow-lg">
      <p className="mb-1 font-medium">
        {formatDate(row.from)} to {formatDate(row.to)}
      </p>
      <dl className="grid grid-cols-[auto_auto] gap-x-6">
        {INCOME_PARTS.map(({ part, label }) => (
          <div key={part} className="contents">
            <dt className="text-soft">{label}</dt>
            <dd className="text-right">{money(row[part])}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-faint">
        of {money(row.rent)} {symbol} of rent
      </p>
    </div>
  );
}
