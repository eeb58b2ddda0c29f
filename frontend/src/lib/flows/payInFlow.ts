import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { loanManagerAbi } from "../../../abi";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import { approveStep } from "./approveStep";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type PayInInput = {
  /** Of the cluster. */
  manager: Address;
  asset: Token;
  cluster: bigint;
  clusterName: string;
  amount: bigint;
  /** What the manager may already take. */
  allowance: bigint;
};

/** Rent on its way into a cluster's lockbox. */
export function payInFlow({ manager, asset, cluster, clusterName, amount, allowance }: PayInInput): Flow {
  const shown = `${formatExact(amount, asset.decimals)} ${asset.symbol}`;
  return {
    id: "payIn",
    title: `Pay in ${shown}`,
    summary: [
      { label: "You pay", value: shown },
      { label: "Into the lockbox of", value: clusterName },
      { label: "It is distributed", value: "when the period is settled", note: "Until then it is nobody's income." },
    ],
    steps: [
      ...(allowance >= amount ? [] : [approveStep(asset.address, manager, amount, shown)]),
      {
        id: "payIn",
        kind: "transaction",
        label: `Pay in ${shown}`,
        explanation: "Moves the amount into the lockbox.",
        call: () => ({
          to: manager,
          data: encodeFunctionData({ abi: loanManagerAbi, functionName: "payIn", args: [cluster, amount] }),
        }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: loanManagerAbi, eventName: "PaidIn", logs: logsOf(receipt, manager) });
      const { args } = proven(log, "payment");
      return [
        { label: "Paid in", value: `${formatExact(args.amount, asset.decimals)} ${asset.symbol}` },
        { label: "Now in the lockbox", value: `${formatExact(args.lockbox, asset.decimals)} ${asset.symbol}` },
      ];
    },
  };
}
