import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { drawLimitsAbi } from "@gpu-yield-vaults/sdk/abi/DrawLimits";
import { formatDateTime } from "../format/time";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type NoticeDrawInput = {
  drawLimits: Address;
  cluster: bigint;
  clusterName: string;
  /** Unix seconds: draws go by it from here, until there. */
  from: number;
  until: number;
};

/** The operator says that it will draw: limits go by the lowest NAV from here on. */
export function noticeDrawFlow({ drawLimits, cluster, clusterName, from, until }: NoticeDrawInput): Flow {
  return {
    id: "noticeDraw",
    title: `Give notice of drawing for ${clusterName}`,
    summary: [
      { label: "Draw from", value: formatDateTime(from), note: "One redemption epoch from now." },
      { label: "Until", value: formatDateTime(until), note: "Another notice can be given once draws go by this one." },
    ],
    steps: [
      {
        id: "noticeDraw",
        kind: "transaction",
        label: "Give notice",
        explanation: "Limits of draws go by the lowest NAV from now on; what is deposited for a moment opens no room.",
        call: () => ({
          to: drawLimits,
          data: encodeFunctionData({ abi: drawLimitsAbi, functionName: "noticeDraw", args: [cluster] }),
        }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: drawLimitsAbi, eventName: "DrawNoticed", logs: logsOf(receipt, drawLimits) });
      const { args } = proven(log, "notice");
      return [
        { label: "Draw from", value: formatDateTime(args.from) },
        { label: "Until", value: formatDateTime(args.until) },
      ];
    },
  };
}
