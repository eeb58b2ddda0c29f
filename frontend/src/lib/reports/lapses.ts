import type { ProtocolEvent } from "../history/protocolEvent";

/** Periods of a cluster that were not reported as a matter of course, ascending. */
export type Lapses = {
  /** Whose deadline passed in silence. */
  missed: readonly number[];
  /** That took the long window: late, revised, or far from what was before. */
  longWindow: readonly number[];
};

/** From events. */
export function lapsesOf(events: readonly ProtocolEvent[], cluster: bigint): Lapses {
  const [missed, longWindow] = [new Set<number>(), new Set<number>()];
  for (const event of events) {
    if (event.source !== "oracle") continue;
    if (event.eventName === "PeriodMissed" && event.args.cluster === cluster) missed.add(event.args.period);
    if (event.eventName !== "ReportSubmitted" || event.args.cluster !== cluster) continue;
    if (event.args.longWindow) longWindow.add(event.args.period);
  }
  const sorted = (periods: Set<number>) => [...periods].sort((a, b) => a - b);
  return { missed: sorted(missed), longWindow: sorted(longWindow) };
}
