"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { DebtPayment } from "@/lib/debt/debtTimeline";
import { formatAmount, toPlot } from "@/lib/format/amount";
import { formatDate } from "@/lib/format/time";
import { AXIS, moneyTick } from "../ui/chartAxis";

export type ScheduleMeasure = "payments" | "balance";

type ScheduleChartProps = {
  payments: readonly DebtPayment[];
  measure: ScheduleMeasure;
  assetDecimals: number;
  assetSymbol: string;
};

type Drawn = {
  index: number;
  interest: number;
  principal: number;
  balance: number;
  /** The exact numbers behind the drawing. */
  payment: DebtPayment;
};

/** A bar per payment: of what it consists, or what it leaves outstanding. */
export function ScheduleChart({ payments, measure, assetDecimals, assetSymbol }: ScheduleChartProps) {
  const data: Drawn[] = payments.map((payment) => ({
    index: payment.index,
    interest: toPlot(payment.interest, assetDecimals),
    principal: toPlot(payment.principal, assetDecimals),
    balance: toPlot(payment.balance, assetDecimals),
    payment,
  }));
  const bar = { isAnimationActive: false, maxBarSize: 28 } as const;
  return (
    <figure>
      <div
        role="img"
        aria-label={
          measure === "payments"
            ? "Interest and principal of every payment. The table view has every number."
            : "Principal outstanding after every payment. The table view has every number."
        }
      >
        <ResponsiveContainer width="100%" height={220}>
          <BarChart data={data} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} barCategoryGap="22%">
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="index" minTickGap={20} dy={6} {...AXIS} />
            <YAxis width={58} tickCount={4} tickFormatter={moneyTick(assetDecimals)} {...AXIS} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: "var(--sunken)" }}
              content={({ active, payload }) => {
                const hovered = active ? (payload[0]?.payload as Drawn | undefined) : undefined;
                return hovered ? (
                  <PaymentTooltip payment={hovered.payment} decimals={assetDecimals} symbol={assetSymbol} />
                ) : null;
              }}
            />
            {measure === "balance" ? (
              <Bar dataKey="balance" fill="var(--hardware)" {...bar} />
            ) : (
              <Bar dataKey="principal" stackId="payment" fill="var(--cash)" {...bar} />
            )}
            {measure === "payments" && <Bar dataKey="interest" stackId="payment" fill="var(--vesting)" {...bar} />}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <figcaption className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-faint">
        {measure === "balance" ? (
          <Key colour="bg-hardware">outstanding after the payment</Key>
        ) : (
          <>
            <Key colour="bg-cash">principal</Key>
            <Key colour="bg-vesting">interest</Key>
          </>
        )}
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

function PaymentTooltip({ payment, decimals, symbol }: { payment: DebtPayment; decimals: number; symbol: string }) {
  const rows = [
    ["Payment", payment.payment],
    ["Interest", payment.interest],
    ["Principal", payment.principal],
    ["Outstanding", payment.balance],
  ] as const;
  return (
    <div className="rounded-xl border border-line-strong bg-surface px-3.5 py-2.5 text-[0.8125rem] shadow-lg">
      <p className="mb-1 font-medium">
        Payment {payment.index}, due {formatDate(payment.dueAt)}
      </p>
      <dl className="grid grid-cols-[auto_auto] gap-x-6">
        {rows.map(([label, units]) => (
          <div key={label} className="contents">
            <dt className="text-soft">{label}</dt>
            <dd className="text-right">{formatAmount(units, decimals)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-faint">
        in {symbol}; {payment.status}
      </p>
    </div>
  );
}
