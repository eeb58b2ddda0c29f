import type { CovenantsView, Thresholds } from "@/lib/chain/readCovenants";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { tierSentence, tierWord } from "@/lib/debt/words";
import { formatAmount, formatBps } from "@/lib/format/amount";
import type { ClusterHistory, CovenantTest } from "@/lib/history/periods";
import { Badge } from "../ui/Badge";
import { Card } from "../ui/Card";
import { DataTable } from "../ui/DataTable";

type CovenantsCardProps = {
  facility: FacilityView;
  covenants: CovenantsView;
  /** Undefined while it is not known. */
  history?: ClusterHistory;
  asset: Token;
};

type Row = {
  name: string;
  rule: string;
  now: bigint | undefined;
  tiers: Thresholds;
  show: (bps: bigint) => string;
};

/** The covenants: their figures, the thresholds of the three tiers, and what the tier makes of the operator's part. */
export function CovenantsCard({ facility, covenants, history, asset }: CovenantsCardProps) {
  const { tier, good, curePeriods } = covenants;
  // The newest report that was tested against them.
  const test = history?.covenantTest;
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  return (
    <Card
      title="Covenants"
      caption={
        !history
          ? "The last test is not known yet"
          : test
            ? `As of the report of period ${test.period}`
            : "No report has been tested against them yet"
      }
      aside={
        <span data-testid="tier">
          <Badge tone={tier === 0 ? "good" : tier === 1 ? "warn" : "bad"}>{tierWord(tier)}</Badge>
        </span>
      }
    >
      <DataTable
        caption="Covenants and their thresholds"
        columns={[
          { key: "name", header: "Test", cell: ({ name, rule }) => <span title={rule}>{name}</span> },
          {
            key: "now",
            header: "Now",
            align: "right",
            cell: ({ now, show }) => <span className="font-medium">{now === undefined ? "–" : show(now)}</span>,
          },
          ...([0, 1, 2] as const).map((index) => ({
            key: `tier-${index + 1}`,
            header: tierWord(index + 1),
            align: "right" as const,
            cell: ({ tiers, rule, show }: Row) => (tiers[index] === 0 ? "–" : `${rule} ${show(BigInt(tiers[index]))}`),
          })),
        ]}
        rows={rowsOf(covenants, test)}
        rowKey={({ name }) => name}
      />
      <p className="mt-3 text-sm text-soft">
        {tierSentence(tier)}
        {tier > 0 &&
          ` ${good} of ${curePeriods} good reports in a row; then it steps down by one. The operator ` +
            "draws nothing meanwhile."}
      </p>
      {facility.trappedCash > 0n && (
        <p className="mt-2 text-sm text-soft">
          Trapped so far: <span data-testid="trapped-cash">{money(facility.trappedCash)}</span>. It is the operator’s
          once the covenants are kept again.
        </p>
      )}
    </Card>
  );
}

function rowsOf(covenants: CovenantsView, test: CovenantTest | undefined): Row[] {
  const { coverageBps, loanToValueBps, priceBps, periods } = covenants;
  const percent = (bps: bigint): string => formatBps(Number(bps));
  const rows: Row[] = [
    {
      name: `Coverage, last ${periods} reports`,
      rule: "below",
      now: test?.coverageBps,
      tiers: coverageBps,
      show: (bps) => formatAmount(bps, 4),
    },
    { name: "Loan to value", rule: "above", now: test?.loanToValueBps, tiers: loanToValueBps, show: percent },
    { name: "Price of its band’s low edge", rule: "below", now: test?.priceBps, tiers: priceBps, show: percent },
  ];
  return rows.filter(({ tiers }) => tiers.some((threshold) => threshold > 0));
}
