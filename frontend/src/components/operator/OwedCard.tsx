import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { DebtView } from "@/lib/chain/readDebt";
import type { Token } from "@/lib/chain/readTokens";
import { debtTimeline } from "@/lib/debt/debtTimeline";
import { claimedInAll } from "@/lib/debt/repayment";
import { formatAmount, formatExact } from "@/lib/format/amount";
import { formatRate } from "@/lib/format/rate";
import { formatDate, formatFromNow } from "@/lib/format/time";
import { Card } from "../ui/Card";
import { Facts, type Fact } from "../ui/Facts";

type OwedCardProps = {
  facility: FacilityView;
  debt: DebtView;
  asset: Token;
  now: number;
};

/** What is owed of a loan or a lease at this moment. */
export function OwedCard({ facility, debt, asset, now }: OwedCardProps) {
  if (facility.status !== FACILITY_STATUS.inService || debt.schedule.payments === 0) return null;
  const { lateInterest, interest, principal } = debt.claimed;
  const next = debtTimeline(debt, now)?.next;
  const money = (units: bigint) => (
    <span title={formatExact(units, asset.decimals)}>{formatAmount(units, asset.decimals)}</span>
  );
  const facts: Fact[] = [
    ...(debt.lateRate > 0n || lateInterest > 0n
      ? [
          {
            label: "Late interest",
            value: money(lateInterest),
            note: `${formatRate(debt.lateRate)} a year on what is overdue`,
          },
        ]
      : []),
    { label: "Interest", value: money(interest) },
    { label: "Principal", value: money(principal) },
    {
      label: "Owed now",
      value: <span data-testid="owed-now">{formatAmount(claimedInAll(debt.claimed), asset.decimals)}</span>,
      strong: true,
    },
    {
      label: "Principal outstanding",
      value: <span data-testid="owed-outstanding">{formatAmount(debt.outstanding, asset.decimals)}</span>,
    },
    ...(next
      ? [
          {
            label: next.status === "overdue" ? "Overdue since" : "Next due",
            value: formatDate(next.dueAt),
            note:
              `${formatAmount(next.missing, asset.decimals)} of payment ${next.index}, ` +
              formatFromNow(next.dueAt, now),
          },
        ]
      : []),
  ];
  return (
    <Card
      title={debt.form === "loan" ? "What is owed of the loan" : "What is owed of the lease"}
      caption={`in ${asset.symbol}, of payments whose period has begun. Settled rent pays it, too.`}
    >
      <Facts facts={facts} />
    </Card>
  );
}
