"use client";

import type { ReportStatus, ReportView } from "@gpu-yield-vaults/sdk/read";
import dynamic from "next/dynamic";
import { useChain } from "@/hooks/useChain";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { QuorumView } from "@/lib/chain/readReporting";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import type { Submission } from "@/lib/reports/submissions";
import { Awaited } from "../ui/Awaited";
import { Badge, type BadgeTone } from "../ui/Badge";
import { Details } from "../ui/Details";
import { Skeleton } from "../ui/Skeleton";
import { ComparedReports } from "./ComparedReports";
import { SignedBy } from "./SignedBy";

const ChallengeForm = dynamic(() => import("../disputes/ChallengeForm").then((file) => file.ChallengeForm), {
  ssr: false,
  loading: () => <Skeleton className="h-60" />,
});

type PendingReportProps = {
  facility: FacilityView;
  report: ReportView;
  quorum: QuorumView | undefined;
  /** As it was submitted; absent while history is not known. */
  submission: Submission | undefined;
  /** What the period before said last. */
  before: Submission | undefined;
  isHistoryKnown: boolean;
  historyError: Error | null;
};

/** One report that is not final: until when it can be doubted, who stands behind it, and what it changes. */
export function PendingReport(props: PendingReportProps) {
  const { facility, report, quorum, submission, before, isHistoryKnown, historyError } = props;
  const { head, tokens } = useChain();
  const { asset } = tokens;
  const { tone, words } = stateOf(report, head.timestamp);
  return (
    <article aria-label={`Period ${report.period} of ${facility.name}`} data-testid="pending-report">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium">
          {facility.name}, period {report.period}
          {report.revision > 0 && <span className="font-normal text-faint">, revision {report.revision}</span>}
        </h3>
        <Badge tone={tone}>{words}</Badge>
      </div>
      <p className="mt-1 text-sm text-soft">
        {`${formatAmount(report.gross, asset.decimals)} ${asset.symbol} billed for ` +
          `${formatDateTime(report.start)} to ${formatDateTime(report.end)}.`}
        {report.status === "pending" &&
          report.finalAt !== undefined &&
          ` Final from ${formatDateTime(report.finalAt)}.`}
        {submission?.longWindow && " It takes the long window: it is late, revised or unusual."}
      </p>
      {submission ? (
        <SignedBy quorum={quorum} submission={submission} />
      ) : (
        !isHistoryKnown && <Awaited error={historyError} what="Who signed it" className="mt-2 h-5" />
      )}
      {submission && (
        <Details
          title={before ? `Against period ${before.report.period}` : "What it says"}
          note={before ? "what it changes" : "no period before it is known"}
        >
          <ComparedReports before={before?.report} report={submission.report} asset={asset} />
          <p className="mt-3 text-[0.8125rem] break-all text-faint">
            Evidence root <span className="font-mono">{submission.report.evidenceRoot}</span>
          </p>
        </Details>
      )}
      {(report.status === "pending" || report.status === "disputed") && report.finalAt !== undefined && (
        <Details title="Challenge it" note="say which figure is false, and put up a bond">
          <ChallengeForm facility={facility} report={report} />
        </Details>
      )}
    </article>
  );
}

const WORDS: Readonly<Record<ReportStatus, { tone: BadgeTone; words: string }>> = {
  none: { tone: "neutral", words: "not there" },
  missed: { tone: "bad", words: "missed" },
  pending: { tone: "neutral", words: "pending" },
  challenged: { tone: "warn", words: "contradicted by a second quorum" },
  disputed: { tone: "warn", words: "disputed" },
  void: { tone: "bad", words: "void: another revision is awaited" },
  final: { tone: "good", words: "final" },
};

function stateOf({ status, finalAt }: ReportView, now: number): { tone: BadgeTone; words: string } {
  if (status !== "pending" || finalAt === undefined) return WORDS[status];
  return finalAt > now
    ? { tone: "neutral", words: `final ${formatFromNow(finalAt, now)}` }
    : { tone: "neutral", words: "waits for the one before it" };
}
