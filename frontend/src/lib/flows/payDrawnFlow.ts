import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { drawEscrowAbi } from "@gpu-yield-vaults/sdk/abi/DrawEscrow";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type PayDrawnInput = {
  drawEscrow: Address;
  asset: Token;
  cluster: bigint;
  clusterName: string;
  /** Cleared and not taken. */
  amount: bigint;
  receiver: Address;
};

/** The operator takes what milestones have earned of its draws. */
export function payDrawnFlow(input: PayDrawnInput): Flow {
  const { drawEscrow, asset, cluster, clusterName, amount, receiver } = input;
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  return {
    id: "payDrawn",
    title: `Take ${money(amount)}`,
    summary: [
      { label: "You receive", value: money(amount) },
      {
        label: "Earned for",
        value: clusterName,
        note: "By milestones that the reporters attested and nobody has undone in time.",
      },
    ],
    steps: [
      {
        id: "pay",
        kind: "transaction",
        label: `Take ${money(amount)}`,
        explanation: "Pays what has cleared to your account.",
        call: () => ({
          to: drawEscrow,
          data: encodeFunctionData({ abi: drawEscrowAbi, functionName: "pay", args: [cluster, receiver] }),
        }),
      },
    ],
    verify: (receipt) => {
      const logs = logsOf(receipt, drawEscrow);
      const [log] = parseEventLogs({ abi: drawEscrowAbi, eventName: "MilestonePaid", logs });
      return [{ label: "Received", value: money(proven(log, "payment").args.amount) }];
    },
  };
}
