"use client";

import { useQuery } from "@tanstack/react-query";
import { useChain } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import { comparisonsOf, type Comparison } from "@/lib/audit/comparison";
import { comparisonWords } from "@/lib/audit/comparisonWords";
import type { AuditedBlock } from "@/lib/chain/readAudit";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { recomputationQuery } from "@/lib/queries/auditQueries";
import { Awaited } from "../ui/Awaited";
import { Badge } from "../ui/Badge";
import { Card } from "../ui/Card";
import { DataTable, type Column } from "../ui/DataTable";
import { BalanceSheet } from "./BalanceSheet";

type RecomputationCardProps = { events: readonly ProtocolEvent[]; audited: AuditedBlock };

/** The vault's figures again, from events alone, and the command that does the same elsewhere. */
export function RecomputationCard({ events, audited }: RecomputationCardProps) {
  const { deployment } = useProtocol();
  const { tokens } = useChain();
  const { asset, share } = tokens;
  const { number: blockNumber, timestamp, figures } = audited;
  const { vault } = deployment.contracts;
  const question = { events, blockNumber, timestamp, shareDecimals: share.decimals };
  const { data: point, error } = useQuery(recomputationQuery(vault, question));
  const rows = point && comparisonsOf(figures, point, share.decimals);
  const differing = rows?.filter(({ difference }) => difference !== 0n).length;
  const words = comparisonWords({ asset: asset.decimals, share: share.decimals });
  const columns: Column<Comparison>[] = [
    { key: "figure", header: "Figure", cell: ({ figure }) => figure },
    { key: "contract", header: "Contract", align: "right", cell: (row) => words(row.contract, row.kind) },
    { key: "recomputed", header: "Recomputed", align: "right", cell: (row) => words(row.recomputed, row.kind) },
    {
      key: "difference",
      header: "Difference",
      align: "right",
      cell: (row) =>
        row.difference === 0n ? "0" : <span className="text-bad-ink">{words(row.difference, row.kind)}</span>,
    },
  ];
  return (
    <>
      <BalanceSheet figures={figures} />
      <Card
        title="Recomputed"
        caption={`From ${events.length.toLocaleString("en-US")} events, in this browser`}
        aside={
          differing !== undefined && (
            <Badge tone={differing === 0 ? "good" : "bad"}>
              {differing === 0 ? "every figure agrees" : `${differing} figures differ`}
            </Badge>
          )
        }
      >
        {rows ? (
          <div data-testid="recomputed">
            <DataTable
              caption="The contract’s figures, and the same from events"
              columns={columns}
              rows={rows}
              rowKey={({ figure }) => figure}
            />
          </div>
        ) : point === null ? (
          <p className="py-6 text-center text-sm text-faint">Nothing had happened yet at this block.</p>
        ) : (
          <Awaited error={error} what="What events make of it" className="h-40" />
        )}
        <p className="mt-4 text-sm text-soft">
          The same and more, facility by facility and every line of every settlement, on a machine of your own:
        </p>
        <code
          className="mt-1 block rounded-lg bg-sunken px-3 py-2 font-mono text-xs break-all"
          data-testid="nav-command"
        >
          {`npm run nav -- --rpc ${deployment.rpcUrl} --vault ${vault} --block ${blockNumber}`}
        </code>
      </Card>
    </>
  );
}
