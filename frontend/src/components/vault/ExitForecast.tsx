"use client";

import { useChain } from "@/hooks/useChain";
import { useForecast } from "@/hooks/useForecast";
import { formatAmount } from "@/lib/format/amount";
import { formatDate, formatDateTime } from "@/lib/format/time";
import { basisWords } from "@/lib/queue/basisWords";
import { Facts } from "../ui/Facts";
import { Skeleton } from "../ui/Skeleton";

/** When a request made now could be paid, by the queue's own outlook, and what each date rests on. */
export function ExitForecast({ shares, atAnyPrice }: { shares: bigint; atAnyPrice: boolean }) {
  const { asset, share } = useChain().tokens;
  const forecast = useForecast(shares, atAnyPrice);
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  return (
    <section aria-label="Exit forecast" className="mt-5 border-t pt-4" data-testid="forecast">
      <h2 className="text-sm font-medium">When you could be paid</h2>
      {forecast ? (
        <Facts
          className="mt-3"
          facts={[
            {
              label: "Ahead of you",
              value: `${formatAmount(forecast.sharesAhead, share.decimals, 2)} ${share.symbol}`,
              note: `${money(forecast.assetsAhead)} at the exit price; requests of your epoch are paid alongside`,
            },
            { label: "Cash there", value: money(forecast.cash) },
            {
              label: "Rent on its way",
              value: money(forecast.scheduledInflow),
              note: "reported and not paid yet, before running costs",
            },
            {
              label: "At the earliest",
              value: forecast.earliest === 0 ? "not known" : formatDateTime(forecast.earliest),
              note: basisWords(forecast.earliestBasis),
              strong: true,
            },
            {
              label: "At the worst",
              value: formatDate(forecast.worst),
              note: basisWords(forecast.worstBasis),
              strong: true,
            },
          ]}
        />
      ) : (
        <Skeleton className="mt-3 h-40" />
      )}
      <p className="mt-3 text-[0.8125rem] leading-relaxed text-faint">
        An outlook, not a promise: nobody owes a date or a price.
      </p>
    </section>
  );
}
