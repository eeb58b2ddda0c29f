import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import type { Tokens } from "../chain/readTokens";
import { formatAmount, formatExact } from "../format/amount";
import { requestName } from "@gpu-yield-vaults/sdk/errors";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type ClaimRedemptionInput = {
  queue: Address;
  tokens: Tokens;
  account: Address;
  requestId: bigint;
  /** Base units that are settled for the account. */
  assets: bigint;
};

/** Money that a settlement set aside, paid out. */
export function claimRedemptionFlow({ queue, tokens, account, requestId, assets }: ClaimRedemptionInput): Flow {
  const { asset, share } = tokens;
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  return {
    id: "claimRedemption",
    title: `Claim ${money(assets)}`,
    summary: [
      { label: "You receive", value: money(assets), note: `What ${requestName(requestId)} was settled for, so far.` },
    ],
    steps: [
      {
        id: "claim",
        kind: "transaction",
        label: `Claim ${money(assets)}`,
        explanation: "Pays what is settled out to your account. It lies outside the vault already.",
        call: () => ({
          to: queue,
          data: encodeFunctionData({
            abi: redemptionQueueAbi,
            functionName: "claim",
            args: [requestId, account, account],
          }),
        }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: redemptionQueueAbi, eventName: "Withdraw", logs: logsOf(receipt, queue) });
      const { args } = proven(log, "payment");
      return [
        { label: "Received", value: money(args.assets) },
        { label: "For", value: `${formatAmount(args.shares, share.decimals, 6)} ${share.symbol}` },
      ];
    },
  };
}
