"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { Token } from "@/lib/chain/readTokens";
import { debtTimeline, type Debt, type DebtPayment, type PaymentStatus } from "@/lib/debt/debtTimeline";
import { DEBT_WORDS } from "@/lib/debt/words";
import { formatAmount, formatExact } from "@/lib/format/amount";
import { formatRate } from "@/lib/format/rate";
import { formatDate, formatDateTime, formatFromNow } from "@/lib/format/time";
import { Badge, type BadgeTone } from "../ui/Badge";
import { DataTable, type Column } from "../ui/DataTable";
import { Segmented } from "../ui/Segmented";
import { Skeleton } from "../ui/Skeleton";
import { Stat } from "../ui/Stat";

const ScheduleChart = dynamic(() => import("./ScheduleChart").then((file) => file.ScheduleChart), {
  ssr: false,
  loading: () => <Skeleton className="h-60" />,
});

const VIEWS = [
  { value: "payments", label: "Payments" },
  { value: "balance", label: "Balance" },
  { value: "table", label: "Table" },
] as const;

export type ScheduleProps = {
  debt: Debt;
  asset: Token;
  /** The chain's clock. */
  now: number;
};

/** The payments of a loan or a lease, drawn and as a table beside it. */
export function Schedule({ debt, asset, now }: ScheduleProps) {
  const [view, setView] = useState<(typeof VIEWS)[number]["value"]>("payments");
  const timeline = useMemo(() => debtTimeline(debt, now), [debt, now]);
  if (!timeline) return <p className="text-sm text-faint">Nothing falls due any more.</p>;

  const words = DEBT_WORDS[debt.form];
  const { schedule } = debt;
  const { payments, next } = timeline;
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const exact = (units: bigint): string => formatExact(units, asset.decimals);
  return (
    <>
      <dl className="mb-5 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        <Stat
          label={words.rate}
          testId="yearly-rate"
          value={formatRate(timeline.yearlyRate)}
          explanation={words.rateMeaning}
        />
        <Stat
          label={words.payment}
          testId="level-payment"
          value={money(schedule.payment)}
          exact={exact(schedule.payment)}
          caption={schedule.finalPayment > 0n && `${words.final} ${money(schedule.finalPayment)} with the last`}
        />
        <Stat
          label="Outstanding"
          testId="outstanding"
          value={money(timeline.outstanding)}
          exact={exact(timeline.outstanding)}
          caption={`of ${money(schedule.principal)}`}
        />
        <Stat
          label="Next due"
          testId="next-due"
          value={next ? formatDate(next.dueAt) : "–"}
          tone={next?.status === "overdue" ? "bad" : undefined}
          caption={next ? formatFromNow(next.dueAt, now) : "everything is paid"}
        />
      </dl>
      <div className="mb-4 flex justify-end">
        <Segmented label="View of the schedule" value={view} options={VIEWS} onChange={setView} />
      </div>
      {view === "table" ? (
        <DataTable
          className="max-h-96"
          caption={`Payments of this ${debt.form}`}
          columns={columns(asset)}
          rows={payments}
          rowKey={({ index }) => String(index)}
        />
      ) : (
        <ScheduleChart payments={payments} measure={view} assetDecimals={asset.decimals} assetSymbol={asset.symbol} />
      )}
      <p className="mt-3 text-[0.8125rem] text-faint">
        {schedule.payments} payments to {formatDate(payments.at(-1)?.dueAt ?? debt.start)}, in {asset.symbol}. Interest
        of all of them: {money(timeline.interest)}
      </p>
    </>
  );
}

const TONES: Record<PaymentStatus, BadgeTone> = { paid: "good", overdue: "bad", "not due": "neutral" };

function columns({ decimals }: Token): Column<DebtPayment>[] {
  const money = (units: bigint) => <span title={formatExact(units, decimals)}>{formatAmount(units, decimals)}</span>;
  return [
    { key: "index", header: "#", align: "right", cell: ({ index }) => index },
    { key: "due", header: "Due", cell: ({ dueAt }) => <span title={formatDateTime(dueAt)}>{formatDate(dueAt)}</span> },
    {
      key: "status",
      header: "Status",
      cell: ({ status }) => <Badge tone={TONES[status]}>{status}</Badge>,
    },
    { key: "payment", header: "Payment", align: "right", cell: ({ payment }) => money(payment) },
    { key: "interest", header: "Interest", align: "right", cell: ({ interest }) => money(interest) },
    { key: "principal", header: "Principal", align: "right", cell: ({ principal }) => money(principal) },
    { key: "balance", header: "Outstanding", align: "right", cell: ({ balance }) => money(balance) },
  ];
}
