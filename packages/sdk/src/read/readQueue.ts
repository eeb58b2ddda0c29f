import type { Address } from "viem";
import { redemptionQueueAbi } from "../abi/RedemptionQueue.ts";
import { requestIdOf } from "../model/queue.ts";
import { openReading, type AsOf, type ReadClient, type ReadOptions } from "./reading.ts";

/** Shares of the two classes. */
export type SharesByClass = { readonly patient: bigint; readonly atAnyPrice: bigint };

/** A redemption queue at one block. Shares, unix seconds. */
export type QueueView = {
  readonly asOf: AsOf;
  /** Seconds from one possible end of an epoch to the next. */
  readonly epochLength: number;
  /** What a request now would join, its end, and what is in it. */
  readonly current: { readonly epoch: bigint; readonly end: number } & SharesByClass;
  /** Pending in closed epochs. */
  readonly closed: SharesByClass;
  /** What is settled next; absent when nobody waits who may be paid. */
  readonly next?: { readonly requestId: bigint; readonly shares: bigint } | undefined;
};

/** Who waits, and who is next. */
export async function readQueue(
  client: ReadClient,
  { queue }: { readonly queue: Address },
  options: ReadOptions = {},
): Promise<QueueView> {
  const reading = await openReading(client, options);
  const ask = reading.at(redemptionQueueAbi, queue);
  const [epochLength, current, [requestId, shares], [patient, atAnyPrice]] = await Promise.all([
    ask("epochLength"),
    ask("currentEpoch").then(async ([epoch, end]) => {
      const classes = [false, true].map((isAtAnyPrice) => ask("epochOf", requestIdOf(epoch, isAtAnyPrice)));
      const [waiting, anyPrice] = await Promise.all(classes);
      return { epoch, end, patient: waiting?.shares ?? 0n, atAnyPrice: anyPrice?.shares ?? 0n };
    }),
    ask("nextSettlement"),
    ask("closedShares"),
  ]);
  return {
    asOf: reading.asOf,
    epochLength,
    current,
    closed: { patient, atAnyPrice },
    next: requestId === 0n ? undefined : { requestId, shares },
  };
}
