import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { facilityStatusWord } from "@gpu-yield-vaults/sdk/errors";
import { formWord } from "@/lib/debt/words";
import { formatAmount, formatBps, formatShare } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import type { FacilityPast } from "@/lib/history/facilityPast";
import { endWord } from "@/lib/vault/lifeWords";
import type { ClusterHistory, PeriodRow } from "@/lib/history/periods";
import { AddressText } from "../ui/AddressText";
import { AwaitedFigure } from "../ui/Awaited";
import { Badge } from "../ui/Badge";
import { Card } from "../ui/Card";
import { Notice } from "../ui/Notice";
import { Stat } from "../ui/Stat";
import { ArrearsStat } from "../vault/ArrearsStat";
import { PerformanceStat, ShortfallWords } from "../vault/PerformanceStat";
import { DelinquencyNotice } from "./DelinquencyNotice";

type ClusterHeaderProps = {
  facility: FacilityView;
  /** Undefined while it is not known. */
  history?: ClusterHistory;
  past?: FacilityPast;
  historyError: Error | null;
  asset: Token;
  label?: string;
  now: number;
};

/** One cluster's account: what was reported, what came in, what is open, and what falls due next. */
export function ClusterHeader({ facility, history, past, historyError, asset, label, now }: ClusterHeaderProps) {
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const oldest = history?.periods.find(({ status, open }) => status === "settled" && open > 0n);
  const isOverdue = facility.nextReport !== undefined && now > facility.nextReport.deadline;

  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg font-semibold tracking-tight">{facility.name}</h2>
        <Badge tone={facility.status === FACILITY_STATUS.inService ? "good" : "neutral"}>
          {(past && endWord(past.life)) ?? facilityStatusWord(facility.status)}
        </Badge>
        <Badge>{formWord(facility.form)}</Badge>
        {facility.delinquentSince > 0 && <Badge tone="bad">delinquent</Badge>}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-soft">
        <span>
          Cluster {facility.cluster.toString()} · {facility.gpuCount.toLocaleString("en-US")} × {facility.model} ·
          region {facility.region}
        </span>
        <span>
          run by <AddressText address={facility.operator} label={label} />
        </span>
      </p>

      <dl className="mt-5 grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 lg:grid-cols-5">
        <Stat
          label="Reported"
          testId="reported"
          value={money(facility.reported)}
          unit={asset.symbol}
          caption={`${facility.settledPeriods} periods settled`}
          explanation="Gross rent of all settled reports."
        />
        <Stat
          label="Paid in"
          testId="paid-in"
          value={history ? money(history.paidIn) : <AwaitedFigure error={historyError} />}
          unit={asset.symbol}
          caption={history && `in ${history.payments.length} payments`}
          explanation="Everything that was ever paid into the lockbox."
        />
        <Stat
          label="Distributed"
          testId="distributed"
          value={money(facility.distributed)}
          unit={asset.symbol}
          caption={`${formatShare(facility.distributed, facility.reported)} of reported`}
          explanation="What settlements took from the lockbox and split by the waterfall."
        />
        <Stat
          label="Lockbox"
          testId="lockbox"
          value={money(facility.lockbox)}
          unit={asset.symbol}
          caption="waits for a settlement"
          explanation="Paid in and not distributed. What exceeds the reported rent stays for the next period."
        />
        <Stat
          label="Receivable"
          testId="receivable"
          value={money(facility.receivable)}
          unit={asset.symbol}
          caption={receivableCaption(facility, oldest, now)}
          explanation={
            "Reported, not distributed. Shown and aged, never in the NAV, never netted against another " + "cluster."
          }
        />
        <ArrearsStat arrears={past?.arrears} asset={asset} error={historyError} />
        {facility.status !== FACILITY_STATUS.retired && (
          <PerformanceStat past={past} asset={asset} error={historyError} />
        )}
      </dl>

      <div className="mt-5 grid gap-x-6 gap-y-2 border-t pt-4 text-sm text-soft sm:grid-cols-2 lg:grid-cols-3">
        {facility.nextReport && (
          <Line name={`Report of period ${facility.nextReport.period}`}>
            due by {formatDateTime(facility.nextReport.deadline)}, {formatFromNow(facility.nextReport.deadline, now)}
          </Line>
        )}
        {oldest && !facility.debt && (
          <Line name={`Rent of period ${oldest.period}`}>
            {oldest.payBy > now ? "overdue from" : "overdue since"} {formatDateTime(oldest.payBy)}
          </Line>
        )}
        {!facility.debt && facility.depreciatesUntil === 0 && facility.deadline > 0 && (
          <Line name="Depreciation starts">with the first paid period, or {formatFromNow(facility.deadline, now)}</Line>
        )}
        {!facility.debt && facility.depreciatesUntil > 0 && (
          <Line name="Depreciation">
            {history?.depreciatesFrom !== undefined && `since ${formatDateTime(history.depreciatesFrom)}, `}
            until {formatDateTime(facility.depreciatesUntil)}
          </Line>
        )}
        {facility.deadline > 0 && (
          <Line name="Delinquent from">
            {formatDateTime(facility.deadline)}, unless {unless(facility)}
          </Line>
        )}
        <Line name="Split of the residual">
          {formatBps(facility.vaultShareBps)} vault, {formatBps(10_000 - facility.vaultShareBps)} operator
        </Line>
        {facility.reserveTarget > 0n && (
          <Line name="Reserve">
            {money(facility.reserve)} of {money(facility.reserveTarget)}
          </Line>
        )}
        {facility.carriedEnergy + facility.carriedOther > 0n && (
          <Line name="Unpaid running costs">
            {money(facility.carriedEnergy + facility.carriedOther)}, first in the next settlement
          </Line>
        )}
      </div>
      {facility.status !== FACILITY_STATUS.retired && <ShortfallWords past={past} asset={asset} />}
      <DelinquencyNotice facility={facility} history={history} asset={asset} now={now} />
      {isOverdue && facility.nextReport && (
        <Notice tone="warn" className="mt-4" title={`The report of period ${facility.nextReport.period} is overdue`}>
          It was due by {formatDateTime(facility.nextReport.deadline)}. Anyone may mark it missed; a late report takes
          the long challenge window.
        </Notice>
      )}
    </Card>
  );
}

/** History may not be known, the receivable is; a loan and a lease keep no oldest period. */
function receivableCaption(
  { receivable, oldestUnpaid }: FacilityView,
  oldest: PeriodRow | undefined,
  now: number,
): string {
  if (receivable === 0n) return "all that is settled is paid";
  if (!oldest) return oldestUnpaid === 0 ? "reported and not paid" : `oldest: period ${oldestUnpaid}`;
  return `oldest: period ${oldest.period}, final ${formatFromNow(oldest.finalAt, now)}`;
}

/** What keeps a facility from being delinquent. */
function unless({ status, debt }: FacilityView): string {
  if (status !== FACILITY_STATUS.inService) return "it is in service by then";
  return debt ? "the payment due is made" : "it reports and pays";
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <p>
      <span className="text-faint">{name}:</span> <span className="font-medium text-ink">{children}</span>
    </p>
  );
}
