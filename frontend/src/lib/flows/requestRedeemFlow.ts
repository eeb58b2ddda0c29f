import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import type { Tokens } from "../chain/readTokens";
import { formatAmount, formatBps } from "../format/amount";
import { formatDateTime } from "../format/time";
import { requestName } from "@gpu-yield-vaults/sdk/errors";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type RequestRedeemInput = {
  queue: Address;
  tokens: Tokens;
  account: Address;
  shares: bigint;
  /** What they are worth to a leaver now, base units. */
  worth: bigint;
  /** When the epoch closes that the request joins, unix seconds. */
  end: number;
  /** Whether it is paid whatever the exit price is then. */
  atAnyPrice: boolean;
  /** What a patient request tolerates to be unrealised, of the NAV. */
  toleranceBps: number;
};

/** Shares go into the queue, to be paid from cash that comes in. The queue needs no approval. */
export function requestRedeemFlow(input: RequestRedeemInput): Flow {
  const { queue, tokens, account, shares, worth, end, atAnyPrice, toleranceBps } = input;
  const { asset, share } = tokens;
  const shown = (units: bigint, digits = 4): string => `${formatAmount(units, share.decimals, digits)} ${share.symbol}`;
  return {
    id: "requestRedeem",
    title: `Request to leave with ${shown(shares)}`,
    summary: [
      {
        label: "You give",
        value: shown(shares),
        note: "They wait in the queue and stay yours until they are settled.",
      },
      {
        label: "Worth now",
        value: `${formatAmount(worth, asset.decimals)} ${asset.symbol}`,
        note: "You are paid at the exit price of the settlement, which may be higher or lower.",
      },
      {
        label: "Paid",
        value: atAnyPrice ? "at any price" : `while at most ${formatBps(toleranceBps)} is unrealised`,
        note: atAnyPrice
          ? "Even far below the price of today, when a facility is delinquent at the time."
          : "Else the request waits for a cure, and can be cancelled.",
      },
      { label: "Can be cancelled freely", value: `until ${formatDateTime(end)}` },
    ],
    steps: [
      {
        id: "request",
        kind: "transaction",
        label: `Request to leave with ${shown(shares)}`,
        explanation: "Moves the shares into the queue. Needs no approval.",
        call: () => ({
          to: queue,
          data: encodeFunctionData({
            abi: redemptionQueueAbi,
            functionName: atAnyPrice ? "requestRedeemAtAnyPrice" : "requestRedeem",
            args: [shares, account, account],
          }),
        }),
      },
    ],
    verify: (receipt) => {
      const logs = logsOf(receipt, queue);
      const [log] = parseEventLogs({ abi: redemptionQueueAbi, eventName: "RedeemRequest", logs });
      const { args } = proven(log, "request");
      return [
        { label: "Shares in the queue", value: shown(args.shares, 6) },
        { label: "Waits in", value: requestName(args.requestId) },
      ];
    },
  };
}
