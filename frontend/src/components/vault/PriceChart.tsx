"use client";

import { Area, AreaChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatAmount, toPlot } from "@/lib/format/amount";
import { formatPrice, priceDecimals } from "@/lib/format/price";
import { niceScale } from "@/lib/format/niceScale";
import { formatDateTime, formatDay } from "@/lib/format/time";
import type { PriceMark } from "@/lib/vault/priceMark";
import type { VaultPoint } from "@/lib/history/vaultTimeline";
import { AXIS, moneyTick } from "../ui/chartAxis";

export type ChartMeasure = "price" | "holdings";

type PriceChartProps = {
  points: readonly VaultPoint[];
  /** Losses and recoveries between the first and the last point. */
  marks: readonly PriceMark[];
  measure: ChartMeasure;
  assetDecimals: number;
  assetSymbol: string;
};

type Drawn = {
  at: number;
  price: number;
  exitPrice: number;
  cash: number;
  value: number;
  /** The exact numbers behind the drawing. */
  point: VaultPoint;
};

const DAY = 86_400;

/** Draws the timeline. Doubles are for pixels only: the tooltip reads the exact numbers. */
export function PriceChart({ points, marks, measure, assetDecimals, assetSymbol }: PriceChartProps) {
  const data: Drawn[] = points.map((point) => ({
    at: point.timestamp,
    price: toPlot(point.price, priceDecimals(assetDecimals)),
    exitPrice: toPlot(point.exitPrice, priceDecimals(assetDecimals)),
    cash: toPlot(point.cash, assetDecimals),
    value: toPlot(point.value, assetDecimals),
    point,
  }));
  const first = data[0]?.at ?? 0;
  const last = data.at(-1)?.at ?? 0;
  const wasDelinquent = points.some(({ unrealisedLoss }) => unrealisedLoss > 0n);
  const scale = niceScale(data.flatMap(({ price, exitPrice }) => [price, exitPrice]));
  const isShort = last - first < 3 * DAY;

  return (
    <>
      <div
        role="img"
        aria-label={
          measure === "price"
            ? `Share price from ${describe(data[0]?.point, assetDecimals)} to ` +
              `${describe(data.at(-1)?.point, assetDecimals)}. The table view has every number.`
            : "Cash and hardware over time. The table view has every number."
        }
      >
        <ResponsiveContainer width="100%" height={256}>
          <AreaChart data={data} margin={{ top: 8, right: 4, bottom: 0, left: 0 }}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="at"
              type="number"
              domain={["dataMin", "dataMax"]}
              ticks={ticksBetween(first, last)}
              tickFormatter={isShort ? hourOf : formatDay}
              minTickGap={36}
              dy={6}
              {...AXIS}
            />
            <YAxis
              domain={measure === "price" ? [scale.ticks[0] ?? 0, scale.ticks.at(-1) ?? 1] : [0, "auto"]}
              ticks={measure === "price" ? scale.ticks : undefined}
              tickFormatter={
                measure === "price" ? (price: number) => price.toFixed(scale.decimals) : moneyTick(assetDecimals)
              }
              width={58}
              tickCount={5}
              {...AXIS}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: "var(--line-strong)" }}
              content={({ active, payload }) => {
                const hovered = active ? (payload[0]?.payload as Drawn | undefined) : undefined;
                return hovered ? (
                  <PointTooltip point={hovered.point} assetDecimals={assetDecimals} assetSymbol={assetSymbol} />
                ) : null;
              }}
            />
            {marks.map(({ key, timestamp, isLoss }, index) => (
              <ReferenceLine
                key={key}
                x={timestamp}
                stroke={isLoss ? "var(--bad-ink)" : "var(--accent)"}
                strokeDasharray="2 3"
                label={{
                  value: String(index + 1),
                  position: "insideTopRight",
                  // Neighbours stand below each other.
                  dy: (index % 4) * 14,
                  fill: isLoss ? "var(--bad-ink)" : "var(--accent)",
                  fontSize: 12,
                  fontWeight: 600,
                }}
              />
            ))}
            {measure === "price" && wasDelinquent && (
              <Area
                dataKey="exitPrice"
                type="linear"
                stroke="var(--warn-ink)"
                strokeDasharray="4 3"
                strokeWidth={2}
                fill="none"
                isAnimationActive={false}
                activeDot={{ r: 3.5, strokeWidth: 0 }}
              />
            )}
            {measure === "price" ? (
              <Area
                dataKey="price"
                type="linear"
                stroke="var(--accent)"
                strokeWidth={2}
                // No fill: the axis does not begin at zero, and an area would claim that it does.
                fill="none"
                isAnimationActive={false}
                activeDot={{ r: 3.5, strokeWidth: 0 }}
              />
            ) : (
              <>
                <Area
                  dataKey="value"
                  stackId="holdings"
                  type="linear"
                  stroke="var(--hardware)"
                  fill="var(--hardware)"
                  fillOpacity={0.25}
                  isAnimationActive={false}
                />
                <Area
                  dataKey="cash"
                  stackId="holdings"
                  type="linear"
                  stroke="var(--cash)"
                  fill="var(--cash)"
                  fillOpacity={0.35}
                  isAnimationActive={false}
                />
              </>
            )}
          </AreaChart>
        </ResponsiveContainer>
        {measure === "holdings" ? (
          <Legend
            marks={[
              ["size-2.5 rounded-[3px] bg-cash", "cash"],
              ["size-2.5 rounded-[3px] bg-hardware", "hardware"],
            ]}
          />
        ) : (
          wasDelinquent && (
            <Legend
              marks={[
                ["w-4 border-t-2 border-accent", "to enter"],
                ["w-4 border-t-2 border-dashed border-warn-ink", "to leave"],
              ]}
            />
          )
        )}
      </div>
      <Marks marks={marks} />
    </>
  );
}

