"use client";

import { Server } from "lucide-react";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { DEBT_WORDS, formWord } from "@/lib/debt/words";
import { facilityStatusWord } from "@gpu-yield-vaults/sdk/errors";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import type { FacilityPast } from "@/lib/history/facilityPast";
import type { PeriodRow } from "@/lib/history/periods";
import { endWord } from "@/lib/vault/lifeWords";
import { lostIn } from "@/lib/vault/statementWords";
import { Schedule } from "../debt/Schedule";
import { scheduleCaption } from "../debt/ScheduleCard";
import { AddressText } from "../ui/AddressText";
import { AwaitedFigure } from "../ui/Awaited";
import { Badge, type BadgeTone } from "../ui/Badge";
import { Details } from "../ui/Details";
import { Stat } from "../ui/Stat";
import { ArrearsStat } from "./ArrearsStat";
import { DebtStats } from "./DebtStats";
import { FacilityPastDetails } from "./FacilityPastDetails";
import { PerformanceStat, ShortfallWords } from "./PerformanceStat";
import { ShareStats } from "./ShareStats";

type FacilityItemProps = {
  facility: FacilityView;
  /** What events tell of it; undefined while history is not known. */
  past?: FacilityPast;
  asset: Token;
  label?: string;
  now: number;
  historyError: Error | null;
};

/** One facility as depositors see it: what it is worth, what it brought, what went wrong, and what falls due next. */
export function FacilityItem({ facility, past, asset, label, now, historyError }: FacilityItemProps) {
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const badge = statusBadge(facility, past, now);
  const lost = past ? lostIn(past.statement) : 0n;
  const isOver = facility.status === FACILITY_STATUS.retired;
  return (
    <li className="py-5 first:pt-1 last:pb-0" data-testid={`facility-${facility.cluster}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Server aria-hidden className="size-4 text-faint" />
        <h3 className="font-medium">{facility.name}</h3>
        <Badge tone={badge.tone}>{badge.text}</Badge>
        <Badge>{formWord(facility.form)}</Badge>
        {facility.delinquentSince > 0 && <Badge tone="bad">delinquent</Badge>}
        {!isOver && past?.performance?.isShort && <Badge tone="bad">earns too little</Badge>}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-soft">
        <span>
          {facility.gpuCount.toLocaleString("en-US")} × {facility.model} · region {facility.region}
        </span>
        <span>
          run by <AddressText address={facility.operator} label={label} />
        </span>
      </p>
      {lost > 0n && (
        <p className="mt-3 text-sm font-medium text-bad-ink" data-testid="lost">
          Shareholders have lost {money(lost)} {asset.symbol} of it.
        </p>
      )}
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
        {facility.debt ? (
          <DebtStats facility={facility} debt={facility.debt} asset={asset} now={now} />
        ) : (
          <ShareStats facility={facility} statement={past?.statement} asset={asset} historyError={historyError} />
        )}
        <ArrearsStat arrears={past?.arrears} asset={asset} error={historyError} />
        {!isOver && <PerformanceStat past={past} asset={asset} error={historyError} />}
        <LastReport past={past} now={now} error={historyError} />
      </dl>
      {!isOver && <ShortfallWords past={past} asset={asset} />}
      {facility.delinquentSince > 0 && (
        <p className="mt-4 text-sm text-bad-ink">
          Delinquent since {formatDateTime(facility.delinquentSince)}. Leavers are paid {money(facility.exitValue)}{" "}
          {asset.symbol} for it,{" "}
          {now < facility.markedDownAt
            ? `marked down to nothing by ${formatDateTime(facility.markedDownAt)} unless it is cured.`
            : "nothing: it is marked down, and anyone may open its workout."}
        </p>
      )}
      {facility.nextReport && (
        <p className="mt-4 text-sm text-faint">
          {now > facility.nextReport.deadline ? "Missed deadline" : "Next deadline"}: period{" "}
          {facility.nextReport.period} {now > facility.nextReport.deadline ? "was" : "is"} to be reported by{" "}
          {formatDateTime(facility.nextReport.deadline)}, {formatFromNow(facility.nextReport.deadline, now)}.
        </p>
      )}
      {facility.debt && !isOver && (
        <Details title={DEBT_WORDS[facility.debt.form].title} note={scheduleCaption(facility.debt)}>
          <Schedule debt={facility.debt} asset={asset} now={now} />
        </Details>
      )}
      {past && <FacilityPastDetails key={String(lost > 0n)} past={past} asset={asset} isOpen={lost > 0n} />}
    </li>
  );
}

type LastReportProps = { past?: FacilityPast; now: number; error: Error | null };

function LastReport({ past, now, error }: LastReportProps) {
  const last = past?.history.periods.at(-1);
  const isOver = past?.facility.status === FACILITY_STATUS.retired;
  return (
    <Stat
      label="Last report"
      value={!past ? <AwaitedFigure error={error} /> : last ? `Period ${last.period}` : "none yet"}
      caption={!past ? undefined : last ? reportCaption(last, now, isOver) : !isOver && "the first one is awaited"}
    />
  );
}

function statusBadge(
  { status, nextReport }: FacilityView,
  past: FacilityPast | undefined,
  now: number,
): { text: string; tone: BadgeTone } {
  if (nextReport && now > nextReport.deadline) return { text: "report overdue", tone: "bad" };
  const text = (past && endWord(past.life)) ?? facilityStatusWord(status);
  if (status === FACILITY_STATUS.inService) return { text, tone: "good" };
  return { text, tone: status === FACILITY_STATUS.resolving || text.includes("default") ? "bad" : "neutral" };
}

function reportCaption({ status, end, finalAt }: PeriodRow, now: number, isOver: boolean): string {
  if (status === "missed") return isOver ? "missed, and never made up for" : "missed; a late report is awaited";
  if (status === "pending") return `final ${formatFromNow(finalAt, now)}`;
  return `${status}; ended ${formatFromNow(end, now)}`;
}
