import { revenueOracleAbi } from "@gpu-yield-vaults/sdk/abi/RevenueOracle";
import { reportsIn, submissionOf, type ReportSignature, type Statement } from "@gpu-yield-vaults/sdk/reports";
import { parseEventLogs } from "viem";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import { formatDateTime } from "../format/time";
import type { Flow, FlowRow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type SubmitReportInput = {
  statement: Statement;
  /** A quorum's. */
  signatures: readonly ReportSignature[];
  asset: Token;
  /** By the cluster. */
  names: ReadonlyMap<bigint, string>;
};

/** Brings what a quorum has signed to its oracle. Anyone may. */
export function submitReportFlow({ statement, signatures, asset, names }: SubmitReportInput): Flow {
  const reports = reportsIn(statement);
  const oracle = statement.domain.verifyingContract;
  const nameOf = (cluster: bigint): string => names.get(cluster) ?? `cluster ${cluster}`;
  const title = reports.length === 1 ? "Submit the report" : `Submit ${reports.length} reports`;
  return {
    id: "submitReport",
    title,
    summary: [
      ...reports.map(({ cluster, period, gross }) => ({
        label: `${nameOf(cluster)}, period ${period}`,
        value: `${formatExact(gross, asset.decimals)} ${asset.symbol} billed`,
      })),
      { label: "Signatures", value: String(signatures.length) },
    ],
    steps: [
      {
        id: "submit",
        kind: "transaction",
        label: title,
        explanation: "It is pending until its window is over: until then it can be challenged, or put right.",
        call: () => submissionOf(statement, signatures),
      },
    ],
    verify: (receipt) => {
      const logs = logsOf(receipt, oracle);
      const admitted = parseEventLogs({ abi: revenueOracleAbi, eventName: "ReportSubmitted", logs });
      const skipped = parseEventLogs({ abi: revenueOracleAbi, eventName: "ReportSkipped", logs });
      proven(admitted[0] ?? skipped[0], "report");
      return [
        ...admitted.map(({ args: { cluster, period, finalAt, longWindow } }): FlowRow => ({
          label: `${nameOf(cluster)}, period ${period}`,
          value: `final from ${formatDateTime(finalAt)}`,
          ...(longWindow && { note: "By the long window: it is late, revised or unusual." }),
        })),
        ...skipped.map(({ args: { cluster, period } }): FlowRow => ({
          label: `${nameOf(cluster)}, period ${period}`,
          value: "not admitted",
          note: "It is not due any more as it stands: build it anew.",
        })),
      ];
    },
  };
}
