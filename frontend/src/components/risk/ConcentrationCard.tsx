"use client";

import { useQuery } from "@tanstack/react-query";
import { useChain } from "@/hooks/useChain";
import { useKept } from "@/hooks/useKept";
import { useProtocol } from "@/hooks/useProtocol";
import type { FacilityView } from "@/lib/chain/readFacilities";
import { formatAmount, formatBps, formatShare } from "@/lib/format/amount";
import { drawLimitsQuery } from "@/lib/queries/drawLimitsQuery";
import { concentration, type Share } from "@/lib/risk/concentration";
import { AddressText } from "../ui/AddressText";
import { Awaited } from "../ui/Awaited";
import { Badge } from "../ui/Badge";
import { Card } from "../ui/Card";
import { DataTable } from "../ui/DataTable";

const NO_LIMIT = 10_000;

/** How the financed value is spread, against the limits of draws. */
export function ConcentrationCard({ facilities, nav }: { facilities: readonly FacilityView[]; nav: bigint }) {
  const { read } = useProtocol();
  const { head, tokens, labels } = useChain();
  const { asset } = tokens;
  const { data: limits, error } = useKept(useQuery(drawLimitsQuery(read, head)));
  const nameOf = ({ scope, id }: Share) =>
    scope === "operator" ? (
      <AddressText address={id as FacilityView["operator"]} label={labels.get(id.toLowerCase())} />
    ) : (
      id
    );
  return (
    <Card
      title="Concentration"
      caption="Value of this block. Limits hold draws back; a share that grows because others leave they let be."
    >
      {limits ? (
        <DataTable
          caption="Shares of the NAV, against the limits of draws"
          rows={concentration(facilities, limits)}
          rowKey={({ scope, id }) => `${scope}-${id}`}
          columns={[
            { key: "scope", header: "By", cell: ({ scope }) => scope },
            { key: "id", header: "Which", cell: nameOf },
            {
              key: "value",
              header: asset.symbol,
              align: "right",
              cell: (row) => formatAmount(row.value, asset.decimals),
            },
            { key: "share", header: "Of the NAV", align: "right", cell: ({ value }) => formatShare(value, nav) },
            {
              key: "limit",
              header: "Limit",
              align: "right",
              cell: ({ value, limitBps }) =>
                limitBps === NO_LIMIT ? (
                  "none"
                ) : value * BigInt(NO_LIMIT) > nav * BigInt(limitBps) ? (
                  <Badge tone="warn">above {formatBps(limitBps)}</Badge>
                ) : (
                  formatBps(limitBps)
                ),
            },
          ]}
        />
      ) : (
        <Awaited error={error} what="What the limits are" className="h-24" />
      )}
    </Card>
  );
}
