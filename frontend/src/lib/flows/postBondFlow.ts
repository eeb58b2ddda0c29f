import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { operatorBondAbi } from "@gpu-yield-vaults/sdk/abi/OperatorBond";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import { approveSteps } from "./approveSteps";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type PostBondInput = {
  bond: Address;
  /** Where bonds lie; it pulls the money. */
  escrow: Address;
  asset: Token;
  cluster: bigint;
  clusterName: string;
  amount: bigint;
  /** What the escrow may already take. */
  allowance: bigint;
};

/** First loss for one cluster, put up by its operator. */
export function postBondFlow({ bond, escrow, asset, cluster, clusterName, amount, allowance }: PostBondInput): Flow {
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  const shown = money(amount);
  return {
    id: "postBond",
    title: `Post a bond of ${shown}`,
    summary: [
      { label: "You pay", value: shown },
      {
        label: "As first loss of",
        value: clusterName,
        note: "It is yours: it comes back to your account only, once the facility has ended and its wait is over.",
      },
    ],
    steps: [
      ...approveSteps({ token: asset.address, spender: escrow, amount, shown, allowance }),
      {
        id: "post",
        kind: "transaction",
        label: `Post ${shown}`,
        explanation: "Adds the amount to the cluster's bond. It never counts in the vault's NAV.",
        call: () => ({
          to: bond,
          data: encodeFunctionData({ abi: operatorBondAbi, functionName: "post", args: [cluster, amount] }),
        }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: operatorBondAbi, eventName: "BondPosted", logs: logsOf(receipt, bond) });
      const { args } = proven(log, "bond");
      return [
        { label: "Posted", value: money(args.amount) },
        { label: "The bond holds", value: money(args.bond) },
      ];
    },
  };
}
