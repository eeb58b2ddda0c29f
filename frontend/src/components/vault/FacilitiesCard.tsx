import { Server } from "lucide-react";
import Link from "next/link";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { facilityStatusWord } from "@/lib/errors/statusWords";
import { formatAmount, formatShare } from "@/lib/format/amount";
import { formatDate, formatDateTime, formatDuration, formatFromNow } from "@/lib/format/time";
import { clusterHistory, type PeriodRow } from "@/lib/history/periods";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { AddressText } from "../ui/AddressText";
import { Badge, type BadgeTone } from "../ui/Badge";
import { Card } from "../ui/Card";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { Stat } from "../ui/Stat";

type FacilitiesCardProps = {
  facilities?: readonly FacilityView[];
  events?: readonly ProtocolEvent[];
  asset: Token;
  labels: ReadonlyMap<string, string>;
  /** The chain's clock. */
  now: number;
  error: Error | null;
};

/** What the vault's money became. */
export function FacilitiesCard({ facilities, events, asset, labels, now, error }: FacilitiesCardProps) {
  return (
    <Card
      title="Facilities"
      caption={`What the vault finances; money in ${asset.symbol}`}
      aside={
        <Link href="/operator/" className="text-sm font-medium text-accent underline-offset-4 hover:underline">
          Reports and payments
        </Link>
      }
    >
      {!facilities ? (
        error ? (
          <Notice tone="bad" title="The facilities could not be read">
            The vault’s own numbers are not affected. This is tried again with the next block.
          </Notice>
        ) : (
          <Skeleton className="h-40" />
        )
      ) : facilities.length === 0 ? (
        <p className="py-10 text-center text-sm text-faint">
          Nothing is financed yet. The vault holds cash until a cluster is approved and drawn.
        </p>
      ) : (
        <ul className="divide-y">
          {facilities.map((facility) => (
            <FacilityItem
              key={facility.cluster.toString()}
              facility={facility}
              lastReport={events && clusterHistory(events, facility.cluster, now).periods.at(-1)}
              asset={asset}
              label={labels.get(facility.operator.toLowerCase())}
              now={now}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

type FacilityItemProps = {
  facility: FacilityView;
  lastReport?: PeriodRow;
  asset: Token;
  label?: string;
  now: number;
};

function FacilityItem({ facility, lastReport, asset, label, now }: FacilityItemProps) {
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const badge = statusBadge(facility, now);
  return (
    <li className="py-5 first:pt-1 last:pb-0" data-testid={`facility-${facility.cluster}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Server aria-hidden className="size-4 text-faint" />
        <h3 className="font-medium">{facility.name}</h3>
        <Badge tone={badge.tone}>{badge.text}</Badge>
        {facility.lateSince > 0 && <Badge tone="bad">late</Badge>}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-soft">
        <span>
          {facility.gpuCount.toLocaleString("en-US")} × {facility.model} · region {facility.region}
        </span>
        <span>
          run by <AddressText address={facility.operator} label={label} />
        </span>
      </p>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
        <Stat label="Value" value={money(facility.value)} caption={`of ${money(facility.cost)} paid`} />
        <Stat
          label="Worn so far"
          value={formatShare(facility.cost - facility.value, facility.cost, 2)}
          caption={wearCaption(facility)}
          explanation={`Straight line from cost to a salvage of ${money(facility.salvage)} ${asset.symbol} over ${formatDuration(facility.usefulLife)}, second by second.`}
        />
        <Stat
          label="Last report"
          value={lastReport ? `Period ${lastReport.period}` : "none yet"}
          caption={lastReport ? reportCaption(lastReport, now) : "the first one is awaited"}
        />
        <Stat
          label="Reported"
          value={money(facility.reported)}
          caption={`in ${facility.settledPeriods} settled periods`}
          explanation="Gross rent that reporters attested. A report never moves the share price."
        />
        <Stat
          label="Distributed"
          value={money(facility.distributed)}
          caption={`${formatShare(facility.distributed, facility.reported)} of reported`}
          explanation="What the operator really paid and settlements split. Only this can reach the vault."
        />
        <Stat
          label="Receivable"
          value={money(facility.receivable)}
          tone={facility.receivable > 0n ? "bad" : undefined}
          caption={facility.receivable > 0n ? `oldest: period ${facility.oldestUnpaid}` : "nothing is open"}
          explanation="Reported but not paid. It is never in the NAV."
        />
      </dl>
      {facility.lateSince > 0 && (
        <p className="mt-4 text-sm text-bad-ink">
          Late since {formatDateTime(facility.lateSince)}. Leavers are paid {money(facility.exitValue)} for it, down to
          nothing by {formatDateTime(facility.lineEnd)} unless it is cured.
        </p>
      )}
      {facility.nextReport && (
        <p className="mt-4 text-sm text-faint">
          Next deadline: period {facility.nextReport.period} is to be reported by{" "}
          {formatDateTime(facility.nextReport.deadline)}, {formatFromNow(facility.nextReport.deadline, now)}.
        </p>
      )}
    </li>
  );
}

function statusBadge({ status, nextReport }: FacilityView, now: number): { text: string; tone: BadgeTone } {
  if (nextReport && now > nextReport.deadline) return { text: "report overdue", tone: "bad" };
  const text = facilityStatusWord(status);
  if (status === FACILITY_STATUS.inService) return { text, tone: "good" };
  return { text, tone: "neutral" };
}

function wearCaption({ wearFrom, wearUntil, deadline }: FacilityView): string {
  if (wearFrom > 0) return `until ${formatDate(wearUntil)}`;
  return deadline > 0 ? `starts by ${formatDateTime(deadline)}` : "has not started";
}

function reportCaption({ status, end, finalAt }: PeriodRow, now: number): string {
  if (status === "missed") return "missed; a late revision is awaited";
  if (status === "pending") return `final ${formatFromNow(finalAt, now)}`;
  return `${status}; ended ${formatFromNow(end, now)}`;
}
