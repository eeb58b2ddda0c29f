import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { loanManagerAbi } from "@gpu-yield-vaults/sdk/abi/LoanManager";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import { FlowError } from "../errors/explain";
import type { Flow } from "./flow";
import { logsOf } from "./receiptEvent";

export type ClaimEarningsInput = {
  manager: Address;
  asset: Token;
  account: Address;
  /** Clusters of that manager in which the account has earned something. */
  clusters: readonly bigint[];
  /** In all of them, base units. */
  earned: bigint;
};

/** Running costs and residual that an operator earned in its clusters of one manager, paid out to itself. */
export function claimEarningsFlow({ manager, asset, account, clusters, earned }: ClaimEarningsInput): Flow {
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  return {
    id: "claim",
    title: `Claim ${money(earned)}`,
    summary: [{ label: "You receive", value: money(earned), note: `What you earned of ${clusterWords(clusters)}.` }],
    steps: [
      {
        id: "claim",
        kind: "transaction",
        label: `Claim ${money(earned)}`,
        explanation: "Pays your earnings out to your account.",
        call: () => ({
          to: manager,
          data: encodeFunctionData({
            abi: loanManagerAbi,
            functionName: "claimEarnings",
            args: [clusters, account],
          }),
        }),
      },
    ],
    verify: (receipt) => {
      const logs = parseEventLogs({
        abi: loanManagerAbi,
        eventName: "EarningsClaimed",
        logs: logsOf(receipt, manager),
      });
      if (logs.length !== clusters.length) {
        throw new FlowError(
          "The transaction went through, but its receipt does not show every claim.",
          "Check your balance and the transaction before you act again.",
        );
      }
      return [{ label: "Received", value: money(logs.reduce((sum, { args }) => sum + args.amount, 0n)) }];
    },
  };
}

function clusterWords(clusters: readonly bigint[]): string {
  return `${clusters.length === 1 ? "cluster" : "clusters"} ${clusters.join(", ")}`;
}
