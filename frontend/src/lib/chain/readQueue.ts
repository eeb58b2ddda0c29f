import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import type { Head, ReadContext } from "./client";

/** Shares of the two classes. */
export type SharesByClass = { patient: bigint; atAnyPrice: bigint };

/** The redemption queue at one block. */
export type QueueView = {
  asOf: Head;
  /** Seconds from one possible end of an epoch to the next. */
  epochLength: number;
  /** What a request now would join. `end` in unix seconds. */
  current: { epoch: bigint; end: number } & SharesByClass;
  /** Shares pending in closed epochs. */
  closed: SharesByClass;
  /** What is settled next; absent when nobody waits who may be paid. */
  next?: { requestId: bigint; shares: bigint };
};

export async function readQueue({ client, deployment }: ReadContext, asOf: Head): Promise<QueueView> {
  const at = { address: deployment.contracts.queue, abi: redemptionQueueAbi, blockNumber: asOf.number } as const;
  const [epochLength, [epoch, end], [requestId, shares], closed] = await Promise.all([
    client.readContract({ ...at, functionName: "epochLength" }),
    client.readContract({ ...at, functionName: "currentEpoch" }),
    client.readContract({ ...at, functionName: "nextSettlement" }),
    client.readContract({ ...at, functionName: "closedShares" }),
  ]);
  const [patient, atAnyPrice] = await Promise.all([
    client.readContract({ ...at, functionName: "epochOf", args: [2n * epoch] }),
    client.readContract({ ...at, functionName: "epochOf", args: [2n * epoch + 1n] }),
  ]);
  return {
    asOf,
    epochLength,
    current: { epoch, end, patient: patient.shares, atAnyPrice: atAnyPrice.shares },
    closed: { patient: closed[0], atAnyPrice: closed[1] },
    next: requestId === 0n ? undefined : { requestId, shares },
  };
}
