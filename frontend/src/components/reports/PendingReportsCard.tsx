"use client";

import type { ReportView } from "@gpu-yield-vaults/sdk/read";
import type { Kept } from "@/hooks/useKept";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { ReportingView } from "@/lib/chain/readReporting";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { submissionOf, submissionsOf } from "@/lib/reports/submissions";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { PendingReport } from "./PendingReport";

type PendingReportsCardProps = {
  facilities: readonly FacilityView[];
  reporting: Kept<ReportingView>;
  events?: readonly ProtocolEvent[];
  historyError: Error | null;
};

/** Every report that is not final, the next to become it first. */
export function PendingReportsCard({ facilities, reporting, events, historyError }: PendingReportsCardProps) {
  const { data, error } = reporting;
  const open = data && pendingIn(data, facilities);
  return (
    <Card
      title="Not final yet"
      caption="Nothing is settled by these. Until its window is over, each can be challenged, or vetoed."
    >
      {!open ? (
        <Awaited error={error} what="What is pending" className="h-24" />
      ) : open.length === 0 ? (
        <p className="py-6 text-center text-sm text-faint" data-testid="none-pending">
          Every report that came in is final.
        </p>
      ) : (
        <ul className="divide-y">
          {open.map(({ facility, report }) => {
            const submissions = events && submissionsOf(events, facility.cluster);
            return (
              <li key={`${facility.cluster}-${report.period}`} className="py-4 first:pt-0 last:pb-0">
                <PendingReport
                  facility={facility}
                  report={report}
                  quorum={data.quorums.get(facility.oracle.toLowerCase())}
                  submission={submissions && submissionOf(submissions, report.period, report.revision)}
                  before={submissions && submissionOf(submissions, report.period - 1)}
                  isHistoryKnown={events !== undefined}
                  historyError={historyError}
                />
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

type Open = { facility: FacilityView; report: ReportView };

function pendingIn({ pending }: ReportingView, facilities: readonly FacilityView[]): readonly Open[] {
  return facilities
    .flatMap((facility) => (pending.get(facility.cluster) ?? []).map((report) => ({ facility, report })))
    .sort((one, other) => (one.report.finalAt ?? Infinity) - (other.report.finalAt ?? Infinity));
}
