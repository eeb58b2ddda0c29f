import type { Token } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime } from "@/lib/format/time";
import type { LifeEvent, LifeKind } from "@/lib/history/lifeLine";
import { lifeWords } from "@/lib/vault/lifeWords";
import { AddressText } from "../ui/AddressText";
import { cn } from "../ui/cn";

const BAD = new Set<LifeKind>([
  "late",
  "lossAnnounced",
  "saleOffered",
  "workoutOpened",
  "gpusLost",
  "writtenDown",
  "workoutClosed",
]);

/** What happened to a facility, oldest first, each with its block and transaction. */
export function FacilityLife({ life, asset }: { life: readonly LifeEvent[]; asset: Token }) {
  return (
    <ol className="space-y-2.5 border-l pl-4 text-sm" data-testid="life-line">
      {life.map((event) => (
        <li key={`${event.kind}-${event.timestamp}-${event.place?.logIndex ?? 0}`} className="relative">
          <span
            aria-hidden
            className={cn(
              "absolute top-1.5 -left-[1.3rem] size-2.5 rounded-full border-2 border-surface",
              BAD.has(event.kind) ? "bg-bad-ink" : "bg-accent",
            )}
          />
          <p className={cn("font-medium", BAD.has(event.kind) && "text-bad-ink")}>
            {lifeWords(event)}
            {event.amount !== undefined && event.amount > 0n && ` · ${formatAmount(event.amount, asset.decimals)}`}
          </p>
          <p className="text-[0.8125rem] text-faint">
            {formatDateTime(event.timestamp)}
            {event.place ? (
              <>
                {" "}
                · block {event.place.blockNumber.toLocaleString("en-US")} ·{" "}
                <AddressText address={event.place.transactionHash} />
              </>
            ) : (
              " · by the clock, without a transaction"
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}
