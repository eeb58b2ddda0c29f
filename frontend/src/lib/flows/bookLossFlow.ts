import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { lossAnnouncementsAbi } from "@gpu-yield-vaults/sdk/abi/LossAnnouncements";
import { workoutsAbi } from "@gpu-yield-vaults/sdk/abi/Workouts";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type BookLossInput = {
  workouts: Address;
  losses: Address;
  asset: Token;
  cluster: bigint;
  clusterName: string;
  /** What leavers forgo of the facility, base units. */
  marked: bigint;
};

/** Books a loss that was announced two days ago or longer. Anyone may; nothing is paid for it. */
export function bookLossFlow({ workouts, losses, asset, cluster, clusterName, marked }: BookLossInput): Flow {
  return {
    id: "bookLoss",
    title: `Book the announced loss of ${clusterName}`,
    summary: [
      {
        label: "Leavers forgo already",
        value: `${formatExact(marked, asset.decimals)} ${asset.symbol}`,
        note: "Their price does not fall by the booking. The NAV does, as far as bond and vesting rent do not bear it.",
      },
    ],
    steps: [
      {
        id: "bookLoss",
        kind: "transaction",
        label: "Book the loss",
        explanation: "Value and depreciation become what they were announced to be. No money moves.",
        call: () => ({
          to: workouts,
          data: encodeFunctionData({ abi: workoutsAbi, functionName: "bookLoss", args: [cluster, 0n] }),
        }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({
        abi: lossAnnouncementsAbi,
        eventName: "AnnouncementEnded",
        logs: logsOf(receipt, losses),
      });
      const { args } = proven(log, "booking");
      return [{ label: "Booked for cluster", value: `${args.cluster}` }];
    },
  };
}
