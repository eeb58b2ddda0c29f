import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { loanManagerAbi } from "@gpu-yield-vaults/sdk/abi/LoanManager";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import { approveSteps } from "./approveSteps";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";
import { settledRows } from "./settledRows";
import { latchStep } from "./settleFlow";

export type PayInInput = {
  /** Of the cluster. */
  manager: Address;
  vault: Address;
  oracle: Address;
  asset: Token;
  cluster: bigint;
  clusterName: string;
  amount: bigint;
  /** What the manager may already take. */
  allowance: bigint;
  /** Whether the oracle has to latch the next report as final before the manager takes it in. */
  latchFirst: boolean;
};

/** Rent on its way into a cluster's lockbox, and out of it as far as its reports are final. */
export function payInFlow(input: PayInInput): Flow {
  const { manager, vault, oracle, asset, cluster, clusterName, amount, allowance, latchFirst } = input;
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  const shown = money(amount);
  return {
    id: "payIn",
    title: `Pay in ${shown}`,
    summary: [
      { label: "You pay", value: shown },
      { label: "Into the lockbox of", value: clusterName },
      {
        label: "It is distributed",
        value: "at once, as far as it is reported",
        note: "The rest waits in the lockbox until its report is final, and is nobody's income.",
      },
    ],
    steps: [
      ...(latchFirst ? [latchStep(oracle, cluster)] : []),
      ...approveSteps({ token: asset.address, spender: manager, amount, shown, allowance }),
      {
        id: "payIn",
        kind: "transaction",
        label: `Pay in ${shown}`,
        explanation: "Moves the amount into the lockbox, and settles what is final.",
        call: () => ({
          to: manager,
          data: encodeFunctionData({ abi: loanManagerAbi, functionName: "payIn", args: [cluster, amount] }),
        }),
      },
    ],
    verify: (receipt) => {
      const logs = logsOf(receipt, manager);
      const [paid] = parseEventLogs({ abi: loanManagerAbi, eventName: "PaidIn", logs });
      const settled = parseEventLogs({ abi: loanManagerAbi, eventName: "Settled", logs });
      const { args } = proven(paid, "payment");
      const left = settled.reduce((lockbox, { args: { lines } }) => lockbox - lines.cash, args.lockbox);
      return [
        { label: "Paid in", value: money(args.amount) },
        ...settledRows(receipt, manager, vault, money),
        {
          label: "Now in the lockbox",
          value: money(left),
          note: settled.length === 0 ? "Nothing was settled: no report waited for it." : undefined,
        },
      ];
    },
  };
}
