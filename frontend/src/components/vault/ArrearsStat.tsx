import type { Token } from "@/lib/chain/readTokens";
import { formatAmount, formatExact } from "@/lib/format/amount";
import { formatDate } from "@/lib/format/time";
import type { Arrears } from "@/lib/history/arrears";
import { AwaitedFigure } from "../ui/Awaited";
import { Stat } from "../ui/Stat";

type ArrearsStatProps = {
  /** Undefined while history is not known. */
  arrears?: Arrears;
  asset: Token;
  error: Error | null;
};

/** Everything that is past its day and not paid: rent, instalments and late interest alike. */
export function ArrearsStat({ arrears, asset, error }: ArrearsStatProps) {
  return (
    <Stat
      label="Past due"
      testId="arrears"
      value={arrears ? formatAmount(arrears.total, asset.decimals) : <AwaitedFigure error={error} />}
      exact={arrears && formatExact(arrears.total, asset.decimals)}
      tone={arrears && (arrears.total > 0n || arrears.isUnreported) ? "bad" : undefined}
      caption={arrears && caption(arrears, asset)}
      explanation={
        "Everything whose day of payment has passed: reported rent of a revenue share, payments of a loan or a " +
        "lease, and late interest. It is never in the NAV."
      }
    />
  );
}

function caption({ total, lateInterest, since, isUnreported }: Arrears, asset: Token): string {
  const parts = [
    total === 0n ? "nothing that is known" : since === undefined ? "everything that is owed" : formatSince(since),
    lateInterest > 0n && `${formatAmount(lateInterest, asset.decimals)} of it late interest`,
    isUnreported && "what the overdue report will say is not known",
  ];
  return total === 0n && !isUnreported ? "nothing is past due" : parts.filter(Boolean).join("; ");
}

function formatSince(since: number): string {
  return `the oldest since ${formatDate(since)}`;
}
