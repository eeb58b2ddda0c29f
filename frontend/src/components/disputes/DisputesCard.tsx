"use client";

import { useMemo } from "react";
import { useDisputes } from "@/hooks/useDisputes";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { QuorumView, ReportingView } from "@/lib/chain/readReporting";
import { disputedReports } from "@/lib/disputes/disputedReports";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { submissionOf, submissionsOf } from "@/lib/reports/submissions";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { Dispute } from "./Dispute";

type DisputesCardProps = {
  facilities: readonly FacilityView[];
  events?: readonly ProtocolEvent[];
  historyError: Error | null;
  reporting: ReportingView | undefined;
};

/** Every report that somebody has called false: where it stands, and what can be done. */
export function DisputesCard({ facilities, events, historyError, reporting }: DisputesCardProps) {
  const places = useMemo(() => events && disputedReports(events, facilities), [events, facilities]);
  const { data, error } = useDisputes(places);
  if (places?.length === 0) return undefined;
  return (
    <Card
      title="Disputes"
      caption="Of each report the newest. Whoever lets a deadline pass loses; nothing settles meanwhile."
    >
      {!data ? (
        <Awaited error={historyError ?? error} what="What is disputed" className="h-24" />
      ) : (
        <ul className="divide-y">
          {data.map((disputed) => {
            const facility = facilities.find(({ cluster }) => cluster === disputed.cluster);
            if (!facility) return undefined;
            const submissions = events ? submissionsOf(events, facility.cluster) : [];
            const { period, dispute } = disputed;
            return (
              <li key={dispute.id.toString()} className="py-4 first:pt-0 last:pb-0">
                <Dispute
                  facility={facility}
                  disputed={disputed}
                  quorum={quorumOf(reporting, facility)}
                  report={submissionOf(submissions, period, dispute.revision)?.report}
                  standing={submissionOf(submissions, period)?.report}
                />
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

const quorumOf = (reporting: ReportingView | undefined, { oracle }: FacilityView): QuorumView | undefined =>
  reporting?.quorums.get(oracle.toLowerCase());
