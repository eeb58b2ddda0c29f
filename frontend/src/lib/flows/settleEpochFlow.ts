import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { redemptionQueueAbi } from "../../../abi";
import type { Tokens } from "../chain/readTokens";
import { formatAmount, formatExact } from "../format/amount";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type SettleEpochInput = {
  queue: Address;
  tokens: Tokens;
  epoch: bigint;
  /** Shares that wait in it. */
  shares: bigint;
};

/** Pays the oldest closed epoch as far as the vault's cash goes. Anyone may. */
export function settleEpochFlow({ queue, tokens, epoch, shares }: SettleEpochInput): Flow {
  const { asset, share } = tokens;
  const shown = (units: bigint): string => `${formatAmount(units, share.decimals, 4)} ${share.symbol}`;
  return {
    id: "settleEpoch",
    title: `Settle epoch ${epoch}`,
    summary: [
      { label: "Shares that wait", value: shown(shares) },
      { label: "Paid from", value: "the vault's cash", note: "At the exit price of that moment, as far as it goes." },
    ],
    steps: [
      {
        id: "settle",
        kind: "transaction",
        label: `Settle epoch ${epoch}`,
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
