import { covenantsAbi } from "@gpu-yield-vaults/sdk/abi/Covenants";
import type { Head, ReadContext } from "./client";

/** Thresholds of the three tiers, bps; 0 is not tested. */
export type Thresholds = readonly [number, number, number];

/** The covenants of one facility at one block. */
export type CovenantsView = {
  /** 0: kept. */
  tier: number;
  /** Good reports in a row, and how many step the tier down by one. */
  good: number;
  curePeriods: number;
  /** Reports that coverage looks back over. */
  periods: number;
  coverageBps: Thresholds;
  loanToValueBps: Thresholds;
  priceBps: Thresholds;
  /** Base units per GPU-hour. */
  priceLow: bigint;
};

/** Absent where the facility has none. */
export async function readCovenants(
  { client, deployment }: ReadContext,
  asOf: Head,
  cluster: bigint,
): Promise<CovenantsView | undefined> {
  const { terms, tier, good } = await client.readContract({
    address: deployment.contracts.covenants,
    abi: covenantsAbi,
    blockNumber: asOf.number,
    functionName: "covenantsOf",
    args: [cluster],
  });
  if (terms.periods === 0) return undefined;
  const { periods, curePeriods, coverageBps, loanToValueBps, priceBps, priceLow } = terms;
  return { tier, good, curePeriods, periods, coverageBps, loanToValueBps, priceBps, priceLow };
}
