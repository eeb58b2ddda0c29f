"use client";

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatAmount, toPlot } from "@/lib/format/amount";
import { formatDateTime, formatDay } from "@/lib/format/time";
import type { WorthPoint } from "@/lib/portfolio/worthSeries";
import { AXIS, moneyTick } from "../ui/chartAxis";

type WorthChartProps = { points: readonly WorthPoint[]; assetDecimals: number; assetSymbol: string };

type Drawn = { at: number; worth: number; point: WorthPoint };

/** Doubles are for pixels only: the tooltip reads the exact numbers. */
export function WorthChart({ points, assetDecimals, assetSymbol }: WorthChartProps) {
  const data = points.map((point): Drawn => ({
    at: point.timestamp,
    worth: toPlot(point.worth, assetDecimals),
    point,
  }));
  return (
    <div role="img" aria-label="What the shares were worth over time. The table view has every number.">
      <ResponsiveContainer width="100%" height={240}>
        <AreaChart data={data} margin={{ top: 8, right: 4, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="at"
            type="number"
            domain={["dataMin", "dataMax"]}
            tickFormatter={formatDay}
            minTickGap={36}
            dy={6}
            {...AXIS}
          />
          <YAxis width={58} tickCount={4} tickFormatter={moneyTick(assetDecimals)} {...AXIS} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--line-strong)" }}
            content={({ active, payload }) => {
              const hovered = active ? (payload[0]?.payload as Drawn | undefined) : undefined;
              return hovered ? (
                <WorthTooltip point={hovered.point} assetDecimals={assetDecimals} assetSymbol={assetSymbol} />
              ) : null;
            }}
          />
          <Area
            dataKey="worth"
            type="linear"
            stroke="var(--accent)"
            strokeWidth={2}
            fill="var(--accent)"
            fillOpacity={0.12}
            isAnimationActive={false}
          />
        </AreaChart>
      </ResponsiveContainer>
    </div>
  );
}

type WorthTooltipProps = Omit<WorthChartProps, "points"> & { point: WorthPoint };

function WorthTooltip({ point, assetDecimals, assetSymbol }: WorthTooltipProps) {
  return (
    <div className="rounded-xl border border-line-strong bg-surface px-3.5 py-2.5 text-[0.8125rem] shadow-lg">
      <p className="font-medium">{formatDateTime(point.timestamp)}</p>
      <p>
        {formatAmount(point.worth, assetDecimals)} {assetSymbol}
      </p>
    </div>
  );
}
