import { readReports, type ReportView } from "@gpu-yield-vaults/sdk/read";
import type { Head, ReadContext } from "../chain/client";

/** A report that is not final, and may be voided by the protocol's guardian. */
export type PendingReport = { cluster: bigint; report: ReportView };

/** Reports in their windows, the one that is final first before the others. */
export async function readPendingReports(
  { client, deployment }: ReadContext,
  asOf: Head,
  clusters: readonly bigint[],
): Promise<{ asOf: Head; reports: PendingReport[] }> {
  const { contracts } = deployment;
  const all = await Promise.all(clusters.map((cluster) => readReports(client, contracts, cluster, { asOf })));
  const reports = all
    .flatMap((view) => view.reports.map((report) => ({ cluster: view.cluster, report })))
    .filter(({ report }) => report.status === "pending" && (report.finalAt ?? 0) > asOf.timestamp)
    .sort((a, b) => (a.report.finalAt ?? 0) - (b.report.finalAt ?? 0));
  return { asOf, reports };
}
