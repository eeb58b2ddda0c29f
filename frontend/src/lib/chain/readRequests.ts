import { readRequestId } from "@gpu-yield-vaults/sdk/model";
import type { Address } from "viem";
import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import type { Head, ReadContext } from "./client";

/** One person's request in one epoch and class. Shares, unless said otherwise. */
export type RequestView = {
  requestId: bigint;
  epoch: bigint;
  /** Paid whatever the exit price is; else only while little is unrealised. */
  atAnyPrice: boolean;
  /** Unix seconds. */
  end: number;
  pending: bigint;
  claimable: bigint;
  /** Base units. */
  claimableAssets: bigint;
  claimed: bigint;
  /** Cancelled and not taken back yet. */
  cancelled: bigint;
};

export type RequestsView = {
  address: Address;
  /** The patient ones, then those at any price, each oldest first; none that nothing is left of. */
  requests: RequestView[];
};

/**
 * More requests than anyone would make by hand; whoever has more sees the oldest, and the rest once those are claimed.
 */
const MOST = 50n;

export async function readRequests(
  { client, deployment }: ReadContext,
  asOf: Head,
  address: Address,
): Promise<RequestsView> {
  const [found] = await client.readContract({
    address: deployment.contracts.queue,
    abi: redemptionQueueAbi,
    blockNumber: asOf.number,
    functionName: "requestsOf",
    args: [address, 0n, MOST],
  });
  return {
    address,
    requests: found.map((request) => ({
      requestId: request.requestId,
      ...readRequestId(request.requestId),
      end: request.end,
      pending: request.pending,
      claimable: request.claimableShares,
      claimableAssets: request.claimableAssets,
      claimed: request.claimedShares,
      cancelled: request.cancelledShares,
    })),
  };
}
