import { worthAt } from "@gpu-yield-vaults/sdk/model";
import type { RequestView } from "../chain/readRequests";

/**
 * What an account has in the queue, base units: shares that wait or were cancelled at the exit price, and settled
 * money.
 */
export function worthInQueue(requests: readonly RequestView[], exitPrice: bigint, shareDecimals: number): bigint {
  const shares = requests.reduce((sum, { pending, cancelled }) => sum + pending + cancelled, 0n);
  const settled = requests.reduce((sum, { claimableAssets }) => sum + claimableAssets, 0n);
  return worthAt(shares, exitPrice, shareDecimals) + settled;
}
