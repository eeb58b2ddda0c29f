"use client";

import { useMemo } from "react";
import { useChain } from "@/hooks/useChain";
import { toCsv } from "@/lib/audit/csv";
import type { AuditedBlock } from "@/lib/chain/readAudit";
import { saveFile } from "@/lib/files/saveFile";
import { formatExact } from "@/lib/format/amount";
import { formatDate } from "@/lib/format/time";
import { incomeByPeriod, type Income } from "@/lib/history/income";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { buildTimeline } from "@/lib/history/vaultTimeline";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { DataTable, type Column } from "../ui/DataTable";

const LINES = [
  ["rent", "Rent and repayments"],
  ["fromReserve", "From reserves"],
  ["energy", "Energy"],
  ["otherCosts", "Other costs"],
  ["operator", "Operators"],
  ["reserve", "To reserves"],
  ["fee", "Performance fee"],
  ["capital", "Depreciation and principal"],
  ["yours", "Shareholders"],
] as const satisfies readonly (readonly [keyof Income, string])[];

type IncomeStatementCardProps = { events: readonly ProtocolEvent[]; audited: AuditedBlock };

/** Where rent went, stretch by stretch. */
export function IncomeStatementCard({ events, audited: { timestamp } }: IncomeStatementCardProps) {
  const { asset, share } = useChain().tokens;
  const rows = useMemo(
    () => incomeByPeriod(events, buildTimeline(events), timestamp, share.decimals),
    [events, timestamp, share.decimals],
  );
  const money = (units: bigint): string => formatExact(units, asset.decimals);
  const columns: Column<Income>[] = [
    { key: "to", header: "Until", cell: ({ to }) => formatDate(to) },
    ...LINES.map(([line, header]): Column<Income> => ({
      key: line,
      header,
      align: "right",
      cell: (row) => money(row[line]),
    })),
  ];
  return (
    <Card
      title="Income statement"
      caption={`By when rent was distributed, in ${asset.symbol}; losses are none of it`}
      aside={
        <Button
          look="secondary"
          size="small"
          onClick={() =>
            saveFile(
              "income.csv",
              toCsv(
                ["from", "to", ...LINES.map(([line]) => line)],
                rows.map((row) => [row.from, row.to, ...LINES.map(([line]) => row[line])].map(String)),
              ),
              "text/csv",
            )
          }
        >
          CSV
        </Button>
      }
    >
      {rows.length === 0 ? (
        <p className="py-6 text-center text-sm text-faint">It is told from the first deposit on.</p>
      ) : (
        <DataTable
          className="max-h-96"
          caption={`Income by stretches of time, in ${asset.symbol}`}
          columns={columns}
          rows={rows.toReversed()}
          rowKey={({ from }) => String(from)}
        />
      )}
    </Card>
  );
}
