import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import type { Head, ReadContext } from "./client";

/** What an amount would turn into at one block, by the vault's own previews. */
export type PreviewKind = "deposit" | "withdraw" | "redeem";

/** The answer, with what it was asked for: it stands for nothing else. */
export type PreviewView = {
  kind: PreviewKind;
  amount: bigint;
  asOf: Head;
  /** Share units, or base units of a redemption. */
  units: bigint;
};

const FUNCTION = { deposit: "previewDeposit", withdraw: "previewWithdraw", redeem: "previewRedeem" } as const;

export async function readPreview(
  { client, deployment }: ReadContext,
  asOf: Head,
  kind: PreviewKind,
  amount: bigint,
): Promise<PreviewView> {
  const units = await client.readContract({
    address: deployment.contracts.vault,
    abi: gpuYieldVaultAbi,
    blockNumber: asOf.number,
    functionName: FUNCTION[kind],
    args: [amount],
  });
  return { kind, amount, asOf, units };
}
