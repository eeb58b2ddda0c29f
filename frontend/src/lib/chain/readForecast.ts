import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import type { Head, ReadContext } from "./client";

/** Positions of `Basis`: what a date rests on. */
export const BASIS = { cashThere: 0, rentOwed: 1, newCash: 2, hardwareResolved: 3, cure: 4 } as const;

/** When a request made at this block could be paid. Money in base units, times in unix seconds. */
export type ForecastView = {
  sharesAhead: bigint;
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

export function readForecast(
  { client, deployment }: ReadContext,
  asOf: Head,
  shares: bigint,
  atAnyPrice: boolean,
): Promise<ForecastView> {
  return client.readContract({
    address: deployment.contracts.queue,
    abi: redemptionQueueAbi,
    blockNumber: asOf.number,
    functionName: "exitForecast",
    args: [shares, atAnyPrice],
  });
}
