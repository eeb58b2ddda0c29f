import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { facilityOriginationAbi } from "../../../abi";
import { formatDateTime } from "../format/time";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type CommissionInput = {
  origination: Address;
  cluster: bigint;
  clusterName: string;
  /** Unix seconds, not after the chain's clock. */
  inServiceAt: number;
};

/** The operator declares a cluster in service; its first period starts there. */
export function commissionFlow({ origination, cluster, clusterName, inServiceAt }: CommissionInput): Flow {
  return {
    id: "commission",
    title: `Put ${clusterName} into service`,
    summary: [
      {
        label: "In service since",
        value: formatDateTime(inServiceAt),
        note: "Period 1 starts in this second, for good.",
      },
    ],
    steps: [
      {
        id: "commission",
        kind: "transaction",
        label: "Declare in service",
        explanation: "Starts reporting: from now on every period has to be reported and paid.",
        call: () => ({
          to: origination,
          data: encodeFunctionData({
            abi: facilityOriginationAbi,
            functionName: "commission",
            args: [cluster, inServiceAt],
          }),
        }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({
        abi: facilityOriginationAbi,
        eventName: "Commissioned",
        logs: logsOf(receipt, origination),
      });
      return [{ label: "In service since", value: formatDateTime(proven(log, "commissioning").args.inServiceAt) }];
    },
  };
}
