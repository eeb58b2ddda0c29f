import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import type { Tokens } from "../chain/readTokens";
import { formatAmount } from "../format/amount";
import { requestName } from "@gpu-yield-vaults/sdk/errors";
import type { Flow, TransactionStep } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type CancelRequestInput = {
  queue: Address;
  tokens: Tokens;
  account: Address;
  requestId: bigint;
  /** Shares that come back. */
  shares: bigint;
};

/**
 * Takes a request out of the queue and its shares back, as far as they are not settled: two calls, as ERC-7887 asks.
 */
export function cancelRequestFlow(input: CancelRequestInput): Flow {
  const { queue, account, requestId } = input;
  return {
    ...takeBackFlow(input),
    id: "cancelRequest",
    title: `Cancel the request of ${requestName(requestId)}`,
    steps: [
      {
        id: "cancel",
        kind: "transaction",
        label: "Cancel the request",
        explanation: "Takes what is not settled out of the epoch. What is settled stays claimable.",
        call: () => ({
          to: queue,
          data: encodeFunctionData({
            abi: redemptionQueueAbi,
            functionName: "cancelRedeemRequest",
            args: [requestId, account],
          }),
        }),
      },
      takeBackStep(input),
    ],
  };
}

/** Shares of a cancelled request, back to their owner. */
export function takeBackFlow(input: CancelRequestInput): Flow {
  const { queue, tokens, requestId, shares } = input;
  const { share } = tokens;
  const shown = (units: bigint): string => `${formatAmount(units, share.decimals, 6)} ${share.symbol}`;
  return {
    id: "takeBack",
    title: `Take ${formatAmount(shares, share.decimals, 4)} ${share.symbol} back`,
    summary: [
      { label: "You get back", value: shown(shares) },
      { label: "From the request of", value: requestName(requestId) },
    ],
    steps: [takeBackStep(input)],
    verify: (receipt) => {
      const logs = logsOf(receipt, queue);
      const [log] = parseEventLogs({ abi: redemptionQueueAbi, eventName: "CancelRedeemClaim", logs });
      return [{ label: "Back in your account", value: shown(proven(log, "return of shares").args.shares) }];
    },
  };
}

function takeBackStep({ queue, account, requestId }: CancelRequestInput): TransactionStep {
  return {
    id: "takeBack",
    kind: "transaction",
    label: "Take the shares back",
    explanation: "Moves the cancelled shares to your account.",
    call: () => ({
      to: queue,
      data: encodeFunctionData({
        abi: redemptionQueueAbi,
        functionName: "claimCancelRedeemRequest",
        args: [requestId, account, account],
      }),
    }),
  };
}
