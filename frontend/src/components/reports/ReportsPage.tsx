"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useChain } from "@/hooks/useChain";
import { useFacilities } from "@/hooks/useFacilities";
import { useHistory } from "@/hooks/useHistory";
import { useReporting } from "@/hooks/useReporting";
import { formatDateTime } from "@/lib/format/time";
import { submissionsOf } from "@/lib/reports/submissions";
import { DisputesCard } from "../disputes/DisputesCard";
import { PageSkeleton } from "../shell/PageSkeleton";
import { Card } from "../ui/Card";
import { Skeleton } from "../ui/Skeleton";
import { ReadFailure } from "../vault/ReadFailure";
import { StaleNotice } from "../vault/StaleNotice";
import { OwedReportsCard } from "./OwedReportsCard";
import { PendingReportsCard } from "./PendingReportsCard";

// What signs, stakes and proves is loaded once the page shows what is pending.
const WriteReport = dynamic(() => import("./WriteReport").then((file) => file.WriteReport), {
  ssr: false,
  loading: () => <Skeleton className="h-60" />,
});
const StakeCard = dynamic(() => import("../disputes/StakeCard").then((file) => file.StakeCard), {
  ssr: false,
  loading: () => <Skeleton className="h-60" />,
});
const EvidenceCard = dynamic(() => import("../disputes/EvidenceCard").then((file) => file.EvidenceCard), {
  ssr: false,
  loading: () => <Skeleton className="h-60" />,
});

/** What reporters say, before it is final: who signed it, what it changes, and how the next one comes about. */
export function ReportsPage() {
  const { head } = useChain();
  const facilities = useFacilities();
  const { events, error: historyError } = useHistory();
  const serving = (facilities.data ?? []).filter(({ inServiceAt }) => inServiceAt > 0);
  const reporting = useReporting(serving);
  const [chosen, setChosen] = useState<bigint>();

  if (!facilities.data) return facilities.error ? <ReadFailure error={facilities.error} /> : <PageSkeleton />;
  const facility = serving.find(({ cluster }) => cluster === chosen) ?? serving[0];
  return (
    <>
      {facilities.error && <StaleNotice error={facilities.error} block={facilities.data[0]?.asOf.number} />}
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight sm:text-[1.75rem]">Reports</h1>
          <p className="mt-1 max-w-xl text-soft">
            What reporters say that clusters earned. Until a report is final, anyone may hold it against its evidence.
          </p>
        </div>
        <p className="text-[0.8125rem] text-faint">
          Block {head.number.toLocaleString("en-US")} · {formatDateTime(head.timestamp)}
        </p>
      </header>
      {!facility ? (
        <Card>
          <p className="py-16 text-center text-sm text-faint">
            No cluster is in service yet. The first report of one covers the time from its in-service second on.
          </p>
        </Card>
      ) : (
        <div className="space-y-6">
          <PendingReportsCard facilities={serving} reporting={reporting} events={events} historyError={historyError} />
          <DisputesCard facilities={serving} events={events} historyError={historyError} reporting={reporting.data} />
          <OwedReportsCard facilities={serving} events={events} historyError={historyError} />
          <WriteReport
            facilities={serving}
            facility={facility}
            reporting={reporting.data}
            onChoose={(cluster) => setChosen(cluster)}
          />
          <div className="grid items-start gap-6 lg:grid-cols-[22rem_minmax(0,1fr)]">
            <StakeCard />
            <EvidenceCard
              key={`evidence-${facility.cluster}`}
              clusterName={facility.name}
              submissions={events && submissionsOf(events, facility.cluster)}
              historyError={historyError}
            />
          </div>
        </div>
      )}
    </>
  );
}
