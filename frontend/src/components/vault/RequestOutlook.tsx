"use client";

import { useChain } from "@/hooks/useChain";
import { formatAmount } from "@/lib/format/amount";
import { formatDate, formatDateTime } from "@/lib/format/time";
import { basisWords } from "@/lib/queue/basisWords";
import type { OutlookView } from "@/lib/queue/outlook";
import { Facts } from "../ui/Facts";

/** When a request that waits could be paid whole. */
export function RequestOutlook({ outlook, now }: { outlook: OutlookView; now: number }) {
  const { share } = useChain().tokens;
  const { requestId, sharesAhead, sharesAlongside, earliest, earliestBasis, worst, worstBasis } = outlook;
  const shares = (units: bigint): string => `${formatAmount(units, share.decimals, 2)} ${share.symbol}`;
  const isClosed = earliest !== undefined && earliest <= now;
  return (
    <div data-testid={`outlook-${requestId}`}>
      <Facts
        className="mt-2 border-t pt-2"
        facts={[
          { label: "Of others, ahead of it", value: shares(sharesAhead) },
          { label: "Of others, paid alongside", value: shares(sharesAlongside) },
          {
            label: "Paid whole at the earliest",
            value: earliest === undefined ? "not known" : isClosed ? "from now on" : formatDateTime(earliest),
            note: basisWords(earliestBasis, isClosed),
          },
          { label: "At the worst", value: formatDate(worst), note: basisWords(worstBasis) },
        ]}
      />
    </div>
  );
}
