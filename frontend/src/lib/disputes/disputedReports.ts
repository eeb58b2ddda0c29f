import type { ReportPlace } from "../chain/readDisputes";
import type { ProtocolEvent } from "../history/protocolEvent";

/** Reports that were ever disputed, the last to be first, each once. */
export function disputedReports(events: readonly ProtocolEvent[], clusters: readonly bigint[]): readonly ReportPlace[] {
  const places: ReportPlace[] = [];
  for (const event of events.toReversed()) {
    if (event.source !== "oracle" || event.eventName !== "ReportDisputed") continue;
    const { cluster, period } = event.args;
    if (!clusters.includes(cluster)) continue;
    if (places.some((place) => place.cluster === cluster && place.period === period)) continue;
    places.push({ cluster, period });
  }
  return places;
}
