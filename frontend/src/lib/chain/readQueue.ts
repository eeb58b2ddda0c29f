import { gpuYieldVaultAbi, redemptionQueueAbi } from "../../../abi";
import type { Head, ReadContext } from "./client";

/** The redemption queue at one block. */
export type QueueView = {
  asOf: Head;
  /** Seconds from one possible end of an epoch to the next. */
  epochLength: number;
  /** What a request now would join. `end` in unix seconds. */
  current: { epoch: bigint; end: number; shares: bigint };
  /** Shares pending in closed epochs: the vault's cash goes to them first. */
  closedShares: bigint;
  /** The closed epoch that is settled next; absent when none waits. */
  next?: { epoch: bigint; shares: bigint };
};

export async function readQueue({ client, deployment }: ReadContext, asOf: Head): Promise<QueueView> {
  const { queue, vault } = deployment.contracts;
  const at = { address: queue, abi: redemptionQueueAbi, blockNumber: asOf.number } as const;
  const [epochLength, current, next, held] = await Promise.all([
    client.readContract({ ...at, functionName: "epochLength" }),
    client.readContract({ ...at, functionName: "currentEpoch" }),
    client.readContract({ ...at, functionName: "nextSettlement" }),
    client.readContract({
      address: vault,
      abi: gpuYieldVaultAbi,
      blockNumber: asOf.number,
      functionName: "balanceOf",
      args: [queue],
    }),
  ]);
  const closedShares = await client.readContract({ ...at, functionName: "closedShares", args: [held] });
  return {
    asOf,
    epochLength,
    current: { epoch: current[0], end: current[1], shares: current[2] },
    closedShares,
    next: next[0] === 0n ? undefined : { epoch: next[0], shares: next[1] },
  };
}
