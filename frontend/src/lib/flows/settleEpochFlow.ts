import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import type { Tokens } from "../chain/readTokens";
import { formatAmount, formatExact } from "../format/amount";
import { requestName } from "@gpu-yield-vaults/sdk/errors";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type SettleEpochInput = {
  queue: Address;
  tokens: Tokens;
  requestId: bigint;
  /** Shares that wait there. */
  shares: bigint;
};

/** Pays the oldest closed epoch that may be paid, as far as the vault's cash goes. Anyone may. */
export function settleEpochFlow({ queue, tokens, requestId, shares }: SettleEpochInput): Flow {
  const { asset, share } = tokens;
  const shown = (units: bigint): string => `${formatAmount(units, share.decimals, 4)} ${share.symbol}`;
  return {
    id: "settleEpoch",
    title: `Settle ${requestName(requestId)}`,
    summary: [
      { label: "Shares that wait", value: shown(shares) },
      { label: "Paid from", value: "the vault's cash", note: "At the exit price of that moment, as far as it goes." },
    ],
    steps: [
      {
        id: "settle",
        kind: "transaction",
        label: `Settle ${requestName(requestId)}`,
        explanation: "Moves the money out of the vault into the queue, for its requesters to claim.",
        call: () => ({ to: queue, data: encodeFunctionData({ abi: redemptionQueueAbi, functionName: "settle" }) }),
      },
    ],
    verify: (receipt) => {
      const logs = logsOf(receipt, queue);
      const [log] = parseEventLogs({ abi: redemptionQueueAbi, eventName: "EpochSettled", logs });
      const { args } = proven(log, "settlement");
      return [
        { label: "Set aside", value: `${formatExact(args.assets, asset.decimals)} ${asset.symbol}` },
        { label: "For", value: shown(args.shares) },
        { label: "Still waiting", value: shown(args.pendingShares) },
      ];
    },
  };
}
