import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import type { Head, ReadContext } from "./client";

/** What an amount would turn into at one block, by the vault's own previews. */
export type PreviewKind = "deposit" | "withdraw" | "redeem";

const FUNCTION = { deposit: "previewDeposit", withdraw: "previewWithdraw", redeem: "previewRedeem" } as const;

export function readPreview(
  { client, deployment }: ReadContext,
  asOf: Head,
  kind: PreviewKind,
  amount: bigint,
): Promise<bigint> {
  return client.readContract({
    address: deployment.contracts.vault,
    abi: gpuYieldVaultAbi,
    blockNumber: asOf.number,
    functionName: FUNCTION[kind],
    args: [amount],
  });
}
