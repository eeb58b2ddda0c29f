"use client";

import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { formatMoney } from "@/lib/format/projection";
import { AXIS } from "../ui/chartAxis";

/** Money after a year, by how fast rents fall. */
export type ProjectionRow = { year: number; low: number; assumed: number; high: number };

export function ProjectionChart({ rows }: { rows: readonly ProjectionRow[] }) {
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
