"use client";

import { ChevronDown, Server } from "lucide-react";
import { useState } from "react";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { DebtView } from "@/lib/chain/readDebt";
import type { Token } from "@/lib/chain/readTokens";
import { DEBT_WORDS, formWord } from "@/lib/debt/words";
import { facilityStatusWord } from "@gpu-yield-vaults/sdk/errors";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import type { PeriodRow } from "@/lib/history/periods";
import { Schedule } from "../debt/Schedule";
import { scheduleCaption } from "../debt/ScheduleCard";
import { AddressText } from "../ui/AddressText";
import { Badge, type BadgeTone } from "../ui/Badge";
import { Stat } from "../ui/Stat";
import { DebtStats } from "./DebtStats";
import { ShareStats } from "./ShareStats";

type FacilityItemProps = {
  facility: FacilityView;
  lastReport?: PeriodRow;
  asset: Token;
  label?: string;
  now: number;
};

/** One facility as depositors see it: what it is worth, what it brought, and what falls due next. */
export function FacilityItem({ facility, lastReport, asset, label, now }: FacilityItemProps) {
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const badge = statusBadge(facility, now);
  return (
    <li className="py-5 first:pt-1 last:pb-0" data-testid={`facility-${facility.cluster}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Server aria-hidden className="size-4 text-faint" />
        <h3 className="font-medium">{facility.name}</h3>
        <Badge tone={badge.tone}>{badge.text}</Badge>
        <Badge>{formWord(facility.form)}</Badge>
        {facility.delinquentSince > 0 && <Badge tone="bad">delinquent</Badge>}
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
        {facility.debt ? (
          <DebtStats facility={facility} debt={facility.debt} asset={asset} now={now} />
        ) : (
          <ShareStats facility={facility} asset={asset} />
        )}
        <Stat
          label="Last report"
          value={lastReport ? `Period ${lastReport.period}` : "none yet"}
          caption={lastReport ? reportCaption(lastReport, now) : "the first one is awaited"}
        />
      </dl>
      {facility.delinquentSince > 0 && (
        <p className="mt-4 text-sm text-bad-ink">
          Delinquent since {formatDateTime(facility.delinquentSince)}. Leavers are paid {money(facility.exitValue)} for
          it, marked down to nothing by {formatDateTime(facility.markedDownAt)} unless it is cured.
        </p>
      )}
      {facility.nextReport && (
        <p className="mt-4 text-sm text-faint">
          Next deadline: period {facility.nextReport.period} is to be reported by{" "}
          {formatDateTime(facility.nextReport.deadline)}, {formatFromNow(facility.nextReport.deadline, now)}.
        </p>
      )}
      {facility.debt && <ScheduleDetails debt={facility.debt} asset={asset} now={now} />}
    </li>
  );
}

/** Drawn only when somebody asks for it. */
function ScheduleDetails({ debt, asset, now }: { debt: DebtView; asset: Token; now: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="group mt-4 rounded-xl border"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary
        className={
          "flex list-none items-center gap-2 rounded-xl px-4 py-3 text-sm font-medium " +
          "[&::-webkit-details-marker]:hidden"
        }
      >
        <ChevronDown aria-hidden className="size-4 -rotate-90 text-faint transition-transform group-open:rotate-0" />
        {DEBT_WORDS[debt.form].title}
        <span className="font-normal text-faint">{scheduleCaption(debt)}</span>
      </summary>
      {isOpen && (
        <div className="px-5 pt-2 pb-5 sm:px-6">
          <Schedule debt={debt} asset={asset} now={now} />
        </div>
      )}
    </details>
  );
}

function statusBadge({ status, nextReport }: FacilityView, now: number): { text: string; tone: BadgeTone } {
  if (nextReport && now > nextReport.deadline) return { text: "report overdue", tone: "bad" };
  const text = facilityStatusWord(status);
  if (status === FACILITY_STATUS.inService) return { text, tone: "good" };
  return { text, tone: "neutral" };
}

function reportCaption({ status, end, finalAt }: PeriodRow, now: number): string {
  if (status === "missed") return "missed; a late revision is awaited";
  if (status === "pending") return `final ${formatFromNow(finalAt, now)}`;
  return `${status}; ended ${formatFromNow(end, now)}`;
}
