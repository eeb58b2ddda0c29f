"use client";

import { useMemo } from "react";
import { useChain } from "@/hooks/useChain";
import type { FacilityView } from "@/lib/chain/readFacilities";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { lapsesOf, type Lapses } from "@/lib/reports/lapses";
import { AwaitedFigure } from "../ui/Awaited";
import { Badge } from "../ui/Badge";
import { Card } from "../ui/Card";
import { DataTable, type Column } from "../ui/DataTable";

type OwedReportsCardProps = {
  facilities: readonly FacilityView[];
  events?: readonly ProtocolEvent[];
  historyError: Error | null;
};

type Row = { facility: FacilityView; lapses: Lapses | undefined };

/** What each cluster's reporters owe next, and how often they have been late or silent. */
export function OwedReportsCard({ facilities, events, historyError }: OwedReportsCardProps) {
  const { head } = useChain();
  const rows = useMemo(
    () => facilities.map((facility) => ({ facility, lapses: events && lapsesOf(events, facility.cluster) })),
    [facilities, events],
  );
  return (
    <Card
      title="Owed next"
      caption="A period whose deadline passes in silence is missed; what comes later takes the long window."
    >
      <DataTable
        caption="The next report of each cluster"
        columns={columns(head.timestamp, historyError)}
        rows={rows}
        rowKey={({ facility }) => facility.cluster.toString()}
      />
    </Card>
  );
}

function columns(now: number, error: Error | null): Column<Row>[] {
  return [
    { key: "cluster", header: "Cluster", cell: ({ facility }) => facility.name },
    {
      key: "period",
      header: "Period",
      align: "right",
      cell: ({ facility }) => facility.nextReport?.period ?? "none: it is out of service",
    },
    {
      key: "from",
      header: "From",
      cell: ({ facility: { nextReport } }) => (nextReport ? formatDateTime(nextReport.start) : "–"),
    },
    {
      key: "due",
      header: "Due by",
      cell: ({ facility: { nextReport } }) => (nextReport ? <DueBy deadline={nextReport.deadline} now={now} /> : "–"),
    },
    {
      key: "missed",
      header: "Missed so far",
      align: "right",
      cell: ({ lapses }) => (lapses ? periodsIn(lapses.missed) : <AwaitedFigure error={error} />),
    },
    {
      key: "long",
      header: "Late, revised or unusual",
      align: "right",
      cell: ({ lapses }) => (lapses ? periodsIn(lapses.longWindow) : <AwaitedFigure error={error} />),
    },
  ];
}

function DueBy({ deadline, now }: { deadline: number; now: number }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {formatDateTime(deadline)}
      <Badge tone={deadline < now ? "bad" : "neutral"}>
        {deadline < now ? `late: ${formatFromNow(deadline, now)}` : formatFromNow(deadline, now)}
      </Badge>
    </span>
  );
}

/** How many, and the newest of them. */
const periodsIn = (periods: readonly number[]): string =>
  periods.length === 0 ? "none" : `${periods.length}, last period ${periods.at(-1)}`;
