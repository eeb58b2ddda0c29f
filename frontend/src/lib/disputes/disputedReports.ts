import type { OraclesReport } from "../chain/readDisputes";
import type { ReportedPlace } from "../chain/readReporting";
import type { ProtocolEvent } from "../history/protocolEvent";

/** Reports of these clusters that were ever disputed, the last to be first, each once. */
export function disputedReports(
  events: readonly ProtocolEvent[],
  clusters: readonly ReportedPlace[],
): readonly OraclesReport[] {
  const reports: OraclesReport[] = [];
  for (const event of events.toReversed()) {
    if (event.source !== "oracle" || event.eventName !== "ReportDisputed") continue;
    const { cluster, period } = event.args;
    const known = clusters.find((each) => each.cluster === cluster);
    if (!known || reports.some((report) => report.cluster === cluster && report.period === period)) continue;
    reports.push({ cluster, period, oracle: known.oracle });
  }
  return reports;
}
