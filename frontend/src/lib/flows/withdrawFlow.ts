import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { gpuYieldVaultAbi } from "../../../abi";
import type { Tokens } from "../chain/readTokens";
import { formatAmount, formatExact } from "../format/amount";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";
import { atLeast, atMost } from "./slippage";

export type WithdrawInput = {
  vault: Address;
  tokens: Tokens;
  account: Address;
  /** A sum of the asset, or all shares: redeeming everything leaves no dust behind. */
  request:
    { kind: "assets"; assets: bigint; previewShares: bigint } | { kind: "all"; shares: bigint; previewAssets: bigint };
};

/** An instant withdrawal from the vault's cash. */
export function withdrawFlow({ vault, tokens, account, request }: WithdrawInput): Flow {
  const { asset, share } = tokens;
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  const shares = (units: bigint): string => `${formatAmount(units, share.decimals, 4)} ${share.symbol}`;

  const plan =
    request.kind === "all"
      ? {
          title: "Withdraw everything",
          summary: [
            { label: "You give", value: shares(request.shares) },
            { label: "You receive about", value: money(request.previewAssets) },
            {
              label: "At the least",
              value: money(atLeast(request.previewAssets)),
              note: "0.1 % below the preview; for less the withdrawal does not happen.",
            },
          ],
          data: encodeFunctionData({
            abi: gpuYieldVaultAbi,
            functionName: "redeemWithMinAssets",
            args: [request.shares, account, account, atLeast(request.previewAssets)],
          }),
        }
      : {
          title: `Withdraw ${money(request.assets)}`,
          summary: [
            { label: "You receive", value: money(request.assets) },
            { label: "You give about", value: shares(request.previewShares) },
            {
              label: "At the most",
              value: shares(atMost(request.previewShares)),
              note: "0.1 % above the preview; for more the withdrawal does not happen.",
            },
          ],
          data: encodeFunctionData({
            abi: gpuYieldVaultAbi,
            functionName: "withdrawWithMaxShares",
            args: [request.assets, account, account, atMost(request.previewShares)],
          }),
        };

  return {
    id: "withdraw",
    title: plan.title,
    summary: plan.summary,
    steps: [
      {
        id: "withdraw",
        kind: "transaction",
        label: plan.title,
        explanation: "Burns the shares and pays you from the vault's cash in the same transaction.",
        call: () => ({ to: vault, data: plan.data }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: gpuYieldVaultAbi, eventName: "Withdraw", logs: logsOf(receipt, vault) });
      const { args } = proven(log, "withdrawal");
      return [
        { label: "Received", value: money(args.assets) },
        { label: "Gave", value: `${formatAmount(args.shares, share.decimals, 6)} ${share.symbol}` },
      ];
    },
  };
}