/** What the numbered lines are. */
function Marks({ marks }: { marks: readonly PriceMark[] }) {
  return (
    <ol className="mt-2 space-y-0.5 text-[0.8125rem] empty:hidden" data-testid="price-marks">
      {marks.map(({ key, timestamp, words, isLoss }, index) => (
        <li key={key} className={isLoss ? "text-bad-ink" : "text-accent"}>
          {index + 1} · {formatDay(timestamp)} · {words}
        </li>
      ))}
    </ol>
  );
}

/** What each line or area is: how its mark looks, and its name. */
function Legend({ marks }: { marks: readonly (readonly [look: string, name: string])[] }) {
  return (
    <p aria-hidden className="mt-2 flex gap-5 text-[0.8125rem] text-faint">
      {marks.map(([look, name]) => (
        <span key={name} className="inline-flex items-center gap-2">
          <span className={look} />
          {name}
        </span>
      ))}
    </p>
  );
}

type PointTooltipProps = {
  point: VaultPoint;
  assetDecimals: number;
  assetSymbol: string;
};

function PointTooltip({ point, assetDecimals, assetSymbol }: PointTooltipProps) {
  const money = (units: bigint): string => formatAmount(units, assetDecimals, 2);
  const rows = [
    ...(point.unrealisedLoss > 0n
      ? ([
          ["To enter", formatPrice(point.price, assetDecimals)],
          ["To leave", formatPrice(point.exitPrice, assetDecimals)],
        ] as const)
      : ([["Share price", formatPrice(point.price, assetDecimals)]] as const)),
    ["NAV", money(point.nav)],
    ["Cash", money(point.cash)],
    ["Hardware", money(point.value)],
    ["Vesting", money(point.locked)],
  ] as const;
  return (
    <div className="rounded-xl border border-line-strong bg-surface px-3.5 py-2.5 text-[0.8125rem] shadow-lg">
      <p className="mb-1 font-medium">{formatDateTime(point.timestamp)}</p>
      <dl className="grid grid-cols-[auto_auto] gap-x-6">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-soft">{label}</dt>
            <dd className="text-right">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-faint">in {assetSymbol}</p>
    </div>
  );
}

function describe(point: VaultPoint | undefined, assetDecimals: number): string {
  return point ? `${formatPrice(point.price, assetDecimals)} on ${formatDay(point.timestamp)}` : "nothing";
}

/** About six ticks, on midnights where the range has enough of them. */
function ticksBetween(first: number, last: number): number[] | undefined {
  const days = Math.floor(last / DAY) - Math.ceil(first / DAY);
  if (days < 3) return undefined;
  const step = Math.max(1, Math.ceil(days / 6)) * DAY;
  const ticks: number[] = [];
  for (let at = Math.floor(last / DAY) * DAY; at >= first; at -= step) ticks.unshift(at);
  return ticks;
}

function hourOf(seconds: number): string {
  return formatDateTime(seconds).split(", ")[1]?.replace(" UTC", "") ?? "";
}
