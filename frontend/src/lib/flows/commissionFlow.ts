import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { facilityOriginationAbi } from "@gpu-yield-vaults/sdk/abi/FacilityOrigination";
import { formatDateTime } from "../format/time";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type CommissionInput = {
  origination: Address;
  cluster: bigint;
  clusterName: string;
  /** Unix seconds, not after the chain's clock. */
  inServiceAt: number;
  /** Whether the reporters have said so: then it is anybody's to do. */
  isAttested: boolean;
};

/** A cluster is in service: by the operator's word, or by the reporters'. Its first period starts there. */
export function commissionFlow({ origination, cluster, clusterName, inServiceAt, isAttested }: CommissionInput): Flow {
  return {
    id: "commission",
    title: `Put ${clusterName} into service`,
    summary: [
      {
        label: "In service since",
        value: formatDateTime(inServiceAt),
        note: isAttested
          ? "Period 1 starts there, or one period ago where that is later. For good."
          : "Period 1 starts in this second, for good.",
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
          data: isAttested
            ? encodeFunctionData({
                abi: facilityOriginationAbi,
                functionName: "commissionAttested",
                args: [cluster],
              })
            : encodeFunctionData({
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
