import type { Address } from "viem";
import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { pendingAhead } from "../queue/outlook";
import type { Head, ReadContext } from "./client";
import { readPreview } from "./readPreview";
import { readRequests } from "./readRequests";

/** Who would leave, with what, and how. */
export type ExitWish = {
  /** Whose own earlier requests are told apart; absent while nobody is connected. */
  account?: Address;
  /** All shares of the account, or as many as a sum takes, base units. */
  sum: { shares: bigint } | { assets: bigint };
  atAnyPrice: boolean;
};

/** When a request made at this block could be paid. Money in base units, times in unix seconds. */
export type ForecastView = {
  /** What it was asked for: it stands for nothing else. */
  wish: ExitWish;
  asOf: Head;
  /** What the wish takes. */
  shares: bigint;
  /** All that would come before it or be paid alongside, and what of it the account has asked for itself. */
  sharesAhead: bigint;
  ownAhead: bigint;
  assetsAhead: bigint;
  ownAssets: bigint;
  cash: bigint;
  scheduledInflow: bigint;
  /** 0 while nobody knows. */
  earliest: number;
  earliestBasis: number;
  worst: number;
  worstBasis: number;
};

export async function readForecast(context: ReadContext, asOf: Head, wish: ExitWish): Promise<ForecastView> {
  const { client, deployment } = context;
  const { account, sum, atAnyPrice } = wish;
  const vault = { address: deployment.contracts.vault, abi: gpuYieldVaultAbi, blockNumber: asOf.number } as const;
  const queue = { address: deployment.contracts.queue, abi: redemptionQueueAbi, blockNumber: asOf.number } as const;
  const forecastOf = async () => {
    const shares = "shares" in sum ? sum.shares : (await readPreview(context, asOf, "withdraw", sum.assets)).units;
    const args = [shares, atAnyPrice] as const;
    return { shares, ...(await client.readContract({ ...queue, functionName: "exitForecast", args })) };
  };
  const [forecast, own, patientWait] = await Promise.all([
    forecastOf(),
    account ? readRequests(context, asOf, account) : undefined,
    client.readContract({ ...vault, functionName: "exitBelowTolerance" }),
  ]);
  return { ...forecast, wish, asOf, ownAhead: pendingAhead(own?.requests ?? [], atAnyPrice, patientWait) };
}
