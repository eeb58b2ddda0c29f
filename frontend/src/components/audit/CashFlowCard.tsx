"use client";

import { useMemo } from "react";
import { useChain } from "@/hooks/useChain";
import { cashFlows, type CashFlow } from "@/lib/audit/cashFlow";
import { toCsv } from "@/lib/audit/csv";
import { stretchesOf } from "@/lib/audit/stretches";
import type { AuditedBlock } from "@/lib/chain/readAudit";
import { saveFile } from "@/lib/files/saveFile";
import { formatExact } from "@/lib/format/amount";
import { formatDate } from "@/lib/format/time";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { DataTable, type Column } from "../ui/DataTable";

const LINES = [
  ["opening", "Opening"],
  ["deposits", "Deposits"],
  ["withdrawals", "Withdrawals"],
  ["draws", "Draws"],
  ["received", "Received"],
  ["fees", "Fees"],
  ["skimmed", "Skimmed"],
  ["closing", "Closing"],
] as const satisfies readonly (readonly [keyof CashFlow, string])[];

type CashFlowCardProps = { events: readonly ProtocolEvent[]; audited: AuditedBlock };

/** What moved the vault’s cash, from nothing to what the contract says there is. */
export function CashFlowCard({ events, audited: { timestamp, figures } }: CashFlowCardProps) {
  const { asset } = useChain().tokens;
  const flows = useMemo(() => cashFlows(events, stretchesOf(events, timestamp)), [events, timestamp]);
  const money = (units: bigint): string => formatExact(units, asset.decimals);
  const columns: Column<CashFlow>[] = [
    { key: "to", header: "Until", cell: ({ to }) => formatDate(to) },
    ...LINES.map(([line, header]): Column<CashFlow> => ({
      key: line,
      header,
      align: "right",
      cell: (row) => money(row[line]),
    })),
  ];
  const isWhole = (flows.at(-1)?.closing ?? 0n) === figures.cash;
  return (
    <Card
      title="Cash flow"
      caption={`In ${asset.symbol}; every stretch begins with what the one before it left`}
      aside={
        <span className="flex items-center gap-2">
          <Badge tone={isWhole ? "good" : "bad"}>{isWhole ? "ends at the contract’s cash" : "does not add up"}</Badge>
          <Button
            look="secondary"
            size="small"
            onClick={() =>
              saveFile(
                "cash-flow.csv",
                toCsv(
                  ["from", "to", ...LINES.map(([line]) => line)],
                  flows.map((flow) => [flow.from, flow.to, ...LINES.map(([line]) => flow[line])].map(String)),
                ),
                "text/csv",
              )
            }
          >
            CSV
          </Button>
        </span>
      }
    >
      <DataTable
        className="max-h-96"
        caption={`Cash by stretches of time, in ${asset.symbol}`}
        columns={columns}
        rows={flows.toReversed()}
        rowKey={({ to }) => String(to)}
      />
    </Card>
  );
}
