import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { formatDateTime } from "../format/time";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

/** Most ticks that one transaction of this app carries out: as many as anybody's own call does by itself. */
const TICKS = 96n;

/** How the vault says that nothing lies ahead. */
const NEVER = 2 ** 32 - 1;

/** Carries out ticks that are due, so that deposits and withdrawals go on. Anyone may; it moves no money. */
export function accrueFlow(vault: Address): Flow {
  return {
    id: "accrue",
    title: "Bring the vault up to date",
    summary: [
      {
        label: "What happens",
        value: "what began or ended meanwhile is recorded",
        note: "Depreciation and markdowns. No money moves.",
      },
    ],
    steps: [
      {
        id: "accrue",
        kind: "transaction",
        label: "Bring up to date",
        explanation: `Carries out up to ${TICKS} hours in which something changed.`,
        call: () => ({
          to: vault,
          data: encodeFunctionData({ abi: gpuYieldVaultAbi, functionName: "accrue", args: [TICKS] }),
        }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: gpuYieldVaultAbi, eventName: "Accrued", logs: logsOf(receipt, vault) });
      const { ticks, nextKink } = proven(log, "accrual").args;
      return [
        { label: "Carried out", value: `${ticks}` },
        { label: "Next one", value: nextKink >= NEVER ? "none lies ahead" : formatDateTime(nextKink) },
      ];
    },
  };
}
