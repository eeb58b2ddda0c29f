import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { loanManagerAbi } from "@gpu-yield-vaults/sdk/abi/LoanManager";
import type { Token } from "../chain/readTokens";
import { FlowError } from "../errors/explain";
import { formatExact } from "../format/amount";
import type { Flow } from "./flow";
import { logsOf } from "./receiptEvent";
import { latchStep } from "./settleFlow";

export type SettleManyInput = {
  manager: Address;
  oracle: Address;
  asset: Token;
  /** Clusters of that manager that have something to settle. */
  clusters: readonly { cluster: bigint; name: string; latchFirst: boolean }[];
  /** What they would distribute in all, base units. */
  distributable: bigint;
};

/** Settles several clusters of one manager at once. Anyone may. */
export function settleManyFlow({ manager, oracle, asset, clusters, distributable }: SettleManyInput): Flow {
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  const ids = clusters.map(({ cluster }) => cluster);
  return {
    id: "settleMany",
    title: `Settle ${clusters.length} clusters`,
    summary: [
      { label: "Clusters", value: clusters.map(({ name }) => name).join(", ") },
      { label: "Distributed", value: money(distributable), note: "What was paid in, as far as it was reported." },
    ],
    steps: [
      ...clusters
        .filter(({ latchFirst }) => latchFirst)
        .map(({ cluster, name }) => ({
          ...latchStep(oracle, cluster),
          id: `latch-${cluster}`,
          label: `Record the report of ${name} as final`,
        })),
      {
        id: "settle",
        kind: "transaction",
        label: `Settle ${clusters.length} clusters`,
        explanation: "Splits the cash of each by its terms, in one transaction. It pays nobody's wallet.",
        call: () => ({
          to: manager,
          data: encodeFunctionData({ abi: loanManagerAbi, functionName: "settleMany", args: [ids] }),
        }),
      },
    ],
    verify: (receipt) => {
      const settled = parseEventLogs({ abi: loanManagerAbi, eventName: "Settled", logs: logsOf(receipt, manager) });
      if (settled.length !== clusters.length) {
        throw new FlowError(
          "The transaction went through, but its receipt does not show every settlement.",
          "Look at the settlements of each cluster before you act again.",
        );
      }
      return clusters.map(({ name }, index) => ({ label: name, value: money(settled[index]?.args.lines.cash ?? 0n) }));
    },
  };
}
