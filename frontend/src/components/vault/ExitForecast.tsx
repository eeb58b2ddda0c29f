"use client";

import type { Answer } from "@/hooks/answer";
import { useChain } from "@/hooks/useChain";
import type { ForecastView } from "@/lib/chain/readForecast";
import { formatAmount } from "@/lib/format/amount";
import { formatDate, formatDateTime } from "@/lib/format/time";
import { basisWords } from "@/lib/queue/basisWords";
import { Facts } from "../ui/Facts";
import { Skeleton } from "../ui/Skeleton";
import { AsOf } from "./AsOf";

/** When a request made now could be paid, by the queue's own outlook, and what each date rests on. */
export function ExitForecast({ forecast }: { forecast: Answer<ForecastView> }) {
  return (
    <section aria-label="Exit forecast" className="mt-5 border-t pt-4" data-testid="forecast">
      <h2 className="text-sm font-medium">When you could be paid</h2>
      {forecast.status === "known" && <Forecast view={forecast.view} />}
      {forecast.status === "asked" && <Skeleton className="mt-3 h-40" />}
      {forecast.status === "none" && <p className="mt-1.5 text-sm text-faint">Enter an amount to see it.</p>}
      {forecast.status === "unknown" && (
        <p className="mt-1.5 text-sm text-faint">Not known: the node did not answer. It is asked again.</p>
      )}
      <p className="mt-3 text-[0.8125rem] leading-relaxed text-faint">
        An outlook, not a promise: nobody owes a date or a price.
      </p>
    </section>
  );
}

function Forecast({ view }: { view: ForecastView }) {
  const { asset, share } = useChain().tokens;
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  const shares = (units: bigint): string => `${formatAmount(units, share.decimals, 2)} ${share.symbol}`;
  const { sharesAhead, ownAhead, assetsAhead, cash, scheduledInflow } = view;
  const others = sharesAhead - ownAhead;
  const worth = sharesAhead === 0n ? 0n : (assetsAhead * others) / sharesAhead;
  return (
    <>
      <Facts
        className="mt-3"
        facts={[
          {
            label: "Ahead of you",
            value: shares(others),
            note:
              `${money(worth)} at the exit price; requests of your epoch, paid alongside, are in it` +
              (ownAhead > 0n ? `. Your own earlier requests, ${shares(ownAhead)}, are not, and come first, too` : ""),
          },
          { label: "Cash there", value: money(cash) },
          {
            label: "Rent on its way",
            value: money(scheduledInflow),
            note: "reported and not paid yet, before running costs",
          },
          {
            label: "At the earliest",
            value: view.earliest === 0 ? "not known" : formatDateTime(view.earliest),
            note: basisWords(view.earliestBasis),
            strong: true,
          },
          { label: "At the worst", value: formatDate(view.worst), note: basisWords(view.worstBasis), strong: true },
        ]}
      />
      <p className="mt-2 text-[0.8125rem] text-faint">
        All of it <AsOf head={view.asOf} />.
      </p>
    </>
  );
}
