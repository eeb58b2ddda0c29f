import { parseEventLogs, type Address, type TransactionReceipt } from "viem";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { loanManagerAbi } from "@gpu-yield-vaults/sdk/abi/LoanManager";
import { waterfallLines } from "../history/waterfallLines";
import type { FlowRow } from "./flow";
import { logsOf } from "./receiptEvent";

/** What the settlements in a receipt came to, in order; nothing where there are none. */
export function settledRows(
  receipt: TransactionReceipt,
  manager: Address,
  vault: Address,
  money: (units: bigint) => string,
): FlowRow[] {
  const settled = parseEventLogs({ abi: loanManagerAbi, eventName: "Settled", logs: logsOf(receipt, manager) });
  const posted = parseEventLogs({ abi: gpuYieldVaultAbi, eventName: "Posted", logs: logsOf(receipt, vault) });
  const fee = posted.reduce((sum, { args }) => sum + args.fee, 0n);
  return [
    ...settled.flatMap(({ args: { period, lines } }) => [
      { label: period === 0 ? "Distributed" : `Distributed with period ${period}`, value: money(lines.cash) },
      ...waterfallLines(lines)
        .filter(({ amount }) => amount > 0n)
        .map(({ label, amount }) => ({ label, value: money(amount) })),
    ]),
    ...(fee > 0n
      ? [{ label: "Performance fee of the vault", value: money(fee), note: "Out of what reached it." }]
      : []),
  ];
}
