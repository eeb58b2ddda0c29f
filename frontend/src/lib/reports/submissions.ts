import type { RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import type { Place, ProtocolEvent } from "../history/protocolEvent";

/** A report as it was submitted: all that it said, and who had signed it. */
export type Submission = Place & {
  report: RevenueReport;
  /** Bit i: reporter i of the report's set. */
  signers: bigint;
  /** Whether it was late, revised or unusual. */
  longWindow: boolean;
};

/** What was submitted of a cluster, in the chain's order. */
export function submissionsOf(events: readonly ProtocolEvent[], cluster: bigint): readonly Submission[] {
  return events.flatMap((event) => {
    if (event.source !== "oracle" || event.eventName !== "ReportSubmitted") return [];
    const { report, signers, longWindow } = event.args;
    if (report.cluster !== cluster) return [];
    const { blockNumber, logIndex, transactionHash, timestamp } = event;
    return [{ report, signers, longWindow, blockNumber, logIndex, transactionHash, timestamp }];
  });
}

/** What was said of a period last, or in one revision. */
export function submissionOf(
  submissions: readonly Submission[],
  period: number,
  revision?: number,
): Submission | undefined {
  return submissions.findLast(
    ({ report }) => report.period === period && (revision === undefined || report.revision === revision),
  );
}
