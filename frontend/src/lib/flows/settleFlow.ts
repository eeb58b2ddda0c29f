import { encodeFunctionData, type Address } from "viem";
import { loanManagerAbi } from "@gpu-yield-vaults/sdk/abi/LoanManager";
import { revenueOracleAbi } from "@gpu-yield-vaults/sdk/abi/RevenueOracle";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import type { Flow, FlowStep } from "./flow";
import { proven } from "./receiptEvent";
import { settledRows } from "./settledRows";

export type SettleInput = {
  /** Of the cluster. */
  manager: Address;
  vault: Address;
  oracle: Address;
  asset: Token;
  cluster: bigint;
  clusterName: string;
  /** The report that is final and awaits settlement; absent when only cash is distributed. */
  period?: number;
  /** Whether the oracle has to latch it as final before the manager takes it in. */
  latchFirst: boolean;
  distributable: bigint;
};

/** Takes in the next final report and runs the waterfall over what lies in the lockbox. Anyone may. */
export function settleFlow(input: SettleInput): Flow {
  const { manager, vault, oracle, asset, cluster, clusterName, period, latchFirst, distributable } = input;
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  return {
    id: "settle",
    title: `Settle ${clusterName}`,
    summary: [
      { label: "Report taken in", value: period === undefined ? "none; cash only" : `period ${period}` },
      { label: "Distributed", value: money(distributable), note: "The smaller of lockbox and unpaid reported rent." },
    ],
    steps: [
      ...(latchFirst ? [latchStep(oracle, cluster)] : []),
      {
        id: "settle",
        kind: "transaction",
        label: "Settle",
        explanation:
          "Splits the cash by the facility's terms. It pays nobody's wallet: what the operator earns is claimed apart.",
        call: () => ({
          to: manager,
          data: encodeFunctionData({ abi: loanManagerAbi, functionName: "settle", args: [cluster] }),
        }),
      },
    ],
    verify: (receipt) => {
      const rows = settledRows(receipt, manager, vault, money);
      proven(rows[0], "settlement");
      return rows;
    },
  };
}

/** Anyone may; it changes no figure. */
export function latchStep(oracle: Address, cluster: bigint): FlowStep {
  return {
    id: "latch",
    kind: "transaction",
    label: "Record the report as final",
    explanation: "The manager takes in only what nothing can put in doubt any more. It changes no figure.",
    call: () => ({
      to: oracle,
      data: encodeFunctionData({ abi: revenueOracleAbi, functionName: "finalize", args: [cluster] }),
    }),
  };
}
