"use client";

import { Check } from "lucide-react";
import { useChain } from "@/hooks/useChain";
import { useReporterSet } from "@/hooks/useReporterSet";
import type { QuorumView } from "@/lib/chain/readReporting";
import { seatsOf } from "@/lib/reports/seats";
import type { Submission } from "@/lib/reports/submissions";
import { AddressText } from "../ui/AddressText";
import { cn } from "../ui/cn";

/** Who of the report's own reporter set has signed it. */
export function SignedBy({ quorum, submission }: { quorum: QuorumView | undefined; submission: Submission }) {
  const { labels } = useChain();
  const { report, signers } = submission;
  const reporters = useReporterSet(quorum, report.reporterSet);
  const count = signers.toString(2).replaceAll("0", "").length;
  if (count === 0) return <p className="mt-2 text-sm text-soft">Nobody has signed it: it is the governor’s zero.</p>;
  if (!reporters) return <p className="mt-2 text-sm text-soft">Signed by {count} reporters.</p>;
  return (
    <div className="mt-2 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
      <span className="text-soft" data-testid="signed-by">
        Signed by {count} of {reporters.length}
      </span>
      {seatsOf(reporters, signers).map(({ number, reporter, hasSigned }) => (
        <span key={number} className={cn("inline-flex items-center gap-1", !hasSigned && "text-faint")}>
          {hasSigned && <Check aria-hidden className="size-3.5 text-accent" />}
          Seat {number}
          {reporter && <AddressText address={reporter} label={labels.get(reporter.toLowerCase())} />}
          {!hasSigned && <span className="text-[0.8125rem]">has not</span>}
        </span>
      ))}
    </div>
  );
}
