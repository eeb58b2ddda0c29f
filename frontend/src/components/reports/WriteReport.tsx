"use client";

import { useEffect, useRef } from "react";
import { useStatement } from "@/hooks/useStatement";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { ReportingView } from "@/lib/chain/readReporting";
import { linkedReport } from "@/lib/reports/reportLink";
import { StatementCard } from "./StatementCard";
import { TelemetryCard } from "./TelemetryCard";

type WriteReportProps = {
  /** Those in service. */
  facilities: readonly FacilityView[];
  facility: FacilityView;
  reporting: ReportingView | undefined;
  onChoose: (cluster: bigint) => void;
};

/** From telemetry, a file or a link to a report that a quorum has signed. */
export function WriteReport({ facilities, facility, reporting, onChoose }: WriteReportProps) {
  const writing = useStatement(facilities);
  const { receive } = writing;
  const isLinkRead = useRef(false);

  // A report that came by the page's address is taken up once.
  useEffect(() => {
    if (isLinkRead.current) return;
    isLinkRead.current = true;
    const linked = linkedReport(window.location.hash);
    if (!linked) return;
    const signatures = linked.signatures.map((text) => ({ name: "A signature of the link", text }));
    void receive([{ name: "The link’s report", text: linked.statement }, ...signatures]);
  }, [receive]);

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <TelemetryCard
        key={facility.cluster.toString()}
        facilities={facilities}
        facility={facility}
        pending={reporting?.pending.get(facility.cluster) ?? []}
        onChoose={onChoose}
        onBuilt={(content) => writing.take(content)}
        onFiles={(given) => void receive(given)}
      />
      <StatementCard writing={writing} facilities={facilities} reporting={reporting} />
    </div>
  );
}
