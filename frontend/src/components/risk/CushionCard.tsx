"use client";

import { useChain } from "@/hooks/useChain";
import { formatAmount, formatShare } from "@/lib/format/amount";
import { formatMoney, formatTimes } from "@/lib/format/projection";
import { coverageUnder, yearUnder, type Earning } from "@/lib/risk/clusterYear";
import { isDelinquent } from "@/lib/risk/projectVault";
import type { Stress } from "@/lib/risk/stress";
import { Card } from "../ui/Card";
import { DataTable } from "../ui/DataTable";

/** What answers for each facility before the shares do, and what its cluster would earn against what it needs. */
export function CushionCard({ earnings, stress }: { earnings: readonly Earning[]; stress: Stress }) {
  const { asset } = useChain().tokens;
  const one = 10 ** asset.decimals;
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const rows = earnings.filter(({ facility }) => facility.value > 0n);
  return (
    <Card
      title="What stands before the shares"
      caption={`In ${asset.symbol}. Bond and reserve of this block; a year’s figures as reported lately, and assumed.`}
    >
      {rows.length === 0 ? (
        <p className="py-4 text-sm text-faint">Nothing is financed.</p>
      ) : (
        <DataTable
          caption="Cushion and yearly figures of each cluster"
          rows={rows}
          rowKey={({ facility }) => facility.cluster.toString()}
          columns={[
            {
              key: "name",
              header: "Cluster",
              cell: ({ facility }) => (
                <>
                  {facility.name}
                  {isDelinquent(facility) && <span className="block text-bad-ink">delinquent</span>}
                </>
              ),
            },
            { key: "value", header: "Value", align: "right", cell: ({ facility }) => money(facility.value) },
            {
              key: "cushion",
              header: "Bond and reserve",
              align: "right",
              cell: ({ facility: { bond, reserve, value } }) =>
                `${money(bond + reserve)} (${formatShare(bond + reserve, value)})`,
            },
            {
              key: "residual",
              header: "Earns a year",
              align: "right",
              cell: (row) =>
                row.performance ? bad(yearUnder(row, stress, 1, one).ebitda, formatMoney) : "not reported yet",
            },
            {
              key: "need",
              header: "Against what it needs",
              align: "right",
              cell: (row) => {
                if (!row.performance) return "–";
                const coverage = coverageUnder(row, stress, 1, one);
                if (coverage !== undefined) return bad(coverage - 1, () => `${formatTimes(coverage)} of its payments`);
                const { ebitda, depreciation } = yearUnder(row, stress, 1, one);
                if (depreciation === 0) return "–";
                const times = ebitda / depreciation;
                return bad(times - 1, () => `${formatTimes(times)} of its depreciation`);
              },
            },
          ]}
        />
      )}
    </Card>
  );
}

const bad = (figure: number, words: (figure: number) => string) =>
  figure < 0 ? <span className="text-bad-ink">{words(figure)}</span> : words(figure);
