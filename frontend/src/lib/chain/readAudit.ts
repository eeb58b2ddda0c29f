import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { PRICE_DECIMALS } from "@gpu-yield-vaults/sdk/model";
import type { ContractFigures } from "../audit/comparison";
import type { ReadContext } from "./client";
import { timeOfBlock } from "./readHead";

/** A vault's own figures at the end of a block, and when that was. */
export type AuditedBlock = { number: bigint; timestamp: number; figures: ContractFigures };

/** Of an older block only where the node keeps its state. */
export async function readAudit({ client, deployment }: ReadContext, blockNumber: bigint): Promise<AuditedBlock> {
  const vault = { address: deployment.contracts.vault, abi: gpuYieldVaultAbi, blockNumber } as const;
  const [block, state, decimals] = await Promise.all([
    client.getBlock({ blockNumber }),
    client.readContract({ ...vault, functionName: "state" }),
    client.readContract({ ...vault, functionName: "decimals" }),
  ]);
  const share = 10n ** (BigInt(decimals) + PRICE_DECIMALS);
  const [entryPrice, exitPrice] = await Promise.all([
    client.readContract({ ...vault, functionName: "previewMint", args: [share] }),
    client.readContract({ ...vault, functionName: "convertToAssets", args: [share] }),
  ]);
  const { cash, value, locked, nav, unrealisedLoss, totalAssets, totalSupply } = state;
  const figures = { cash, value, locked, nav, unrealisedLoss, exitValue: totalAssets, supply: totalSupply };
  return { number: blockNumber, timestamp: timeOfBlock(block), figures: { ...figures, entryPrice, exitPrice } };
}
